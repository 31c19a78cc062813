/** A cell that is too small to be told, or from which one could be deduced. */
export const MASKED = 'masked';
/** A figure as it may be shown: null when it was not measured. */
export type Cell = number | typeof MASKED | null;

/**
 * A row of figures that add up to their total, as it may be shown: those below the threshold are masked, then as
 * many others, from the smallest up, as it takes for none to be deduced from the total; the total itself when
 * there is no other. A zero names nobody and stays.
 */
export function maskCells(
  parts: readonly (number | null)[],
  total: number | null,
  threshold: number,
): { parts: Cell[]; total: Cell } {
  const isSmall = (value: number | null) => value !== null && value > 0 && value < threshold;
  if (isSmall(total))
    return { parts: parts.map((value) => (value !== null && value !== 0 ? MASKED : value)), total: MASKED };
  const hidden = new Set(parts.flatMap((value, index) => (isSmall(value) ? [index] : [])));
  const sum = () => [...hidden].reduce((all, index) => all + (parts[index] ?? 0), 0);
  const tells = () => hidden.size === 1 || (hidden.size > 0 && sum() < threshold);
  const others = parts
    .map((value, index) => ({ value: value ?? 0, index }))
    .filter(({ value, index }) => value > 0 && !hidden.has(index))
    .sort((a, b) => a.value - b.value || a.index - b.index);
  for (let next = others.shift(); next && total !== null && tells(); next = others.shift())
    hidden.add(next.index);
  return {
    parts: parts.map((value, index) => (hidden.has(index) ? MASKED : value)),
    total: total !== null && tells() ? MASKED : total,
  };
}

/** One figure alone, as it may be shown. */
export const maskOne = (value: number | null, threshold: number): Cell =>
  value !== null && value > 0 && value < threshold ? MASKED : value;
