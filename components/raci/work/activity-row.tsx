import type { ReactNode } from 'react';
import { formatLongDate } from '@/components/ui/format';
import { DueControl } from './due-control';
import { StateControl } from './state-control';
import type { WorkTarget } from './use-work';

/** One activity with how far it is: a line on a wide screen, stacked on a phone. */
export function ActivityRow({
  id,
  work,
  since,
  today,
  title,
  children,
  end,
}: {
  id?: string;
  work: WorkTarget;
  /** Who set the present state, and when. */
  since: { by: string | null; on: string | null };
  today: string;
  title: ReactNode;
  /** Under the title: who does, in which project. */
  children: ReactNode;
  end?: ReactNode;
}) {
  return (
    <li
      id={id}
      tabIndex={id ? -1 : undefined}
      className="grid break-inside-avoid items-start gap-x-4 gap-y-2 border-line border-t px-4 py-3 first:border-t-0 target:bg-accent-soft lg:grid-cols-[minmax(0,1fr)_9rem_15rem_8.5rem]"
    >
      <div className="min-w-0">
        <p className="break-words font-semibold">{title}</p>
        <div className="text-soft text-sm">{children}</div>
        {work.state === 'blocked' && (
          <p className="mt-1 break-words text-sm">
            <span className="font-semibold">Ce qui bloque</span>
            {since.on && ` (${since.by ? `${since.by}, ` : ''}${formatLongDate(since.on)})`}
            &nbsp;: {work.note ?? 'non précisé'}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 lg:contents">
        <div>
          <StateControl work={work} />
        </div>
        <div>
          <DueControl work={work} today={today} />
        </div>
        <div>{end}</div>
      </div>
    </li>
  );
}
