import { addDays, addMonths, isIsoDate } from '@/server/calendar';

export * from './compose';
export { isEditable } from './facts';
export * from './present-party';
export * from './system-values';
export * from './variables';

/** Renewal of article 19. `months` is the length of one renewal, `maximum` how many there may be. */
export type Renewal = { kind: 'none' } | { kind: 'express' | 'tacit'; months: number; maximum: number };

/** Longest duration the application accepts, in months. */
export const MAX_MONTHS = 120;

/**
 * Last day of a period of `months` that begins on `startsOn`: the eve of the same day of the month, or the
 * last day of the month when that month has no such day.
 */
export function lastDayOf(startsOn: string, months: number): string {
  const anniversary = addMonths(startsOn, months);
  return anniversary.slice(8) === startsOn.slice(8) ? addDays(anniversary, -1) : anniversary;
}

/**
 * Term of a convention (article 19).
 * @param effectiveOn ISO date of effect.
 * @param months whole months, from 1 to 120.
 * @returns `endsOn`, the last day of the initial period, and `latestEndsOn`, that of the last renewal.
 * @throws RangeError on a date or a duration that makes no sense.
 */
export function computeEnd(
  effectiveOn: string,
  months: number,
  renewal: Renewal = { kind: 'none' },
): { endsOn: string; latestEndsOn: string } {
  if (!isIsoDate(effectiveOn)) throw new RangeError(`not a calendar date: ${effectiveOn}`);
  const whole = (value: number, min: number) =>
    Number.isInteger(value) && value >= min && value <= MAX_MONTHS;
  if (!whole(months, 1)) throw new RangeError(`not a duration in months: ${months}`);
  const endsOn = lastDayOf(effectiveOn, months);
  if (renewal.kind === 'none') return { endsOn, latestEndsOn: endsOn };
  if (!whole(renewal.months, 1) || !whole(renewal.maximum, 0)) throw new RangeError('not a renewal rule');
  // Counted from the effect date, not from the previous end, so that short months do not wear the days away.
  return { endsOn, latestEndsOn: lastDayOf(effectiveOn, months + renewal.months * renewal.maximum) };
}

/** Last day on which notice may still be given so that the convention stops at its term. */
export function lastNoticeDay(endsOn: string, noticeMonths: number): string {
  return addMonths(endsOn, -noticeMonths);
}

/** Months before the term at which the parties are told. */
export const alertMonths = [12, 6, 3] as const;
export type AlertMonths = (typeof alertMonths)[number];

/** The days of the three warnings before the term, in order of time. */
export function alertDates(endsOn: string): { months: AlertMonths; on: string }[] {
  return alertMonths.map((months) => ({ months, on: addMonths(endsOn, -months) }));
}

/** The latest warning that is due today, or null before the first one and after the term. */
export function dueAlert(endsOn: string, today: string): AlertMonths | null {
  if (today > endsOn) return null;
  return alertDates(endsOn).findLast(({ on }) => on <= today)?.months ?? null;
}

const NUMBER = /^(\d{2})-(\d{4})-(\d{4,6})$/;

/** « 25-2026-0007 »: académie, year, rank in that académie and year. */
export function formatConventionNumber(academyCode: string, year: number, rank: number): string {
  if (!/^\d{2}$/.test(academyCode) || !Number.isInteger(rank) || rank < 1 || year < 2000 || year > 2199) {
    throw new RangeError(`not a convention number: ${academyCode} ${year} ${rank}`);
  }
  return `${academyCode}-${year}-${String(rank).padStart(4, '0')}`;
}

/** The parts of a convention number, or null. */
export function parseConventionNumber(
  number: string,
): { academyCode: string; year: number; rank: number } | null {
  const match = NUMBER.exec(number.trim());
  if (!match) return null;
  const [, academyCode = '', year, rank] = match;
  return { academyCode, year: Number(year), rank: Number(rank) };
}
