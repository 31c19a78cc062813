import type { Cell, SheetRow } from '@/server/documents/table-file';
import { textOf } from '@/server/documents/table-file';
import { readDay } from '@/server/takeover/values';
import type { ColumnUse } from './columns';

export type LineState = 'same' | 'changed' | 'new' | 'error';

export type PlannedLine<Write = unknown> = {
  /** Number of the line in the file, from 1. */
  line: number;
  /** What the line is about: the place and the solution, as written. */
  label: string;
  state: LineState;
  /** What becomes of it, or why it is refused, in French. */
  said: string;
  /** What would be written; null for a line that changes nothing or is refused. */
  write: Write | null;
};

/** The cells of a line by what their columns hold. */
export function cellsOf(row: SheetRow, columns: readonly ColumnUse[]) {
  const at = new Map(columns.map((use, index) => [use, index] as const));
  const cell = (use: ColumnUse): Cell => {
    const index = at.get(use);
    return use === '' || index === undefined ? null : (row.cells[index] ?? null);
  };
  return { cell, text: (use: ColumnUse) => textOf(cell(use)) };
}
export type Cells = ReturnType<typeof cellsOf>;

/** A line that is refused: its reason. */
export class Refused extends Error {}

/** The value of a reading; an unreadable one refuses the line, with the name of its column. */
export function taken<T>(
  reading: { value: T } | { refusal: string } | null,
  column: string,
): { value: T } | null {
  if (reading !== null && 'refusal' in reading) throw new Refused(`${column}\u00a0: ${reading.refusal}`);
  return reading;
}

/** A day, or nothing. */
export function takenDay(cell: Cell, column: string): { value: string } | null {
  const reading = readDay(cell);
  if (reading !== null && 'refusal' in reading) throw new Refused(`${column}\u00a0: ${reading.refusal}`);
  return reading && { value: reading.day };
}

/** Reads each line; a refusal thrown by the reader becomes the line's. */
export function planLines<Write>(
  rows: readonly SheetRow[],
  columns: readonly ColumnUse[],
  labelOf: (cells: Cells) => string,
  read: (cells: Cells, line: number) => Omit<PlannedLine<Write>, 'line' | 'label'> & { label?: string },
): PlannedLine<Write>[] {
  return rows.map((row) => {
    const cells = cellsOf(row, columns);
    const label = labelOf(cells);
    try {
      return { line: row.line, label, ...read(cells, row.line) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { line: row.line, label, state: 'error', said: error.message, write: null };
    }
  });
}

/** How many lines are in each state. */
export function countsOf(lines: readonly Pick<PlannedLine, 'state'>[]): Record<LineState, number> {
  const counts: Record<LineState, number> = { same: 0, changed: 0, new: 0, error: 0 };
  for (const { state } of lines) counts[state] += 1;
  return counts;
}
