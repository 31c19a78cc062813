import type { TableAddress } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { degreeLabels, phaseLabels, projectPhases } from '@/server/projects/domain';
import type { ProjectLine } from '@/server/projects/queries';
import { projectNoun } from '../words';
import type { SortKey } from './filters';

const states = { closed: 'Clos', all: 'En cours et clos' } as const;

const columns: Column[] = [
  { key: 'name', label: 'Projet', sortable: true, width: '22rem' },
  { key: 'carrier', label: 'Porteur', sortable: true, wideOnly: true },
  { key: 'phase', label: 'Phase', sortable: true },
  { key: 'schools', label: 'Écoles', align: 'end' },
  { key: 'conventions', label: 'Conventions', align: 'end', wideOnly: true },
  { key: 'attached', label: 'Accrochées', align: 'end', wideOnly: true },
  { key: 'product', label: 'Solution', wideOnly: true },
  { key: 'departments', label: 'Départements', wideOnly: true, hiddenAtFirst: true },
  { key: 'updated', label: 'Modifié le', sortable: true, wideOnly: true },
];

const row = (project: ProjectLine) => ({
  id: project.id,
  href: `/projets/${project.id}`,
  name: project.name,
  cells: {
    name: (
      <>
        {project.name}
        <span className="block font-normal text-soft text-sm">
          {degreeLabels[project.degree]}
          <span className="md:hidden"> · {project.carrier.name}</span>
          {project.demonstration && ' · démonstration'}
        </span>
      </>
    ),
    carrier: project.carrier.name,
    phase: (
      <Badge tone={project.closedOn ? 'neutral' : 'accent'}>
        {project.closedOn ? 'Clos' : phaseLabels[project.phase]}
      </Badge>
    ),
    schools: project.schools,
    conventions: project.conventions,
    attached: project.attached,
    product: project.product?.name ?? '–',
    departments: project.departmentCodes.join(', '),
    updated: formatDate(project.updatedAt),
  },
});

/** Every project that this hat may read. */
export function ProjectList({
  items,
  total,
  table,
  isFiltered,
  mayCreate,
  exportHref,
}: {
  items: readonly ProjectLine[];
  total: number;
  table: TableAddress<SortKey>;
  isFiltered: boolean;
  mayCreate: boolean;
  /** The same list as a file. */
  exportHref: string;
}) {
  const create = (
    <ButtonLink href="/projets/nouveau" variant="primary">
      Nouveau projet
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Projets"
        lead="Une collectivité, une solution, des écoles : de l’idée à l’accrochage."
        action={mayCreate ? create : undefined}
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            {
              kind: 'search',
              name: 'q',
              label: 'Rechercher',
              placeholder: 'Nom, collectivité, SIREN, solution…',
            },
            {
              kind: 'one',
              name: 'degre',
              label: 'Degré',
              choices: Object.entries(degreeLabels).map(([id, label]) => ({ id, label })),
            },
            {
              kind: 'one',
              name: 'phase',
              label: 'Phase',
              allLabel: 'Toutes',
              choices: projectPhases.map((id) => ({ id, label: phaseLabels[id] })),
            },
            {
              kind: 'one',
              name: 'etat',
              label: 'État',
              allLabel: 'En cours',
              choices: Object.entries(states).map(([id, label]) => ({ id, label })),
            },
          ]}
          count={total}
          noun={projectNoun}
        />
        <DataTable
          id="projets"
          caption="Projets"
          columns={columns}
          sort={table.sort}
          paging={{ page: table.page, pageSize: table.take, total }}
          noun={projectNoun}
          exportHref={exportHref}
          empty={
            isFiltered ? (
              <EmptyState title="Aucun projet ne répond à ces filtres">
                Élargissez la recherche, ou effacez les filtres.
              </EmptyState>
            ) : (
              <EmptyState
                title="Aucun projet pour l’instant"
                steps={
                  mayCreate
                    ? [
                        'Créez le projet : degré, collectivité porteuse, solution.',
                        'Choisissez ses écoles, par commune, EPCI, département ou liste d’UAI.',
                        'Rédigez la convention : elle reprend le projet et ses écoles.',
                      ]
                    : undefined
                }
                actions={mayCreate ? create : undefined}
              >
                {mayCreate
                  ? 'Un projet réunit une collectivité, une solution et des écoles.'
                  : 'Les projets qui vous concernent apparaîtront ici.'}
              </EmptyState>
            )
          }
          rows={items.map(row)}
        />
      </div>
    </>
  );
}
