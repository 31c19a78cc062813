import type { ReactNode } from 'react';
import { StateBadge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { DetachTask, ResumeTask } from '@/server/aaf/detach-tasks';
import { aafStatusLabels } from '@/server/aaf/domain';
import { aafTransitions } from '@/server/aaf/transitions';
import type { Role } from '@/server/access/roles';
import { BulkActs } from './bulk-acts';
import { detachId, resumeId, schoolNoun, toneOf } from './words';

/**
 * What the life of the conventions asks of the directory: schools that none covers any more, and schools whose
 * suspension is lifted. Nothing leaves the directory, or comes back to it, without a person.
 */
export function DetachList({
  tasks,
  resumed,
  role,
}: {
  tasks: readonly DetachTask[];
  resumed: readonly ResumeTask[];
  role: Role;
}) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Accrochage AAF', href: '/accrochage' }]}
        title="Suites à donner dans l’annuaire"
        lead="Ce que la vie des conventions demande à l’AAF. Rien n’est décroché, suspendu ni repris automatiquement."
      />
      <div className="flex flex-col gap-10">
        <Section
          title="Écoles à décrocher ou à suspendre"
          count={tasks.length}
          lead="Leur convention a pris fin, est suspendue, a changé de solution, ou ne les compte plus."
        >
          <TaskTable
            id={detachId}
            caption="Écoles à décrocher ou à suspendre"
            tasks={tasks}
            role={role}
            empty={
              <EmptyState title="Rien à décrocher" level={3}>
                Toutes les écoles accrochées sont couvertes par une convention en vigueur.
              </EmptyState>
            }
          />
        </Section>
        {resumed.length > 0 && (
          <Section
            title="Écoles à reprendre"
            count={resumed.length}
            lead="Elles avaient été suspendues avec leur convention, dont la suspension est levée."
          >
            <TaskTable id={resumeId} caption="Écoles à reprendre" tasks={resumed} role={role} empty={null} />
          </Section>
        )}
      </div>
    </>
  );
}

function TaskTable({
  id,
  caption,
  tasks,
  role,
  empty,
}: {
  id: string;
  caption: string;
  tasks: readonly (DetachTask | ResumeTask)[];
  role: Role;
  empty: ReactNode;
}) {
  return (
    <DataTable
      id={id}
      caption={caption}
      noun={schoolNoun}
      columns={[
        { key: 'school', label: 'École' },
        { key: 'status', label: 'État' },
        { key: 'act', label: 'Acte attendu' },
        { key: 'why', label: 'Pourquoi' },
        { key: 'since', label: 'Depuis le', wideOnly: true },
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
          tableId={id}
          role={role}
          lines={tasks.map(({ id: attachment, version, action }) => ({
            id: attachment,
            version,
            actions: [{ action, obstacle: null }],
          }))}
        />
      }
      empty={empty}
    />
  );
}
