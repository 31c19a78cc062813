'use client';

import { Fragment } from 'react';
import type { Cells, Matrix, Place } from './cells';
import { GridRow } from './grid-row';
import { useGrid } from './use-grid';

/** The matrix as a grid: phases as bands, activities as frozen first column, one stop for the Tab key. */
export function Grid({
  matrix,
  cells,
  canEdit,
  wrong,
  onPlace,
}: {
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
  /** Ids of activities with an error. */
  wrong: ReadonlySet<string>;
  /** The cell that holds the focus. */
  onPlace: (place: Place) => void;
}) {
  const activities = matrix.phases.flatMap((band) => band.activities);
  const { actors } = matrix;
  const { stop, range, handlers } = useGrid({ activities, actors, cells, canEdit, onPlace });
  const line = (row: number) => row >= range.top && row <= range.bottom;

  let row = -1;
  return (
    <div className="max-h-[calc(100dvh-var(--frame-top,0px)-8rem)] overflow-auto rounded-md border border-line bg-surface max-md:hidden print:max-h-none print:overflow-visible">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through with the arrows
        role="grid"
        aria-label="Matrice des responsabilités"
        aria-multiselectable
        {...handlers}
        aria-rowcount={activities.length + matrix.phases.length + 1}
        aria-colcount={actors.length + 1}
        className="w-full select-none border-separate border-spacing-0 pr-28"
      >
        <thead className="sticky top-0 z-20 bg-sunken">
          <tr>
            <th
              scope="col"
              className="sticky left-0 z-30 h-40 border-line border-r border-b bg-sunken px-3 pb-2 text-left align-bottom text-sm"
            >
              Activité
            </th>
            {actors.map((actor) => (
              <th
                key={actor.key}
                scope="col"
                className="relative h-40 border-line border-b align-bottom last:before:absolute last:before:inset-y-0 last:before:left-full last:before:w-28 last:before:border-line last:before:border-b last:before:bg-sunken"
              >
                <span className="relative block h-full min-w-14">
                  <span className="absolute bottom-2 left-6 block w-44 origin-bottom-left -rotate-45 text-left font-semibold text-sm leading-tight">
                    {actor.label}
                  </span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {matrix.phases.map((band) => (
          <Fragment key={band.phase}>
            <tbody aria-label={band.label}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={actors.length + 1}
                  className="border-line border-b bg-accent-soft px-3 py-1 text-left text-accent text-sm"
                >
                  <span className="sticky left-3">{band.label}</span>
                </th>
              </tr>
              {band.activities.map((activity) => {
                row += 1;
                return (
                  <GridRow
                    key={activity.id}
                    activity={activity}
                    actors={actors}
                    values={cells.row(activity.id)}
                    row={row}
                    canEdit={canEdit}
                    isWrong={wrong.has(activity.id)}
                    stop={stop.row === row ? stop.column : null}
                    chosen={line(row) ? `${range.left}-${range.right}` : null}
                  />
                );
              })}
            </tbody>
          </Fragment>
        ))}
      </table>
    </div>
  );
}
