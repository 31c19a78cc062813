import type { ChartData } from '@/components/charts/words';
import { formatNumber, formatPercent } from '@/components/ui/format';
import type { Side } from '@/server/coverage/comparison/queries';
import { countOf, ratedStages, rateKey, stageLabels } from '@/server/coverage/domain';

/** Two sides of a comparison, link by link, as rows: the same for the screen, the table and the file. */
export type DifferenceRow = {
  stage: 'exists' | (typeof ratedStages)[number];
  label: string;
  counts: [number, number];
  ratios: [number | null, number | null];
  /** Of the counts. */
  by: number;
  /** Of the rates, in points of a hundred; null when one of them is unknown. */
  points: number | null;
};

export function differenceRows([a, b]: readonly [Side, Side]): DifferenceRow[] {
  return (['exists', ...ratedStages] as const).map((stage) => {
    const counts: [number, number] = [countOf(a.counts, stage), countOf(b.counts, stage)];
    const ratios: [number | null, number | null] =
      stage === 'exists' ? [null, null] : [a.rates[rateKey(stage)].ratio, b.rates[rateKey(stage)].ratio];
    const [x, y] = ratios;
    return {
      stage,
      label: stageLabels[stage].label,
      counts,
      ratios,
      by: counts[1] - counts[0],
      points: x === null || y === null ? null : Math.round((y - x) * 1000) / 10,
    };
  });
}

/** « +3 », « −2 », « 0 ». */
export function signed(value: number, digits = 0): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value), digits)}`;
}

/** A count and its rate: « 772 (95,4 %) ». */
export function countWords(count: number, ratio: number | null): string {
  return ratio === null ? formatNumber(count) : `${formatNumber(count)} (${formatPercent(ratio)})`;
}

/** The rows as the data of a chart, under the names of both sides. */
export function differenceData(rows: readonly DifferenceRow[], [a, b]: readonly [string, string]): ChartData {
  return {
    columns: [
      { key: 'label', label: 'Maillon' },
      { key: 'a', label: a, kind: 'number' },
      { key: 'aRate', label: `${a}, part`, kind: 'percent' },
      { key: 'b', label: b, kind: 'number' },
      { key: 'bRate', label: `${b}, part`, kind: 'percent' },
      { key: 'by', label: 'Écart', kind: 'number' },
      { key: 'points', label: 'Écart en points', kind: 'number' },
    ],
    rows: rows.map(({ stage, label, counts, ratios, by, points }) => ({
      id: stage,
      cells: { label, a: counts[0], aRate: ratios[0], b: counts[1], bRate: ratios[1], by, points },
    })),
  };
}
