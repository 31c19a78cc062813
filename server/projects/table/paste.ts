import { parseCell, type TableColumn } from './cells';
import type { CellRefusal, ProjectRow } from './columns';

export type PastedCell = { projectId: string; column: string; seen: string; text: string };
export type Pasted = {
  /** Cells that would change. */
  cells: PastedCell[];
  /** Cells that already hold what is pasted. */
  same: number;
  refused: (CellRefusal & { name: string; label: string; text: string })[];
  /** Cells of the clipboard that fall outside the table. */
  outside: number;
};

/**
 * What pasting `grid` with its first cell at `at` would do: nothing is saved unless every cell can be. A single
 * value fills the whole selection.
 */
export function planPaste(
  grid: readonly (readonly string[])[],
  at: { top: number; bottom: number; left: number; right: number },
  rows: readonly ProjectRow[],
  columns: readonly TableColumn[],
): Pasted {
  const single = grid.length === 1 && grid[0]?.length === 1 ? grid[0][0] : undefined;
  const lines =
    single === undefined
      ? grid
      : Array.from({ length: at.bottom - at.top + 1 }, () =>
          Array.from({ length: at.right - at.left + 1 }, () => single),
        );
  const plan: Pasted = { cells: [], same: 0, refused: [], outside: 0 };
  for (const [y, line] of lines.entries())
    for (const [x, text] of line.entries()) {
      const row = rows[at.top + y];
      const column = columns[at.left + x];
      if (!row || !column) {
        plan.outside += 1;
        continue;
      }
      const seen = row.values[column.key] ?? '';
      const parsed = parseCell(column, text);
      const place = { projectId: row.id, column: column.key };
      if ('refusal' in parsed)
        plan.refused.push({
          ...place,
          reason: parsed.refusal,
          name: row.values.name ?? '',
          label: column.label,
          text,
        });
      else if (parsed.value === seen) plan.same += 1;
      else plan.cells.push({ ...place, seen, text });
    }
  return plan;
}
