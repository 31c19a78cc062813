/** A cell that is too small to be told, or from which one could be deduced. */
export const MASKED = 'masked';
/** A figure as it may be shown: null when it was not measured. */
export type Cell = number | typeof MASKED | null;

/** Figures that add up, each told by its place among the cells: whoever reads all but one knows the last. */
export type Sum = { total: number; parts: readonly number[] };

const ALL = Number.POSITIVE_INFINITY;

const isSmall = (value: number | null, threshold: number) =>
  value !== null && value < threshold && (value > 0 || threshold === ALL);

/**
 * The cells of one page as they may be shown together. Those below the threshold are masked; then, as long as one of
 * the sums that hold between them would tell a masked cell, or a small sum of masked cells, its smallest other figure
 * is masked too, the total last. A zero names nobody and stays, unless the threshold is infinite: all is masked then. A sum that does not hold tells nothing.
 * @param secret further cells to mask whatever they hold: their place among the values
 */
export function maskTogether(
  values: readonly (number | null)[],
  sums: readonly Sum[],
  threshold: number,
  secret: readonly number[] = [],
): Cell[] {
  const of = (index: number) => values[index] ?? 0;
  const hidden = new Set(
    values.flatMap((value, index) =>
      isSmall(value, threshold) || (secret.includes(index) && value !== null) ? [index] : [],
    ),
  );
  const holding = sums.filter(
    ({ total, parts }) =>
      values[total] !== null && parts.reduce((all, index) => all + of(index), 0) === of(total),
  );
  /** What must be masked next for this sum to tell nothing; null when it tells nothing. */
  const next = ({ total, parts }: Sum): number | null => {
    const masked = parts.filter((index) => hidden.has(index));
    const tells = hidden.has(total)
      ? masked.length === 0
      : masked.length === 1 ||
        (masked.length > 0 && masked.reduce((all, one) => all + of(one), 0) < threshold);
    if (!tells) return null;
    const [smallest = total] = parts
      .filter((index) => of(index) > 0 && !hidden.has(index))
      .sort((a, b) => of(a) - of(b) || a - b);
    return hidden.has(smallest) ? null : smallest;
  };
  for (let again = true; again; ) {
    again = false;
    for (const sum of holding)
      for (let one = next(sum); one !== null; one = next(sum)) {
        hidden.add(one);
        again = true;
      }
  }
  return values.map((value, index) => (hidden.has(index) ? MASKED : value));
}

/** A row of figures beside their total, as they may be shown; `secret` as in `maskTogether`, among the parts. */
export function maskCells(
  parts: readonly (number | null)[],
  total: number | null,
  threshold: number,
  secret: readonly number[] = [],
): { parts: Cell[]; total: Cell } {
  const [shown = null, ...cells] = maskTogether(
    [total, ...parts],
    [{ total: 0, parts: parts.map((_, index) => index + 1) }],
    threshold,
    secret.map((index) => index + 1),
  );
  return { parts: cells, total: shown };
}
