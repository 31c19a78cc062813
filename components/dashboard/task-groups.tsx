import { ArrowRight } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate, formatDeadline, formatSince, plural } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { Task, TaskGroup } from '@/server/dashboard/domain';

/** Lines shown before the others are folded. */
const SHOWN = 5;

/** What waits, grouped by act; each line leads to the act in one click. */
export function TaskGroups({ groups, now }: { groups: readonly TaskGroup[]; now: Date }) {
  return (
    <div className="flex flex-col gap-7">
      {groups.map((group) => {
        const rest = group.tasks.slice(SHOWN);
        return (
          <section key={group.kind} aria-labelledby={`tache-${group.kind}`}>
            <h3 id={`tache-${group.kind}`} className="mb-1 font-semibold text-lg">
              {group.label}
            </h3>
            <TaskList tasks={group.tasks.slice(0, SHOWN)} act={group.act} now={now} />
            {rest.length > 0 && (
              <details className="border-line border-t">
                <summary className="cursor-pointer py-2.5 text-accent">
                  {plural(rest.length, 'et une autre', `et ${rest.length} autres`)}
                </summary>
                <TaskList tasks={rest} act={group.act} now={now} />
              </details>
            )}
          </section>
        );
      })}
    </div>
  );
}

function TaskList({ tasks, act, now }: { tasks: readonly Task[]; act: string; now: Date }) {
  return (
    <ul>
      {tasks.map((task) => (
        <li
          key={task.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t py-3 first:border-t-0"
        >
          <div className="min-w-[min(100%,18rem)] flex-1">
            <p className="break-words font-semibold">
              <Link href={task.href} quiet>
                {task.object}
              </Link>
            </p>
            <p className="text-soft text-sm">
              {task.detail}
              {task.askedBy && ` · demandé par ${task.askedBy}`} · {formatSince(task.since, now)}
            </p>
          </div>
          {task.dueOn && (
            <p className="text-sm">
              {task.late ? (
                <StateBadge tone="danger">{formatDeadline(task.dueOn, now)}</StateBadge>
              ) : (
                <span className="text-soft">pour le {formatDate(task.dueOn)}</span>
              )}
            </p>
          )}
          <ButtonLink href={task.href} size="sm" icon={<ArrowRight aria-hidden />} className="print:hidden">
            {act}
            <span className="sr-only">&nbsp;: {task.object}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
