/** Where a key leads among `count` rows, or null when it does not move. `page` is in rows. */
export function moveInRows(key: string, here: number, count: number, page: number): number | null {
  const to = new Map([
    ['ArrowDown', here + 1],
    ['ArrowUp', here - 1],
    ['PageDown', here + page],
    ['PageUp', here - page],
    ['Home', 0],
    ['End', count - 1],
  ]).get(key);
  return to === undefined ? null : Math.max(0, Math.min(to, count - 1));
}

/** All whole numbers between two, both included, in either order. */
export function range(a: number, b: number): number[] {
  const from = Math.min(a, b);
  return Array.from({ length: Math.abs(a - b) + 1 }, (_, step) => from + step);
}

/** A selection with the rows at `indexes` added, those that may not be selected left out. */
export function withRange<T>(
  selected: ReadonlySet<string>,
  indexes: readonly number[],
  items: readonly T[],
  getId: (item: T) => string,
  disabledIds: ReadonlySet<string>,
): Set<string> {
  const next = new Set(selected);
  for (const index of indexes) {
    const item = items[index];
    if (item !== undefined && !disabledIds.has(getId(item))) next.add(getId(item));
  }
  return next;
}
