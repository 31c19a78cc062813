import type { ReactNode } from 'react';
import { type Exported, ExportMenu } from '@/components/lists/export-menu';
import type { TableAddress } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { type Filter, FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { ViewsBar } from '@/components/views/views-bar';
import { degreeLabels, phaseLabels, projectPhases } from '@/server/projects/domain';
import type { ProjectLine } from '@/server/projects/queries';
import { priorities, priorityLabels } from '@/server/projects/table/columns';
import { followUpFilterLabels, followUpFilters } from '@/server/projects/table/schema';
import type { ViewLine } from '@/server/views/queries';
import { projectNoun } from '../words';
import type { SortKey } from './filters';

const states = { closed: 'Clos', all: 'En cours et clos' } as const;

const columns: Column[] = [
  { key: 'name', label: 'Projet', sortable: true, width: '22rem' },
  { key: 'carrier', label: 'Porteur', sortable: true, wideOnly: true },
  { key: 'phase', label: 'Phase', sortable: true },
  { key: 'nextStep', label: 'Prochaine étape', wideOnly: true },
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
    nextStep: project.nextStep ? (
      <>
        {project.nextStep.text}
        {project.nextStep.dueOn && (
          <span className="block text-soft text-sm">pour le {formatDate(project.nextStep.dueOn)}</span>
        )}
      </>
    ) : (
      '–'
    ),
    schools: project.schools,
    conventions: project.conventions,
    attached: project.attached,
    product: project.product?.name ?? '–',
    departments: project.departmentCodes.join(', '),
    updated: formatDate(project.updatedAt),
  },
});

/** Filters that the list and the table share. */
const filters: Filter[] = [
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
];

const internalFilters: Filter[] = [
  {
    kind: 'one',
    name: 'priorite',
    label: 'Priorité',
    allLabel: 'Toutes',
    choices: priorities.map((id) => ({ id, label: priorityLabels[id] })),
  },
];
const followFilter: Filter = {
  kind: 'one',
  name: 'suivi',
  label: 'Suivi',
  choices: followUpFilters.map((id) => ({ id, label: followUpFilterLabels[id] })),
};

/** The projects of a hat, as a list or as a table to type in. */
export function ProjectsPage({
  vue,
  total,
  views,
  exported,
  may,
  children,
}: {
  vue: 'liste' | 'tableau';
  total: number;
  views: readonly ViewLine[];
  exported: Exported;
  may: { create: boolean; shareViews: boolean; seeInternal: boolean; follow: boolean };
  children: ReactNode;
}) {
  const ofTable =
    vue === 'tableau'
      ? [...(may.seeInternal ? internalFilters : []), ...(may.follow ? [followFilter] : [])]
      : [];
  return (
    <>
      <PageHeader
        title="Projets"
        lead="Une collectivité, une solution, des écoles&nbsp;: de l’idée à l’accrochage."
        action={
          may.create ? (
            <ButtonLink href="/projets/nouveau" variant="primary">
              Nouveau projet
            </ButtonLink>
          ) : undefined
        }
      >
        <Tabs
          label="Présentation des projets"
          tabs={[
            { href: '?vue=liste', label: 'Liste' },
            { href: '?vue=tableau', label: 'Tableau' },
          ]}
          current={`?vue=${vue}`}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <ViewsBar list="projects" views={views} mayShare={may.shareViews} />
          <ExportMenu exported={exported} />
        </div>
        <FilterBar filters={[...filters, ...ofTable]} count={total} noun={projectNoun} />
        {children}
      </div>
    </>
  );
}

/** Every project that this hat may read. */
export function ProjectList({
  items,
  total,
  table,
  isFiltered,
  mayCreate,
}: {
  items: readonly ProjectLine[];
  total: number;
  table: TableAddress<SortKey>;
  isFiltered: boolean;
  mayCreate: boolean;
}) {
  return (
    <DataTable
      id="projets"
      caption="Projets"
      columns={columns}
      sort={table.sort}
      paging={{ page: table.page, pageSize: table.take, total }}
      noun={projectNoun}
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
                    'Créez le projet\u00a0: degré, collectivité porteuse, solution.',
                    'Choisissez ses écoles, par commune, EPCI, département ou liste d’UAI.',
                    'Rédigez la convention\u00a0: elle reprend le projet et ses écoles.',
                  ]
                : undefined
            }
            actions={
              mayCreate ? (
                <ButtonLink href="/projets/nouveau" variant="primary">
                  Nouveau projet
                </ButtonLink>
              ) : undefined
            }
          >
            {mayCreate
              ? 'Un projet réunit une collectivité, une solution et des écoles.'
              : 'Les projets qui vous concernent apparaîtront ici.'}
          </EmptyState>
        )
      }
      rows={items.map(row)}
    />
  );
}
