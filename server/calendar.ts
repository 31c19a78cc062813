/**
 * Calendar dates as ISO text (« 2026-11-22 »), without hour or time zone: a convention takes effect on a
 * day, not at an instant. Nothing here reads the clock.
 */
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** The months as people type them: no accents, from « janvier » to « decembre ». */
export const typedMonths: readonly string[] = MONTHS.map((name) =>
  name.normalize('NFD').replace(/\p{Mark}/gu, ''),
);

type Parts = { year: number; month: number; day: number };

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parts(iso: string): Parts {
  const match = ISO_DATE.exec(iso);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  if (!match || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`not a calendar date: ${iso}`);
  }
  return { year, month, day };
}

function join(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for an existing day between 1900 and 2199 written yyyy-mm-dd. */
export function isIsoDate(value: string): boolean {
  try {
    const { year } = parts(value);
    return year >= 1900 && year < 2200;
  } catch {
    return false;
  }
}

/** The same day `count` months later (or earlier), or the last day of that month when it has no such day. */
export function addMonths(iso: string, count: number): string {
  const { year, month, day } = parts(iso);
  const index = year * 12 + (month - 1) + count;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return join(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** `count` days later (or earlier). */
export function addDays(iso: string, count: number): string {
  const { year, month, day } = parts(iso);
  return new Date(Date.UTC(year, month - 1, day + count)).toISOString().slice(0, 10);
}

/** Days from one date to another; negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  const start = parts(from);
  const end = parts(to);
  const span = Date.UTC(end.year, end.month - 1, end.day) - Date.UTC(start.year, start.month - 1, start.day);
  return Math.round(span / 86_400_000);
}

/** « 1er septembre 2026 », « 22 novembre 2026 ». */
export function longDate(iso: string): string {
  const { year, month, day } = parts(iso);
  return `${day === 1 ? '1er' : day} ${MONTHS[month - 1]} ${year}`;
}

/** « 22/11/2026 ». */
export function shortDate(iso: string): string {
  const { year, month, day } = parts(iso);
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}
