import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { Tone } from '@/components/ui/tone';
import { aboutWords } from '@/server/territory/directory/change-words';
import type { taskStates } from '@/server/territory/schema';
import type { SchoolTaskLine, SchoolTasks } from '@/server/territory/tasks';
import { aboutSlugs, stateSlugs } from './changes-address';
import { TreatTasks } from './treat-tasks';
import { taskNoun } from './words';

const tableId = 'suites-ecoles';

const columns: Column[] = [
  { key: 'school', label: 'École' },
  { key: 'kind', label: 'Ce qui arrive' },
  { key: 'object', label: 'Où elle figure encore' },
  { key: 'on', label: 'Depuis le', wideOnly: true },
];
const treatedColumns: Column[] = [...columns, { key: 'reason', label: 'Ce qui a été fait' }];

const kinds: Record<string, { label: string; tone: Tone }> = {
  closed: { label: 'Fermée', tone: 'neutral' },
  merged: { label: 'Fusion probable', tone: 'info' },
  moved: { label: 'Autre commune', tone: 'warning' },
};

/** Where a task is done. */
function hrefOf({ about, objectId, conventionId }: SchoolTaskLine): string {
  if (about === 'convention') return `/conventions/${objectId}?onglet=ecoles`;
  if (about === 'project') return `/projets/${objectId}?onglet=ecoles`;
  return `/accrochage?etat=all${conventionId ? `&convention=${conventionId}` : ''}&ecole=${objectId}`;
}

/** What the life of schools asks of an académie: conventions, projects and attachments to look at. */
export function SchoolTasksPage({
  tasks,
  state,
  mayTreat,
}: {
  tasks: SchoolTasks;
  state: (typeof taskStates)[number];
  mayTreat: boolean;
}) {
  const { counts } = tasks;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Administration', href: '/administration' },
          { label: 'Annuaire', href: '/administration/annuaire' },
        ]}
        title="Écoles fermées, fusionnées ou déplacées"
        lead="Conventions, projets et accrochages où figure encore une école que l’annuaire dit fermée, fusionnée ou passée dans une autre commune. Rien n’y change sans vous."
      >
        <Tabs
          label="États"
          current={`?etat=${stateSlugs[state]}`}
          tabs={[
            { href: `?etat=${stateSlugs.open}`, label: 'À traiter', count: counts.open },
            { href: `?etat=${stateSlugs.treated}`, label: 'Traitées', count: counts.treated },
            { href: `?etat=${stateSlugs.settled}`, label: 'Réglées d’elles-mêmes', count: counts.settled },
          ]}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher une école, une commune, un UAI' },
            {
              kind: 'one',
              name: 'objet',
              label: 'Où elle figure',
              choices: (['convention', 'project', 'attachment'] as const).map((one) => ({
                id: aboutSlugs[one],
                label: aboutWords[one],
              })),
            },
          ]}
          count={tasks.total}
          noun={taskNoun}
        />
        <DataTable
          id={tableId}
          caption="Suites à donner"
          columns={state === 'treated' ? treatedColumns : columns}
          rows={tasks.items.map((task) => ({
            id: task.id,
            name: `${task.schoolName}, ${aboutWords[task.about]}`,
            cells: {
              school: (
                <>
                  <Link href={`/couverture/ecoles/${task.uai}`}>{task.schoolName}</Link>
                  <span className="tabular block font-normal text-soft text-sm">
                    {task.uai} · {task.communeName}
                  </span>
                </>
              ),
              kind: (
                <>
                  <StateBadge tone={kinds[task.kind]?.tone ?? 'neutral'}>
                    {kinds[task.kind]?.label ?? task.kind}
                  </StateBadge>
                  {task.otherName && (
                    <span className="mt-1 block text-soft text-sm">avec {task.otherName}</span>
                  )}
                </>
              ),
              object: task.objectName ? (
                <>
                  <span className="block text-soft text-sm">{aboutWords[task.about]}</span>
                  <Link href={hrefOf(task)}>{task.objectName}</Link>
                </>
              ) : (
                `${aboutWords[task.about]} supprimé depuis`
              ),
              on: formatDate(task.on),
              reason: (
                <>
                  {task.reason}
                  {task.treatedAt && (
                    <span className="block text-soft text-sm">
                      {task.treatedByName}, le {formatDate(task.treatedAt)}
                    </span>
                  )}
                </>
              ),
            },
          }))}
          noun={taskNoun}
          paging={{ page: tasks.page, pageSize: tasks.size, total: tasks.total }}
          exportHref={`/administration/annuaire/suites/export.csv?etat=${stateSlugs[state]}`}
          bulk={mayTreat && state === 'open' ? <TreatTasks tableId={tableId} /> : undefined}
          empty={
            <EmptyState title={state === 'open' ? 'Rien à traiter' : 'Aucune suite à montrer'}>
              {state === 'open'
                ? 'Aucune convention, aucun projet, aucun accrochage ne porte sur une école fermée, fusionnée ou déplacée.'
                : 'Les suites apparaissent quand un annuaire est appliqué.'}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
