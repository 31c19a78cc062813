'use client';

import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { useState } from 'react';
import { Link } from '@/components/ui/link';
import { useScrolls } from '@/components/ui/scrolls';
import { type ChartData, formatCell, sortRows } from './words';

type Sorted = { key: string; direction: 'ascending' | 'descending' };

/** The same figures as the chart, sorted by any column. */
export function ChartTable({ caption, columns, rows }: ChartData & { caption: string }) {
  const [sort, setSort] = useState<Sorted | null>(null);
  const [part, scrolls] = useScrolls();
  const shown = sort ? sortRows(rows, sort.key, sort.direction) : rows;
  const isNumber = (kind?: string) => kind === 'number' || kind === 'percent';
  return (
    <section
      aria-label={caption}
      ref={part}
      tabIndex={scrolls ? 0 : undefined}
      className="relative max-h-[75dvh] overflow-auto rounded-md border border-line bg-surface print:max-h-none print:overflow-visible"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, label, kind }) => {
              const direction = sort?.key === key ? sort.direction : undefined;
              const Icon =
                direction === undefined ? ArrowUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
              return (
                <th
                  key={key}
                  scope="col"
                  aria-sort={direction ?? 'none'}
                  className={`sticky top-0 z-10 border-line border-b bg-sunken px-3 py-2 align-bottom font-semibold ${isNumber(kind) ? 'text-right' : 'text-left'}`}
                >
                  <button
                    type="button"
                    onClick={() =>
                      setSort({ key, direction: direction === 'ascending' ? 'descending' : 'ascending' })
                    }
                    className="inline-flex cursor-pointer items-center gap-1 rounded-sm text-left hover:underline"
                  >
                    {label}
                    <Icon
                      aria-hidden
                      className={`size-3.5 shrink-0 print:hidden ${direction ? 'text-accent' : 'text-soft'}`}
                    />
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id} className="group">
              {columns.map(({ key, kind }, index) => {
                const text = formatCell(row.cells[key], kind);
                const style = `border-line border-b px-3 py-1.5 align-top group-last:border-b-0 ${isNumber(kind) ? 'tabular text-right whitespace-nowrap' : 'text-left'}`;
                if (index > 0)
                  return (
                    <td key={key} className={style}>
                      {text}
                    </td>
                  );
                return (
                  <th key={key} scope="row" className={`${style} font-semibold`}>
                    {row.href ? <Link href={row.href}>{text}</Link> : text}
                  </th>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
