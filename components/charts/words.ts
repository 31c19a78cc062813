import { formatDate, formatNumber, formatPercent } from '@/components/ui/format';

/** How a value of a chart is written. */
export type Unit = 'number' | 'percent';

export const formatValue = (value: number, unit: Unit): string =>
  unit === 'percent' ? formatPercent(value) : formatNumber(value, 1);

export type ChartColumn = {
  key: string;
  label: string;
  /** `text` by default; a percent is a ratio, a date is `yyyy-mm-dd`. */
  kind?: 'text' | 'number' | 'percent' | 'date';
};
export type ChartValue = string | number | null;
export type ChartRow = { id: string; cells: Record<string, ChartValue>; href?: string };
/** What a chart shows, as rows: its table and its CSV file are this, and nothing else. */
export type ChartData = { columns: readonly ChartColumn[]; rows: readonly ChartRow[] };

/** A cell as it is read; a dash where nothing is known. */
export function formatCell(value: ChartValue | undefined, kind: ChartColumn['kind'] = 'text'): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return formatValue(value, kind === 'percent' ? 'percent' : 'number');
  return kind === 'date' ? formatDate(value) : value;
}

/** Rows by a column; what is not known comes last whichever the direction. */
export function sortRows(
  rows: readonly ChartRow[],
  key: string,
  direction: 'ascending' | 'descending',
): ChartRow[] {
  const turn = direction === 'ascending' ? 1 : -1;
  const known = (value: ChartValue | undefined) => value !== null && value !== undefined && value !== '';
  return [...rows].sort((a, b) => {
    const [x, y] = [a.cells[key], b.cells[key]];
    if (!known(x) || !known(y)) return Number(known(y)) - Number(known(x));
    if (typeof x === 'number' && typeof y === 'number') return turn * (x - y);
    return turn * String(x).localeCompare(String(y), 'fr', { numeric: true });
  });
}
