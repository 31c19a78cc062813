import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels } from '@/server/projects/domain';
import { phaseLabels } from '@/server/raci/domain';
import type { MatrixLine } from '@/server/raci/queries';
import { ListTabs } from './list-tabs';

function State({ matrix }: { matrix: MatrixLine['matrix'] }) {
  if (!matrix) return <StateBadge tone="neutral">À ouvrir</StateBadge>;
  if (matrix.errors > 0)
    return (
      <StateBadge tone="danger">{counted(matrix.errors, 'point à corriger', 'points à corriger')}</StateBadge>
    );
  if (matrix.warnings > 0)
    return (
      <StateBadge tone="warning">
        {counted(matrix.warnings, 'point à surveiller', 'points à surveiller')}
      </StateBadge>
    );
  return <StateBadge tone="success">Complète</StateBadge>;
}

/** The projects that this hat may read, with the state of their matrix. */
export function MatrixList({
  items,
  isFiltered,
  mayCreateProject,
  participates,
  readsTemplates,
}: {
  items: readonly MatrixLine[];
  isFiltered: boolean;
  mayCreateProject: boolean;
  participates: boolean;
  readsTemplates: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Responsabilités"
        lead="Pour chaque projet en cours&nbsp;: qui réalise, qui répond du résultat, qui est consulté, qui est informé."
      >
        <ListTabs participates={participates} readsTemplates={readsTemplates} />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[{ kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Projet, collectivité' }]}
          count={items.length}
          noun={['projet', 'projets']}
        />
        <DataTable
          id="responsabilites"
          caption="Matrices des projets en cours"
          noun={['projet', 'projets']}
          columns={[
            { key: 'name', label: 'Projet' },
            { key: 'state', label: 'Matrice' },
            { key: 'phase', label: 'Phase', wideOnly: true },
            { key: 'degree', label: 'Degré', wideOnly: true },
          ]}
          empty={
            <EmptyState
              title={isFiltered ? 'Aucun projet ne répond à cette recherche' : 'Aucun projet en cours'}
              actions={
                mayCreateProject && !isFiltered ? (
                  <ButtonLink href="/projets/nouveau" variant="primary">
                    Nouveau projet
                  </ButtonLink>
                ) : undefined
              }
            >
              {isFiltered
                ? 'Modifiez la recherche, ou effacez-la.'
                : 'Chaque projet a sa matrice des responsabilités.'}
            </EmptyState>
          }
          rows={items.map((line) => ({
            id: line.id,
            href: `/responsabilites/${line.id}`,
            name: line.name,
            cells: {
              name: (
                <>
                  {line.name}
                  <span className="block font-normal text-soft text-sm">{line.carrierName}</span>
                </>
              ),
              state: <State matrix={line.matrix} />,
              phase: phaseLabels[line.phase],
              degree: degreeLabels[line.degree],
            },
          }))}
        />
      </div>
    </>
  );
}
