'use client';

import clsx from 'clsx';
import { Fragment } from 'react';
import { useScrolls } from '@/components/ui/scrolls';
import { columnOf, type MatrixDifference, rowOf } from '@/server/raci/compare/compare';
import { columnRemarks, partInWords, rowRemarks } from '@/server/raci/compare/words';
import { phaseLabels, phases } from '@/server/raci/domain';
import { LetterChange, Letters } from './change';

/** Both matrices as one table: what did not change quietly, what did as « before → after ». */
export function DifferenceGrid({ difference: { columns, rows } }: { difference: MatrixDifference }) {
  const [part, scrolls] = useScrolls();
  return (
    <section
      ref={part}
      tabIndex={scrolls ? 0 : undefined}
      aria-label="Les deux matrices en une"
      className="overflow-x-auto rounded-md border border-line bg-surface print:overflow-visible"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-10 border-line border-r border-b bg-sunken px-3 py-2 text-left align-bottom"
            >
              Activité
            </th>
            {columns.map((column) => (
              <th
                key={columnOf(column).key}
                scope="col"
                className="min-w-20 border-line border-b bg-sunken px-2 py-2 text-left align-bottom"
              >
                {columnOf(column).label}
                {columnRemarks(column).map((remark) => (
                  <span key={remark} className="block font-normal text-warning text-xs">
                    {remark}
                  </span>
                ))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => {
            const band = rows.filter((row) => rowOf(row).phase === phase);
            if (band.length === 0) return null;
            return (
              <Fragment key={phase}>
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={columns.length + 1}
                    className="border-line border-b bg-accent-soft px-3 py-1 text-left text-accent"
                  >
                    {phaseLabels[phase]}
                  </th>
                </tr>
                {band.map((row) => (
                  <tr key={`${row.before?.key ?? ''} ${rowOf(row).key}`} className="print:break-inside-avoid">
                    <th
                      scope="row"
                      className="sticky left-0 z-10 min-w-48 max-w-72 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal"
                    >
                      <span className="tabular mr-1.5 text-soft">{rowOf(row).number}</span>
                      {rowOf(row).label}
                      {rowRemarks(row).map((remark) => (
                        <span key={remark} className="block text-warning text-xs">
                          {remark}
                        </span>
                      ))}
                    </th>
                    {row.cells.map((cell, rank) => {
                      const column = columns[rank];
                      if (!column) return null;
                      return (
                        <td
                          key={columnOf(column).key}
                          title={
                            cell.changed
                              ? `${partInWords(cell.before)} → ${partInWords(cell.after)}`
                              : undefined
                          }
                          className={clsx(
                            'border-line border-r border-b px-2 py-1.5',
                            cell.changed && 'bg-warning-soft',
                          )}
                        >
                          {cell.changed ? <LetterChange {...cell} /> : <Letters given={cell.after} />}
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
