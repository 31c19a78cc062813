'use client';

import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import type { CellMark } from '@/components/ui/cell-grid';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import { formatCell, parseCell, type TableColumn } from '@/server/projects/table/cells';
import type { CellRefusal, ProjectRow } from '@/server/projects/table/columns';

/** One cell as it was typed or pasted, with what it held. */
export type CellChange = { projectId: string; column: string; seen: string; text: string };

type Marks = Record<string, Record<string, CellMark>>;

const markOf = (refused: readonly CellRefusal[]): Marks => {
  const marks: Marks = {};
  for (const { projectId, column, reason } of refused)
    marks[projectId] = { ...marks[projectId], [column]: { tone: 'danger', message: reason } };
  return marks;
};

/** The values of some rows with these cells changed; the other rows stay the same objects. */
function withValues(
  rows: readonly ProjectRow[],
  changes: readonly { projectId: string; column: string; value: string }[],
): ProjectRow[] {
  const by = new Map<string, Record<string, string>>();
  for (const { projectId, column, value } of changes)
    by.set(projectId, { ...by.get(projectId), [column]: value });
  return rows.map((row) => {
    const values = by.get(row.id);
    return values ? { ...row, values: { ...row.values, ...values } } : row;
  });
}

/** Rows of the table as they stand here, what was refused, and how to change them and take that back. */
export function useCells(given: readonly ProjectRow[], columns: readonly TableColumn[]) {
  const trpc = useTRPC();
  const { mutateAsync, isPending } = useMutation(trpc.projects.setCells.mutationOptions());
  const [held, setHeld] = useState({ given, rows: given });
  if (held.given !== given) setHeld({ given, rows: given });
  const rows = held.given === given ? held.rows : given;
  const [marks, setMarks] = useState<Marks>({});
  const past = useRef<CellChange[][]>([]);
  const byKey = useMemo(() => new Map(columns.map((column) => [column.key, column])), [columns]);

  const change = (changes: readonly { projectId: string; column: string; value: string }[]) =>
    setHeld((now) => ({ ...now, rows: withValues(now.rows, changes) }));

  /** Sends cells, all or none; true once they are saved. What is refused is marked where it stands. */
  async function save(cells: readonly CellChange[], isUndo = false): Promise<boolean> {
    if (cells.length === 0) return false;
    const parsed = cells.map((cell) => {
      const column = byKey.get(cell.column);
      const read = column ? parseCell(column, cell.text) : { refusal: 'Cette colonne n’existe pas.' };
      return { ...cell, value: 'value' in read ? read.value : cell.seen };
    });
    try {
      await mutateAsync({ cells: [...cells] });
      change(parsed);
      setMarks({});
      if (!isUndo) {
        const back = parsed.map(({ projectId, column, seen, value }) => {
          const kept = byKey.get(column);
          return { projectId, column, seen: value, text: kept ? formatCell(kept, seen) : '' };
        });
        past.current.push(back);
        if (past.current.length > 50) past.current.shift();
        if (cells.length > 1)
          toast(`${counted(cells.length, 'cellule enregistrée', 'cellules enregistrées')}.`, {
            undo: { label: 'Annuler', onUndo: () => void undo() },
          });
      }
      return true;
    } catch (error) {
      const refusal = refusalFrom(error);
      const refused = (refusal.details.refused ?? []) as CellRefusal[];
      setMarks(markOf(refused));
      // What somebody else wrote meanwhile is shown at once: the next try is made on it.
      change(
        refused.flatMap(({ projectId, column, current }) =>
          current === undefined ? [] : [{ projectId, column, value: current }],
        ),
      );
      toast(refusal.message, { tone: 'danger' });
      return false;
    }
  }

  /** Takes the last change back, on condition that its cells still hold what it wrote. */
  async function undo() {
    const last = past.current.pop();
    if (!last) return void toast('Il n’y a rien à annuler.', { tone: 'info' });
    if (await save(last, true))
      toast(`${counted(last.length, 'cellule remise', 'cellules remises')} comme avant.`);
  }

  return {
    rows,
    marks,
    save,
    undo,
    isSaving: isPending,
    showRefusals: (r: CellRefusal[]) => setMarks(markOf(r)),
  };
}
