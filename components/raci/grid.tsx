'use client';

import { type RefObject, useImperativeHandle, useMemo, useRef } from 'react';
import type { Matrix, Place } from './cell-rows';
import type { Cells } from './cells';
import { GridHead, groupsOf } from './grid-head';
import { GridRow } from './grid-row';
import { useGrid } from './use-grid';
import { BAND, type Drawn, drawnBands, drawnLines, linesOf, useSight } from './use-lines';

type Activity = Matrix['phases'][number]['activities'][number];
type Actor = Matrix['actors'][number];

/** Where a menu of rows and columns opens, and of which. */
export type MenuAt = { anchor: Element; activity: Activity | null; actor: Actor | null };

/** What others may ask of the grid. */
export type GridHand = {
  /** Puts the focus in a cell, made or not; false when it is not in the grid, or the grid is not shown. */
  reveal: (place: Place) => boolean;
};

/**
 * The matrix as a grid: phases as bands, activities as frozen first column, one stop for the Tab key. Of many
 * activities only the lines in sight are made, and the one that holds the focus.
 */
export function Grid({
  matrix,
  cells,
  canEdit,
  wrong,
  onPlace,
  onMenu,
  onMove,
  hand,
}: {
  matrix: Matrix;
  cells: Cells;
  canEdit: boolean;
  /** Ids of activities with an error. */
  wrong: ReadonlySet<string>;
  /** The cell that holds the focus. */
  onPlace: (place: Place) => void;
  /** Opens the menu of rows and columns; absent for whoever only reads. */
  onMenu?: ((at: MenuAt) => void) | undefined;
  /** Moves the row or the column of a cell by one. */
  onMove?: ((place: Place, to: 'up' | 'down' | 'left' | 'right') => void) | undefined;
  hand?: RefObject<GridHand | null> | undefined;
}) {
  const lines = useMemo(() => linesOf(matrix), [matrix]);
  const activities = useMemo(() => matrix.phases.flatMap((band) => band.activities), [matrix]);
  const { actors } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const { stop, range, goTo, handlers } = useGrid({
    activities,
    actors,
    cells,
    canEdit,
    onPlace,
    onMenu,
    onMove,
  });
  useImperativeHandle(hand, () => ({
    reveal: (place) => {
      const row = activities.findIndex(({ id }) => id === place.activityId);
      const column = actors.findIndex(({ key }) => key === place.actorKey);
      if (row < 0 || column < 0 || scroller.current?.getClientRects().length === 0) return false;
      goTo({ row, column }, false);
      return true;
    },
  }));
  const sight = useSight(scroller, activities.length);
  const drawn: Drawn[] = sight
    ? drawnLines(lines, sight, [stop.row])
    : lines.map((line, at) => ({ kind: 'line', line, at }));
  const isChosen = (row: number) => row >= range.top && row <= range.bottom;
  const heads = groupsOf(actors).some(({ size }) => size > 1) ? 2 : 1;

  return (
    <div
      ref={scroller}
      className="max-h-[calc(100dvh-var(--frame-top,0px)-2rem)] scroll-pt-52 scroll-pl-72 overflow-auto rounded-md border border-line bg-surface max-md:hidden print:hidden"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through with the arrows
        role="grid"
        aria-label="Matrice des responsabilités"
        aria-multiselectable
        {...handlers}
        aria-rowcount={lines.length + heads}
        aria-colcount={actors.length + 1}
        className="w-full select-none border-separate border-spacing-0 pr-28"
      >
        <GridHead
          actors={actors}
          onMenu={onMenu ? (actor, anchor) => onMenu({ anchor, activity: null, actor }) : null}
        />
        {drawnBands(drawn).map((band) => (
          <tbody key={band.phase} aria-label={band.label}>
            {band.drawn.map((one) =>
              one.kind === 'room' ? (
                <tr key={`room-${one.at}`} aria-hidden style={{ height: one.height }}>
                  <td colSpan={actors.length + 1} />
                </tr>
              ) : one.line.kind === 'band' ? (
                <tr key="band" aria-rowindex={one.at + heads + 1} style={{ height: BAND }}>
                  <th
                    scope="rowgroup"
                    colSpan={actors.length + 1}
                    className="border-line border-b bg-accent-soft px-3 py-1 text-left text-accent text-sm"
                  >
                    <span className="sticky left-3">{one.line.label}</span>
                  </th>
                </tr>
              ) : (
                <GridRow
                  key={one.line.activity.id}
                  activity={one.line.activity}
                  actors={actors}
                  values={cells.row(one.line.activity.id)}
                  row={one.line.row}
                  rowIndex={one.at + heads + 1}
                  isFixed={sight !== null}
                  canEdit={canEdit}
                  isWrong={wrong.has(one.line.activity.id)}
                  stop={stop.row === one.line.row ? stop.column : null}
                  chosen={isChosen(one.line.row) ? `${range.left}-${range.right}` : null}
                  hasMenu={onMenu !== undefined}
                />
              ),
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
