import NextLink from 'next/link';
import { withParams } from '@/components/ui/address';
import { formatDate } from '@/components/ui/format';
import { dateLine } from '@/server/coverage/domain';
import { AsOfField } from './as-of-field';

/** The school years (from 1 August) and any other day. `search` is the address without its date. */
export function DateLine({ today, asOf, search }: { today: string; asOf: string; search: string }) {
  const marks = dateLine(today);
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden">
      <nav aria-label="Année scolaire" className="max-w-full overflow-x-auto">
        <ol className="flex min-w-max items-stretch rounded-md border border-edge bg-surface">
          {marks.map((mark, index) => (
            <li
              key={mark.label}
              className={`border-line border-l first:border-l-0 ${index < marks.length - 3 ? 'max-sm:hidden' : ''}`}
            >
              <NextLink
                href={withParams(search, { date: mark.current ? null : mark.asOf })}
                scroll={false}
                aria-current={mark.asOf === asOf ? 'date' : undefined}
                className="tabular flex min-h-11 flex-col justify-center px-3 text-sm leading-tight -outline-offset-2! hover:bg-sunken aria-[current=date]:bg-accent-soft aria-[current=date]:font-semibold aria-[current=date]:text-accent"
              >
                {mark.label}
                <span className="text-soft text-xs">
                  {mark.current ? 'aujourd’hui' : `au ${formatDate(mark.asOf)}`}
                </span>
              </NextLink>
            </li>
          ))}
        </ol>
      </nav>
      <AsOfField asOf={asOf} today={today} />
    </div>
  );
}
