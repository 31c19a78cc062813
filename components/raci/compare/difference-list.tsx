import { columnOf, differs, type MatrixDifference, rowOf } from '@/server/raci/compare/compare';
import { columnRemarks, partInWords, rowRemarks } from '@/server/raci/compare/words';
import { phaseLabels } from '@/server/raci/domain';
import { LetterChange } from './change';

/** Only what differs, in words: actors first, then activity by activity. */
export function DifferenceList({
  difference: { columns, rows },
  before,
  after,
}: {
  difference: MatrixDifference;
  /** Names of the two sides. */
  before: string;
  after: string;
}) {
  const actors = columns.filter(({ remarks }) => remarks.length > 0);
  return (
    <div className="flex flex-col gap-5">
      {actors.length > 0 && (
        <section aria-label="Acteurs qui diffèrent">
          <h3 className="font-semibold">Acteurs</h3>
          <ul className="mt-1 list-disc pl-5">
            {actors.map((column) => (
              <li key={columnOf(column).key}>
                <strong>{columnOf(column).label}</strong>&nbsp;: {columnRemarks(column).join('\u00a0; ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ol aria-label="Activités qui diffèrent" className="flex flex-col gap-3">
        {rows.filter(differs).map((row) => {
          const { key, number, label, phase } = rowOf(row);
          const remarks = rowRemarks(row);
          return (
            <li
              key={`${row.before?.key ?? ''} ${key}`}
              className="rounded-md border border-line bg-surface px-4 py-3 print:break-inside-avoid"
            >
              <h3 className="font-semibold">
                {number}. {label}
                <span className="ml-2 font-normal text-soft text-sm">{phaseLabels[phase]}</span>
              </h3>
              {remarks.length > 0 && <p>Activité {remarks.join('\u00a0; ')}.</p>}
              {row.cells.some(({ changed }) => changed) && (
                <table className="mt-2 w-full border-separate border-spacing-0 text-left text-sm max-md:block">
                  <thead className="max-md:sr-only">
                    <tr>
                      <th scope="col" className="w-1/4 border-line border-b py-1 pr-3 font-normal text-soft">
                        Acteur
                      </th>
                      <th scope="col" className="w-28 border-line border-b py-1 pr-3 font-normal text-soft">
                        Lettres
                      </th>
                      <th scope="col" className="border-line border-b py-1 pr-3 font-normal text-soft">
                        {before}
                      </th>
                      <th scope="col" className="border-line border-b py-1 font-normal text-soft">
                        {after}
                      </th>
                    </tr>
                  </thead>
                  <tbody className="max-md:flex max-md:flex-col max-md:gap-2">
                    {row.cells.map((cell, rank) => {
                      const column = columns[rank];
                      if (!cell.changed || !column) return null;
                      return (
                        <tr
                          key={columnOf(column).key}
                          className="max-md:flex max-md:flex-wrap max-md:gap-x-3"
                        >
                          <th scope="row" className="py-1 pr-3 align-top font-semibold">
                            {columnOf(column).label}
                          </th>
                          <td className="py-1 pr-3 align-top">
                            <LetterChange {...cell} />
                          </td>
                          <td className="py-1 pr-3 align-top max-md:w-full">
                            <span className="text-soft md:hidden">Avant&nbsp;: </span>
                            {partInWords(cell.before)}
                          </td>
                          <td className="py-1 align-top max-md:w-full">
                            <span className="text-soft md:hidden">Après&nbsp;: </span>
                            {partInWords(cell.after)}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
