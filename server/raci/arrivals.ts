/** A cell as others wrote it, with the version of the matrix from which it dates. */
type Arrived = { activityId: string; actorKey: string; version: number };

/**
 * Of the cells that others wrote: those to show now, and those to look at later. A cell of which one's own value
 * is still on its way says nothing yet: which of the two came last is known when the answer is there. What is
 * known here to be newer is not shown again.
 */
export function arrivals<Cell extends Arrived>(
  cells: readonly Cell[],
  isOnItsWay: (cell: Cell) => boolean,
  versionHere: (cell: Cell) => number,
): { fresh: Cell[]; later: Cell[] } {
  return {
    fresh: cells.filter((cell) => !isOnItsWay(cell) && cell.version > versionHere(cell)),
    later: cells.filter(isOnItsWay),
  };
}
