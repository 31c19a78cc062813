import { type CsvColumn, toCsv } from '@/server/documents/csv';
import type { ChartData, ChartRow } from './words';

/** The data of a chart as CSV: what its table shows, each line with the source and date of the figures. */
export function chartCsv({ columns, rows }: ChartData, source: string): string {
  const heads = columns.map(
    ({ key, label, kind }): CsvColumn<ChartRow> => ({
      label: kind === 'percent' && !label.includes('%') ? `${label} (%)` : label,
      value: ({ cells }) => {
        const value = cells[key] ?? null;
        return kind === 'percent' && typeof value === 'number' ? Math.round(value * 1000) / 10 : value;
      },
    }),
  );
  return toCsv([...heads, { label: 'Source', value: () => source }], rows);
}
