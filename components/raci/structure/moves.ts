import { phases } from '@/server/raci/domain';
import type { StructureEdit } from '@/server/raci/structure/schema';
import type { Matrix } from '../cell-rows';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Behind what something goes that moves by one among its own; undefined at the end. */
function behind(list: readonly { key: string }[], key: string, step: 1 | -1): string | null | undefined {
  const at = list.findIndex((one) => one.key === key);
  if (at < 0 || at + step < 0 || at + step >= list.length) return undefined;
  return step === 1 ? list[at + 1]?.key : (list[at - 2]?.key ?? null);
}

/** A row moved by one; past the end of its phase it goes to the next one. Null when there is nowhere to go. */
export function rowMove(matrix: Matrix, key: string, to: 'up' | 'down'): StructureEdit | null {
  const rows = matrix.phases.flatMap((band) => band.activities);
  const row = rows.find((one) => one.key === key);
  if (!row) return null;
  const step = to === 'down' ? 1 : -1;
  const after = behind(
    rows.filter(({ phase }) => phase === row.phase),
    key,
    step,
  );
  if (after !== undefined) return { kind: 'row.move', key, phase: row.phase, after };
  const phase = phases[phases.indexOf(row.phase) + step];
  if (!phase) return null;
  const last = rows.filter((one) => one.phase === phase).at(-1)?.key ?? null;
  return { kind: 'row.move', key, phase, after: to === 'down' ? null : last };
}

/** A column moved by one among the organisations, or inside its own. */
export function columnMove(matrix: Matrix, key: string, to: 'left' | 'right'): StructureEdit | null {
  const column = matrix.actors.find((one) => one.key === key);
  if (!column) return null;
  const siblings = matrix.actors.filter(({ within }) => within === column.within);
  const after = behind(siblings, key, to === 'right' ? 1 : -1);
  return after === undefined ? null : { kind: 'column.move', key, after };
}
