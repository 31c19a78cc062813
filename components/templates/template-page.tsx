import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels } from '@/server/projects/domain';
import type { PreviewChoices } from '@/server/templates/queries/preview';
import type { TemplateDetail } from '@/server/templates/queries/templates';
import { RetireTemplate } from './retire-template';
import { TemplateEditor } from './template-editor';
import { kindWords, templatesCrumb } from './words';

/** One template: written by the DANE of its académie, read by the others. */
export function TemplatePage({ detail, choices }: { detail: TemplateDetail; choices: PreviewChoices }) {
  const { published, mayEdit, academyCode } = detail;
  return (
    <>
      <PageHeader
        crumbs={[templatesCrumb]}
        title={detail.content.name}
        state={
          detail.retired ? (
            <StateBadge tone="neutral">Retiré</StateBadge>
          ) : published ? (
            <StateBadge tone={detail.changed ? 'warning' : 'success'}>
              {detail.changed ? 'Modifications à publier' : 'En service'}
            </StateBadge>
          ) : (
            <StateBadge tone="info">En préparation</StateBadge>
          )
        }
        lead={`${kindWords[detail.kind]}, ${degreeLabels[detail.degree].toLowerCase()}. ${
          published
            ? `Version ${published.number} publiée le ${formatDate(published.at)}${published.by ? ` par ${published.by}` : ''}.`
            : 'Pas encore publié.'
        }`}
        action={<ButtonLink href={`/modeles/${detail.id}/versions`}>Versions</ButtonLink>}
      />
      {academyCode === null && (
        <Notice tone="info" className="mb-6">
          Modèle national&nbsp;: il se lit ici. Pour l’adapter, la DANE en tire un modèle de l’académie.
        </Notice>
      )}
      <TemplateEditor detail={detail} choices={choices} />
      {mayEdit && published && (
        <div className="mt-10 border-line border-t pt-6">
          <RetireTemplate id={detail.id} retired={detail.retired} />
        </div>
      )}
    </>
  );
}
