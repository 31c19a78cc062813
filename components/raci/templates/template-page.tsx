import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels } from '@/server/projects/domain';
import type { TemplateView } from '@/server/raci/templates/queries';
import { WithLetters } from '../letters';
import { OpenMatrix } from '../raci-page';
import { PublishTemplate } from './publish-template';
import { RenameTemplate, RetireTemplate } from './template-acts';
import { templateStates, templatesCrumbs } from './words';

/** One template: what is being written of it in the same grid as a project's matrix, and its publication. */
export function TemplatePage({ view }: { view: TemplateView }) {
  const { published, state, canEdit } = view;
  return (
    <WithLetters set={view.letters}>
      <PageHeader
        crumbs={templatesCrumbs}
        title={view.name}
        state={<StateBadge tone={templateStates[state].tone}>{templateStates[state].label}</StateBadge>}
        lead={`Modèle de matrice, ${degreeLabels[view.degree].toLowerCase()}. ${
          published
            ? `Version ${published.number} publiée le ${formatDate(published.at)} par ${published.by}.`
            : 'Aucune version publiée\u00a0: il n’est pas encore proposé aux projets.'
        }`}
        action={
          <>
            {canEdit && state !== 'retired' && <PublishTemplate id={view.id} />}
            {published && (
              <ButtonLink href={`/responsabilites/modeles/${view.id}/versions`}>Versions</ButtonLink>
            )}
            {canEdit && <RenameTemplate template={view} />}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {state === 'retired' && (
          <Notice tone="info">
            Ce modèle est retiré&nbsp;: il n’est plus proposé aux projets. Les matrices qui en sont parties ne
            changent pas.
          </Notice>
        )}
        <OpenMatrix
          key={view.id}
          owner={{ templateId: view.id }}
          canEdit={canEdit && state !== 'retired'}
          matrix={view.matrix}
        />
        {canEdit && published && (
          <div className="border-line border-t pt-6 print:hidden">
            <RetireTemplate template={view} />
          </div>
        )}
      </div>
    </WithLetters>
  );
}
