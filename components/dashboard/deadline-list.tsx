import { formatDate, formatDeadline } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { ToneIcon } from '@/components/ui/tone';
import { type Deadline, deadlineLabels } from '@/server/dashboard/domain';

/** Deadlines in the order given, late ones said as such. */
export function DeadlineList({ deadlines, now }: { deadlines: readonly Deadline[]; now: Date }) {
  return (
    <ol>
      {deadlines.map((one) => (
        <li
          key={one.id}
          className="grid break-inside-avoid grid-cols-[5.75rem_1fr] gap-x-3 border-line border-t py-2.5 first:border-t-0"
        >
          <time dateTime={one.on} className="tabular text-sm leading-6">
            {formatDate(one.on)}
          </time>
          <div className="min-w-0">
            <p className="break-words">
              <Link href={one.href} quiet className="font-semibold">
                {one.object}
              </Link>
            </p>
            <p className="text-soft text-sm">
              {deadlineLabels[one.kind]} · {one.detail}
            </p>
            <p className={`inline-flex items-center gap-1 text-sm ${one.late ? 'text-danger' : 'text-soft'}`}>
              {one.late && <ToneIcon tone="danger" />}
              {formatDeadline(one.on, now)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
