/** A place in a grid of cells, counted from 0. */
export type Place = { row: number; column: number };
export type CellRange = { top: number; bottom: number; left: number; right: number };

/** The cells between two corners, both included. */
export const rangeOf = (a: Place, b: Place): CellRange => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

const between = (value: number, last: number) => Math.max(0, Math.min(value, last));

/** Where a key leads in a grid of `rows` × `columns`; null for a key that does not move. `page` is in rows. */
export function moveInCells(
  event: { key: string; ctrlKey: boolean; metaKey: boolean },
  { row, column }: Place,
  size: { rows: number; columns: number },
  page: number,
): Place | null {
  const far = event.ctrlKey || event.metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const at = (toRow: number, toColumn: number): Place => ({
    row: between(toRow, last.row),
    column: between(toColumn, last.column),
  });
  switch (event.key) {
    case 'ArrowDown':
      return at(far ? last.row : row + 1, column);
    case 'ArrowUp':
      return at(far ? 0 : row - 1, column);
    case 'ArrowRight':
      return at(row, far ? last.column : column + 1);
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1);
    case 'PageDown':
      return at(row + page, column);
    case 'PageUp':
      return at(row - page, column);
    case 'Home':
      return at(far ? 0 : row, 0);
    case 'End':
      return at(far ? last.row : row, last.column);
    default:
      return null;
  }
}

/** The next place for Tab while cells are edited: to the right, then on the next row; null past the end. */
export function nextCell(
  { row, column }: Place,
  size: { rows: number; columns: number },
  step: 1 | -1,
): Place | null {
  const index = row * size.columns + column + step;
  if (index < 0 || index >= size.rows * size.columns) return null;
  return { row: Math.floor(index / size.columns), column: index % size.columns };
}
