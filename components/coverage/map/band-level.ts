import type { Level } from '@/components/charts/marks';
import { type Band, bandOf } from '@/server/coverage/domain';

/** Step of the scale of a rate: 0 without rate, then 1 to 4 from the lowest band to the highest. */
export function levelOf(ratio: number | null, bands: readonly Band[]): Level {
  const band = bandOf(ratio, bands);
  if (band === null) return 0;
  return levelOfBand(bands.indexOf(band), bands.length);
}

/** However many bands there are, the first is the lightest and the last the darkest. */
export function levelOfBand(index: number, count: number): Level {
  return (count <= 1 ? 4 : 1 + Math.round((index * 3) / (count - 1))) as Level;
}
