import type { ChartData } from '@/components/charts/words';
import { formatNumber, formatPercent } from '@/components/ui/format';
import type { Side } from '@/server/coverage/comparison/queries';
import {
  type ChainStage,
  countOf,
  isUnmeasured,
  ratedStages,
  rateKey,
  stageLabels,
} from '@/server/coverage/domain';

/** Two sides of a comparison, link by link, as rows: the same for the screen, the table and the file. */
export type DifferenceRow = {
  stage: 'exists' | (typeof ratedStages)[number];
  label: string;
  /** Null where the DNMA measured no school of that side: « no visit » would say nothing. */
  counts: [number | null, number | null];
  ratios: [number | null, number | null];
  /** Of the counts; null when one of them is unknown. */
  by: number | null;
  /** Of the rates, in points of a hundred; null when one of them is unknown. */
  points: number | null;
};

/** What stands for a number of schools used where none was measured. */
export const UNMEASURED = 'non mesuré';

/** « Au 22 novembre 2026 » within a sentence; the name of a territory stays as it is. */
const inSentence = (name: string) => name.replace(/^Au (?=\d)/, 'au ');

/** The sentence that goes with it, when it is there. */
export function unmeasuredWords(
  sides: readonly [Side, Side],
  names: readonly [string, string],
): string | null {
  const without = names.filter((_, side) => isUnmeasured('used', sides[side === 0 ? 0 : 1].counts));
  if (without.length === 0) return null;
  return `Utilisées\u00a0: la DNMA n’a mesuré aucune école (${without.map(inSentence).join(', ')}), l’usage ne se compare donc pas.`;
}

/** False where a link cannot be told on both sides. */
export const isTold = (stage: ChainStage, sides: readonly [Side, Side]): boolean =>
  sides.every(({ counts }) => !isUnmeasured(stage, counts));

export function differenceRows([a, b]: readonly [Side, Side]): DifferenceRow[] {
  return (['exists', ...ratedStages] as const).map((stage) => {
    const count = ({ counts }: Side) => (isUnmeasured(stage, counts) ? null : countOf(counts, stage));
    const counts: DifferenceRow['counts'] = [count(a), count(b)];
    const [from, to] = counts;
    const ratios: [number | null, number | null] =
      stage === 'exists' ? [null, null] : [a.rates[rateKey(stage)].ratio, b.rates[rateKey(stage)].ratio];
    const [x, y] = ratios;
    return {
      stage,
      label: stageLabels[stage].label,
      counts,
      ratios,
      by: from === null || to === null ? null : to - from,
      points: x === null || y === null ? null : Math.round((y - x) * 1000) / 10,
    };
  });
}

/** « +3 », « −2 », « 0 ». */
export function signed(value: number, digits = 0): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value), digits)}`;
}

/** A count and its rate: « 772 (95,4 %) », « non mesuré ». */
export function countWords(count: number | null, ratio: number | null): string {
  if (count === null) return UNMEASURED;
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
      cells: {
        label,
        a: counts[0] ?? UNMEASURED,
        aRate: ratios[0],
        b: counts[1] ?? UNMEASURED,
        bRate: ratios[1],
        by,
        points,
      },
    })),
  };
}
