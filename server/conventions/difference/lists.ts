import { diffArrays } from 'diff';

/**
 * What became of one entry of a list. Entries stand in the order of the second list, those that went where
 * they stood before. `moved` is true when its place among the others has changed.
 */
export type EntryChange<T, C> =
  | { op: 'same'; key: string; moved: boolean }
  | { op: 'insert'; key: string; after: T }
  | { op: 'delete'; key: string; before: T }
  | { op: 'change'; key: string; moved: boolean; change: C };

/** Keys made unique: the second « a » of a list is « a#2 ». */
function keyed<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    list.map((one) => {
      const key = keyOf(one);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return [count === 1 ? key : `${key}#${count}`, one];
    }),
  );
}

/** Compares two lists by the keys of their entries; `compare` tells how two entries differ, null when not. */
export function listChanges<T, C>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
  compare: (a: T, b: T) => C | null,
): EntryChange<T, C>[] {
  const a = keyed(before, keyOf);
  const b = keyed(after, keyOf);
  const result: EntryChange<T, C>[] = [];
  for (const { added, removed, value } of diffArrays([...a.keys()], [...b.keys()])) {
    for (const key of value) {
      const [x, y] = [a.get(key), b.get(key)];
      if (removed) {
        // What is found again elsewhere is told there, as moved.
        if (y === undefined && x !== undefined) result.push({ op: 'delete', key, before: x });
      } else if (x === undefined && y !== undefined) result.push({ op: 'insert', key, after: y });
      else if (x !== undefined && y !== undefined) {
        const change = compare(x, y);
        const moved = added === true;
        result.push(change === null ? { op: 'same', key, moved } : { op: 'change', key, moved, change });
      }
    }
  }
  return result;
}

/** True when nothing came, went, changed or moved. */
export const sameList = (entries: readonly EntryChange<unknown, unknown>[]) =>
  entries.every((entry) => entry.op === 'same' && !entry.moved);

/**
 * The second list, from the first and its changes.
 * @throws RangeError when they start from another list.
 */
export function applyList<T, C>(
  before: readonly T[],
  entries: readonly EntryChange<T, C>[],
  keyOf: (one: T) => string,
  apply: (one: T, change: C) => T,
): T[] {
  const a = keyed(before, keyOf);
  const used = new Set<string>();
  const take = (key: string): T => {
    const found = a.get(key);
    if (found === undefined) throw new RangeError(`these changes start from a list with ${key}`);
    used.add(key);
    return found;
  };
  const after = entries.flatMap((entry): T[] => {
    if (entry.op === 'insert') return [entry.after];
    if (entry.op === 'same') return [take(entry.key)];
    if (entry.op === 'change') return [apply(take(entry.key), entry.change)];
    take(entry.key);
    return [];
  });
  if (used.size !== a.size) throw new RangeError('these changes start from a shorter list');
  return after;
}
