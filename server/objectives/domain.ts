import { daysBetween } from '@/server/calendar';
import { type CoverageBasis, type Degree, type RatedStage, ratedStages } from '@/server/coverage/domain';
import type { TerritoryKind } from '@/server/coverage/territory';

/** Territories on which an académie sets a target: places, and the land of a collectivité. */
export const objectiveKinds = [
  'academy',
  'department',
  'constituency',
  'epci',
  'authority',
] as const satisfies readonly TerritoryKind[];
export type ObjectiveKind = (typeof objectiveKinds)[number];

export const objectiveStages = ratedStages;
export type ObjectiveStage = RatedStage;

/** What a target counts, as a complement: « 90 % des écoles publiques accrochées à l’AAF ». */
export const objectiveStageLabels: Record<ObjectiveStage, string> = {
  in_project: 'Dans un projet ENT',
  conventioned: 'Couvertes par une convention en vigueur',
  attached: 'Accrochées à l’AAF',
  used: 'Qui utilisent leur ENT',
};

export const basisLabels: Record<CoverageBasis, string> = { schools: 'Établissements', pupils: 'Élèves' };

export const trends = ['reached', 'ahead', 'on_pace', 'late', 'overdue', 'unknown'] as const;
export type Trend = (typeof trends)[number];
export const trendLabels: Record<Trend, string> = {
  reached: 'Atteint',
  ahead: 'En avance',
  on_pace: 'Dans le rythme',
  late: 'En retard',
  overdue: 'Échéance passée',
  unknown: 'Pas de taux à cette date',
};

/** How far from the expected rate one may stand and still be in the pace: two points. */
export const PACE = 0.02;

export type Course = {
  startOn: string;
  /** Rate on the day the target was set; null when there was nothing to count. */
  start: number | null;
  targetOn: string;
  target: number;
};

/** The rate that a straight line from the start to the target gives on a day; flat before and after. */
export function expectedOn({ startOn, start, targetOn, target }: Course, day: string): number {
  const from = start ?? 0;
  const whole = daysBetween(startOn, targetOn);
  const gone = daysBetween(startOn, day);
  const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, gone / whole));
  return from + (target - from) * share;
}

/** Where an objective stands on a day, with the rate of that day. */
export function trendOn(course: Course, day: string, actual: number | null): Trend {
  if (actual === null) return 'unknown';
  if (actual >= course.target) return 'reached';
  if (day > course.targetOn) return 'overdue';
  const gap = actual - expectedOn(course, day);
  return gap > PACE ? 'ahead' : gap < -PACE ? 'late' : 'on_pace';
}

/** The rate towards which the pace since the start leads on the target's day; null without a day gone. */
export function projected(
  { startOn, start, targetOn }: Course,
  day: string,
  actual: number | null,
): number | null {
  const gone = daysBetween(startOn, day);
  if (actual === null || gone <= 0) return null;
  const from = start ?? 0;
  const reached = from + ((actual - from) / gone) * daysBetween(startOn, targetOn);
  return Math.min(1, Math.max(0, reached));
}

/** How much of the way from the start to the target is done, between 0 and 1; null without a rate. */
export function wayDone({ start, target }: Course, actual: number | null): number | null {
  if (actual === null) return null;
  const from = start ?? 0;
  if (target <= from) return actual >= target ? 1 : 0;
  return Math.min(1, Math.max(0, (actual - from) / (target - from)));
}

/** Days of a curve: the first of each step from the start to the day, both ends among them, at most `most`. */
export function curveDays(startOn: string, day: string, most = 12): string[] {
  const span = daysBetween(startOn, day);
  if (span <= 0) return [startOn];
  const steps = Math.min(most - 1, span);
  return Array.from({ length: steps + 1 }, (_, index) =>
    new Date(Date.parse(`${startOn}T00:00:00Z`) + Math.round((span * index) / steps) * 86_400_000)
      .toISOString()
      .slice(0, 10),
  );
}

/** What an objective counts, in one sentence: « Premier degré, établissements publics ». */
export const degreeWords: Record<Degree, string> = { primary: 'premier degré', secondary: 'second degré' };
