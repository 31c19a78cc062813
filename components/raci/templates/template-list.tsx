import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { TableGrid } from '@/components/ui/table-grid';
import { degreeLabels } from '@/server/projects/domain';
import type { TemplateLine } from '@/server/raci/templates/queries';
import { ListTabs } from '../list-tabs';
import { NewTemplate } from './new-template';
import { templateStates } from './words';

/** The académie's own templates of matrices, whatever their state. */
export function TemplateList({
  templates,
  mayCreate,
  participates,
}: {
  templates: readonly TemplateLine[];
  mayCreate: boolean;
  participates: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Modèles de matrice"
        lead="La matrice d’un nouveau projet part du dernier modèle publié par l’académie pour son degré, d’un autre modèle au choix, ou de la proposition de l’application."
        action={mayCreate ? <NewTemplate templates={templates} /> : undefined}
      >
        <ListTabs participates={participates} readsTemplates />
      </PageHeader>
      {templates.length === 0 ? (
        <EmptyState title="L’académie n’a pas encore de modèle à elle">
          {mayCreate
            ? 'Partez de la proposition de l’application, ou enregistrez comme modèle la matrice d’un projet qui a fait ses preuves. Rien n’est proposé aux projets avant d’être publié.'
            : 'Les matrices partent de la proposition de l’application. La DANE peut en tirer un modèle propre à l’académie.'}
        </EmptyState>
      ) : (
        <TableGrid
          id="modeles-de-matrice"
          caption="Modèles de matrice de l’académie"
          columns={[
            { key: 'name', label: 'Modèle' },
            { key: 'state', label: 'État' },
            { key: 'version', label: 'Version en service', wideOnly: true },
            { key: 'size', label: 'Contenu', wideOnly: true },
            { key: 'projects', label: 'Projets partis de là', align: 'end', wideOnly: true },
          ]}
          rows={templates.map((one) => ({
            id: one.id,
            href: `/responsabilites/modeles/${one.id}`,
            name: one.name,
            cells: {
              name: (
                <>
                  {one.name}
                  <span className="block font-normal text-soft text-sm">{degreeLabels[one.degree]}</span>
                </>
              ),
              state: (
                <StateBadge tone={templateStates[one.state].tone}>
                  {templateStates[one.state].label}
                </StateBadge>
              ),
              version: one.version
                ? `Version ${one.version.number}, du ${formatDate(one.version.at)}`
                : 'Pas encore publié',
              size: `${counted(one.activities, 'activité')}, ${counted(one.actors, 'acteur')}`,
              projects: one.projects === 0 ? 'Aucun' : counted(one.projects, 'projet'),
            },
          }))}
        />
      )}
    </>
  );
}
