import { StateBadge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import type { DetachTask } from '@/server/aaf/detach-tasks';
import { aafStatusLabels } from '@/server/aaf/domain';
import { aafTransitions } from '@/server/aaf/transitions';
import type { Role } from '@/server/access/roles';
import { BulkActs } from './bulk-acts';
import { detachId, schoolNoun, toneOf } from './words';

/** Schools whose attachment no convention covers any more. Nothing leaves the directory without a person. */
export function DetachList({ tasks, role }: { tasks: readonly DetachTask[]; role: Role }) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Accrochage AAF', href: '/accrochage' }]}
        title="Écoles à décrocher"
        lead={`${counted(tasks.length, ...schoolNoun)} : leur convention a pris fin, est suspendue, ou ne les compte plus. Rien n’est décroché automatiquement.`}
      />
      <DataTable
        id={detachId}
        caption="Écoles à décrocher"
        noun={schoolNoun}
        columns={[
          { key: 'school', label: 'École' },
          { key: 'status', label: 'État' },
          { key: 'why', label: 'Pourquoi' },
          { key: 'since', label: 'Depuis le', wideOnly: true },
          { key: 'act', label: 'Acte attendu', wideOnly: true },
        ]}
        rows={tasks.map((task) => ({
          id: task.id,
          href: `/accrochage?etat=all&convention=${task.convention.id}&ecole=${task.id}`,
          name: task.schoolName,
          cells: {
            school: (
              <>
                {task.schoolName}
                <span className="tabular block font-normal text-soft text-sm">
                  {task.uai} · {task.communeName}
                </span>
              </>
            ),
            status: (
              <StateBadge tone={toneOf(aafStatusLabels[task.status].tone)}>
                {aafStatusLabels[task.status].label}
              </StateBadge>
            ),
            why: task.why,
            since: formatDate(task.since),
            act: aafTransitions[task.action].label,
          },
        }))}
        bulk={
          <BulkActs
            tableId={detachId}
            role={role}
            lines={tasks.map(({ id, version, action }) => ({
              id,
              version,
              actions: [{ action, obstacle: null }],
            }))}
          />
        }
        empty={
          <EmptyState title="Rien à décrocher">
            Toutes les écoles accrochées sont couvertes par une convention en vigueur.
          </EmptyState>
        }
      />
    </>
  );
}
