/** Pure geometry shared by the charts: no React, no theme, no clock. */

/** From values to pixels. */
export function linear([v0, v1]: readonly [number, number], [p0, p1]: readonly [number, number]) {
  const span = v1 - v0;
  return (value: number): number => (span === 0 ? p0 : p0 + ((value - v0) / span) * (p1 - p0));
}

/** Round values from 0 that reach `max`: 0, 20, 40, 60. At least two, so that an empty chart keeps its axis. */
export function niceTicks(max: number, wanted = 4): number[] {
  const top = Number.isFinite(max) && max > 0 ? max : 1;
  const rough = top / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Between 1 and 10 things are counted, and there is no half of one.
  const factors = power === 1 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  const step = power * (factors.find((factor) => factor * power >= rough * 0.9) ?? 10);
  const ticks = Math.ceil(top / step - 1e-9);
  // Multiplied, not added up: 3 × 0.1 is closer to its name than 0.1 + 0.1 + 0.1.
  return Array.from({ length: ticks + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Whole days since 1970 of a civil date. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

export type SchoolYear = { start: string; label: string };

/** The school years (from 1 August) that begin between two days, the first one's beginning included. */
export function schoolYearsBetween(from: string, to: string): SchoolYear[] {
  const years: SchoolYear[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const start = `${year}-08-01`;
    if (start >= from && start <= to) years.push({ start, label: `${year}-${year + 1}` });
  }
  return years;
}

const monthNames = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
] as const;

export type Month = { start: string; label: string };

/** The months that begin between two days, the first one's beginning included; at least one. */
export function monthsBetween(from: string, to: string): Month[] {
  const months: Month[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    monthNames.forEach((label, index) => {
      const start = `${year}-${String(index + 1).padStart(2, '0')}-01`;
      if (start >= from && start <= to) months.push({ start, label });
    });
  // Within one month, it is told where the days begin.
  const only = from === '' ? undefined : monthNames[Number(from.slice(5, 7)) - 1];
  return months.length === 0 && only ? [{ start: from, label: only }] : months;
}

/**
 * Moves labels apart by at least `gap` while each stays as near as it can to where it belongs and within the
 * bounds. Gives the new positions in the order received.
 */
export function spread(wanted: readonly number[], gap: number, [low, high]: readonly [number, number]) {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  const placed: number[] = [];
  for (const { at } of order)
    placed.push(Math.max(at, low, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + gap));
  // What runs over the end pushes the others back.
  for (let k = placed.length - 1, limit = high; k >= 0; k -= 1, limit -= gap)
    placed[k] = Math.min(placed[k] ?? limit, limit);
  const result: number[] = new Array(wanted.length);
  order.forEach(({ index }, k) => {
    result[index] = placed[k] ?? low;
  });
  return result;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

export type ChartPoint = { x: number; y: number | null };

/** A broken line: a null leaves a gap, a point alone between two gaps is a short dash of its own. */
export function brokenLine(points: readonly ChartPoint[]): string {
  const parts: string[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length === 1) parts.push(`M${run[0]}h0.1`);
    else if (run.length > 1) parts.push(`M${run.join('L')}`);
    run = [];
  };
  for (const { x, y } of points) {
    if (y === null) close();
    else run.push(`${tenth(x)},${tenth(y)}`);
  }
  close();
  return parts.join('');
}

export const markers = ['circle', 'square', 'triangle', 'diamond', 'cross', 'bar'] as const;
export type Marker = (typeof markers)[number];

/** Outline of a marker of radius `r` around 0,0: told apart by shape, whatever the colour. */
export function markerPath(marker: Marker, r: number): string {
  switch (marker) {
    case 'circle':
      return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`;
    case 'square':
      return `M${-r * 0.9},${-r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`;
    case 'triangle':
      return `M0,${-r * 1.15}L${r * 1.1},${r * 0.85}H${-r * 1.1}z`;
    case 'diamond':
      return `M0,${-r * 1.25}L${r * 1.25},0L0,${r * 1.25}L${-r * 1.25},0z`;
    case 'cross': {
      const a = r * 0.4;
      return `M${-a},${-r}h${2 * a}v${r - a}h${r - a}v${2 * a}h${a - r}v${r - a}h${-2 * a}v${a - r}h${a - r}v${-2 * a}h${r - a}z`;
    }
    case 'bar':
      return `M${-r * 1.2},${-r * 0.45}h${r * 2.4}v${r * 0.9}h${-r * 2.4}z`;
  }
}
