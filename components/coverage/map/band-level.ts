import type { Level } from '@/components/charts/marks';
import { type Band, bandOf } from '@/server/coverage/domain';

/** Step of the scale of a rate: 0 without rate, then 1 to 4 from the lowest band to the highest. */
export function levelOf(ratio: number | null, bands: readonly Band[]): Level {
  const band = bandOf(ratio, bands);
  if (band === null) return 0;
  return levelOfBand(bands.indexOf(band), bands.length);
}

/** Steps of the scale by number of bands: the first is always the lightest and the last the darkest. */
const SCALES: Record<number, readonly Level[]> = {
  1: [4],
  2: [1, 4],
  3: [1, 3, 4],
  4: [1, 2, 3, 4],
  5: [1, 2, 6, 3, 4],
  6: [1, 5, 2, 6, 3, 4],
  7: [1, 5, 2, 6, 3, 7, 4],
};

/** Step of the nth band of so many: each has its own, up to the seven that an académie may set. */
export function levelOfBand(index: number, count: number): Level {
  return SCALES[count]?.[index] ?? 4;
}
