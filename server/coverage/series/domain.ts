import { addDays } from '@/server/calendar';
import { isUnmeasured, type RatedStage, schoolYearStart } from '../domain';

/** Curves of coverage: the dates at which the chain is counted, and what is counted at each. Pure. */

export const seriesSteps = ['month', 'week'] as const;
export type SeriesStep = (typeof seriesSteps)[number];

/** How many school years a curve goes back: a week is too fine for more than two. */
const YEARS: Record<SeriesStep, number> = { month: 5, week: 2 };

/**
 * The days of a curve that ends on `asOf`, from the first day of its first school year: the last day of each month,
 * or each Sunday, then `asOf` itself.
 */
export function seriesDates(asOf: string, step: SeriesStep): string[] {
  const start = `${Number(schoolYearStart(asOf).slice(0, 4)) - (YEARS[step] - 1)}-08-01`;
  const days: string[] = [start];
  if (step === 'month') {
    let [year, month] = [Number(start.slice(0, 4)), 9];
    for (;;) {
      const day = addDays(`${year}-${String(month).padStart(2, '0')}-01`, -1);
      if (day >= asOf) break;
      if (day > start) days.push(day);
      month += 1;
      if (month > 12) [year, month] = [year + 1, 1];
    }
  } else {
    const weekday = new Date(`${start}T00:00:00Z`).getUTCDay();
    for (let day = addDays(start, (7 - weekday) % 7); day < asOf; day = addDays(day, 7))
      if (day > start) days.push(day);
  }
  if (asOf > (days.at(-1) ?? '')) days.push(asOf);
  return days;
}

/** Schools with each link of the chain, on each date of a curve. */
export type SeriesPoint = Record<'exists' | 'measured' | RatedStage, number>;
export const noPoint: SeriesPoint = {
  exists: 0,
  in_project: 0,
  conventioned: 0,
  attached: 0,
  used: 0,
  measured: 0,
};

/** Points of several territories, date by date. */
export function sumPoints(all: readonly (readonly SeriesPoint[])[]): SeriesPoint[] {
  const length = Math.max(0, ...all.map((one) => one.length));
  return Array.from({ length }, (_, index) => {
    const total = { ...noPoint };
    for (const points of all)
      for (const key of Object.keys(total) as (keyof SeriesPoint)[]) total[key] += points[index]?.[key] ?? 0;
    return total;
  });
}

/** Share of the schools that exist; null where there is none, and where the DNMA measured none of them. */
export function shareOf(point: SeriesPoint, stage: RatedStage): number | null {
  if (isUnmeasured(stage, point)) return null;
  return point.exists === 0 ? null : point[stage] / point.exists;
}
