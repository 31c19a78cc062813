'use client';

import clsx from 'clsx';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { formatLetters } from '@/server/raci/domain';
import type { Activity, Cells, Matrix, Place } from './cells';
import { cellId, meaningOfKey, meaningsInWords } from './words';

/**
 * The matrix as a grid: phases as bands, activities as frozen first column, one stop for the Tab key. Arrows
 * move, Home and End go to the ends of the line (with Ctrl, of the grid), R A C I switch a letter, Delete
 * empties the cell.
 */
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
  const [stop, setStop] = useState({ row: 0, column: 0 });
  const box = useRef<HTMLDivElement>(null);
  const { actors } = matrix;

  function focus(row: number, column: number) {
    const activity = activities[Math.min(Math.max(row, 0), activities.length - 1)];
    const actor = actors[Math.min(Math.max(column, 0), actors.length - 1)];
    if (activity && actor) document.getElementById(cellId(activity.id, actor.key))?.focus();
  }

  function onKeyDown(event: KeyboardEvent, row: number, column: number, place: Place) {
    const ends = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [ends ? 0 : row, 0],
      End: [ends ? activities.length - 1 : row, actors.length - 1],
      PageUp: [row - 8, column],
      PageDown: [row + 8, column],
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      focus(...move);
      return;
    }
    if (!canEdit || ends || event.altKey) return;
    const meaning = meaningOfKey[event.key.toLowerCase()];
    if (meaning) {
      event.preventDefault();
      cells.toggle(place, meaning);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      cells.set(place, []);
    }
  }

  const line = (activity: Activity, row: number) => (
    <tr key={activity.id} className="group">
      <th
        scope="row"
        className={clsx(
          'sticky left-0 z-10 w-72 min-w-52 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal text-sm leading-snug',
          wrong.has(activity.id) && 'border-l-4 border-l-danger',
        )}
      >
        <span className="tabular mr-1.5 text-soft">{activity.number}</span>
        {activity.label}
        {wrong.has(activity.id) && <span className="sr-only"> (à corriger)</span>}
      </th>
      {actors.map((actor, column) => {
        const place = { activityId: activity.id, actorKey: actor.key };
        const given = cells.at(place);
        return (
          <td
            key={actor.key}
            id={cellId(activity.id, actor.key)}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid, it takes keys
            role="gridcell"
            tabIndex={stop.row === row && stop.column === column ? 0 : -1}
            aria-readonly={!canEdit}
            aria-label={`${activity.label}, ${actor.label}, ${meaningsInWords(given)}`}
            onFocus={() => {
              setStop({ row, column });
              onPlace(place);
            }}
            onKeyDown={(event) => onKeyDown(event, row, column, place)}
            className="h-11 w-14 min-w-14 cursor-pointer border-line border-r border-b text-center font-bold text-xl -outline-offset-3! hover:bg-accent-soft focus:bg-accent-soft focus:outline-3 focus:outline-focus"
          >
            {formatLetters(given)}
          </td>
        );
      })}
    </tr>
  );

  let row = -1;
  return (
    <div
      ref={box}
      className="max-h-[calc(100dvh-var(--frame-top,0px)-8rem)] overflow-auto rounded-md border border-line bg-surface max-md:hidden print:max-h-none print:overflow-visible"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through with the arrows
        role="grid"
        aria-label="Matrice des responsabilités"
        aria-rowcount={activities.length + matrix.phases.length + 1}
        aria-colcount={actors.length + 1}
        className="w-full border-separate border-spacing-0 pr-28"
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
                return line(activity, row);
              })}
            </tbody>
          </Fragment>
        ))}
      </table>
    </div>
  );
}
