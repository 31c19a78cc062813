import { toneOf } from '@/components/conventions/tone';
import { StateBadge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate, formatLongDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Section } from '@/components/ui/section';
import { TableGrid } from '@/components/ui/table-grid';
import type { PlanView } from '@/server/reversibility/queries';
import { TaskActs } from './task-acts';

const sides = { state: 'Académie', authority: 'Collectivité' } as const;

/** The checklist of article 21 when a solution is left: tasks with their day and their document, then each school. */
export function PlanPage({ view }: { view: PlanView }) {
  const { convention, plans, mayAct, today } = view;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: convention.number, href: `/conventions/${convention.id}` },
        ]}
        title="Plan de réversibilité"
        lead={`${convention.authority.name}, convention ${convention.number}.`}
      />
      {plans.length === 0 && (
        <EmptyState title="Aucune réversibilité en cours">
          Un plan s’ouvre quand un avenant ou un renouvellement change la solution, quand une résiliation est
          notifiée, et au terme d’une convention sans suite.
        </EmptyState>
      )}
      <div className="flex flex-col gap-12">
        {plans.map((plan) => (
          <Section
            key={plan.id}
            title={`${plan.oldProduct.name}${plan.newProduct ? ` → ${plan.newProduct.name}` : ', fin de service'}`}
            lead={
              <>
                Bascule le {formatLongDate(plan.switchOn)}
                {plan.amendment && (
                  <>
                    , par{' '}
                    <Link href={`/conventions/${plan.amendment.id}`}>
                      l’avenant n°&nbsp;{plan.amendment.rank}
                    </Link>
                  </>
                )}
                .
              </>
            }
          >
            <div className="max-w-text">
              <ProgressBar
                label="Avancement du plan"
                value={plan.progress.done}
                total={plan.progress.total}
                detail={plan.progress.late > 0 ? `${plan.progress.late} en retard` : undefined}
              />
            </div>
            <ol className="flex flex-col">
              {plan.tasks.map((task) => (
                <li key={task.id} className="flex flex-col gap-2 border-line border-t py-4">
                  <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                    <span className="font-semibold">{task.label}</span>
                    <StateBadge tone={task.done ? 'success' : task.late ? 'danger' : 'info'}>
                      {task.done ? 'Fait' : task.late ? 'En retard' : 'À faire'}
                    </StateBadge>
                    <span className="text-soft text-sm">
                      {sides[task.side]} · pour le {formatDate(task.dueOn)}
                    </span>
                  </p>
                  <p className="max-w-text text-soft text-sm">{task.help}</p>
                  {task.detail && (
                    <p>{task.kind === 'portability' ? `Format : ${task.detail}` : task.detail}</p>
                  )}
                  {task.doneOn && (
                    <p className="text-sm">
                      Fait le {formatLongDate(task.doneOn)}
                      {task.doneBy && `, par ${task.doneBy}`}.
                    </p>
                  )}
                  {task.file &&
                    (task.file.eliminated ? (
                      <p className="text-soft text-sm">{task.file.name}&nbsp;: document éliminé.</p>
                    ) : (
                      <Link href={`/conventions/${convention.id}/reversibilite/${task.file.id}`}>
                        {task.file.name}
                      </Link>
                    ))}
                  {task.counts ? (
                    <p>
                      {task.counts.total === 0 ? (
                        'Aucune école concernée.'
                      ) : (
                        <Link href={`/accrochage?etat=all&convention=${convention.id}`}>
                          {counted(
                            task.counts.done,
                            task.kind === 'aaf_detach' ? 'école décrochée' : 'école accrochée',
                            task.kind === 'aaf_detach' ? 'écoles décrochées' : 'écoles accrochées',
                          )}{' '}
                          sur {task.counts.total}
                        </Link>
                      )}
                      {task.kind === 'aaf_attach' && task.counts.done < task.counts.total && (
                        <>
                          {' · '}
                          <Link href={`/accrochage/demande?convention=${convention.id}`}>
                            Demander l’accrochage de la nouvelle solution
                          </Link>
                        </>
                      )}
                    </p>
                  ) : (
                    mayAct && <TaskActs conventionId={convention.id} task={task} today={today} />
                  )}
                </li>
              ))}
            </ol>
            <TableGrid
              id={`ecoles-${plan.id}`}
              caption="Écoles et annuaire"
              columns={[
                { key: 'name', label: 'École' },
                { key: 'old', label: plan.oldProduct.name },
                ...(plan.newProduct ? [{ key: 'next', label: plan.newProduct.name }] : []),
              ]}
              rows={plan.schools.map((school) => ({
                id: school.uai,
                name: school.name,
                href: `/ecoles/${school.uai}`,
                cells: {
                  name: (
                    <>
                      {school.name}
                      <span className="tabular block font-normal text-soft text-sm">
                        {school.uai} · {school.communeName}
                      </span>
                    </>
                  ),
                  old: school.old ? (
                    <StateBadge tone={school.detached ? 'success' : toneOf('warn')}>
                      {school.detached ? 'Décrochée' : 'À décrocher'}
                    </StateBadge>
                  ) : (
                    <span className="text-soft">Jamais accrochée</span>
                  ),
                  next: school.next ? (
                    <StateBadge tone={school.next.status === 'attached' ? 'success' : 'info'}>
                      {school.next.status === 'attached' ? 'Accrochée' : 'En cours'}
                    </StateBadge>
                  ) : (
                    <span className="text-soft">
                      {!plan.newProduct ? '–' : school.wanted ? 'À demander' : 'Sortie du périmètre'}
                    </span>
                  ),
                },
              }))}
            />
          </Section>
        ))}
      </div>
    </>
  );
}
