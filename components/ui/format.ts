/**
 * French formatting of what people read: dates, durations, numbers, plurals.
 *
 * Every function is pure: those that compare with the present take `now` as an argument.
 * Instants are shown in Europe/Paris. A date without time (`yyyy-mm-dd`, or midnight UTC as the
 * database gives it) stays the day it names.
 */

/** An instant or a day: a Date, milliseconds, an ISO instant, or `yyyy-mm-dd`. */
export type DateLike = Date | number | string;

const TIME_ZONE = 'Europe/Paris';
const DAY = 86_400_000;
const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

const SHORT_DATE = new Intl.DateTimeFormat('fr-FR', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: TIME_ZONE,
});
const LONG_DATE = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: TIME_ZONE,
});
const MONTH = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: TIME_ZONE });
const TIME = new Intl.DateTimeFormat('fr-FR', {
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: TIME_ZONE,
});
const ISO_DAY = new Intl.DateTimeFormat('en-CA', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone: TIME_ZONE,
});
const LIST = new Intl.ListFormat('fr-FR', { type: 'conjunction' });

function toDate(value: DateLike): Date {
  return value instanceof Date ? value : new Date(value);
}

/** The calendar day in France of an instant, as `yyyy-mm-dd`; throws RangeError on an invalid date. */
export function isoDay(value: DateLike): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return ISO_DAY.format(toDate(value));
}

/** `22/11/2026`. */
export function formatDate(value: DateLike): string {
  return SHORT_DATE.format(toDate(value));
}

/** `22 novembre 2026`, and `1er janvier 2026` as French writes the first of a month. */
export function formatLongDate(value: DateLike): string {
  return LONG_DATE.format(toDate(value)).replace(/^1 /, '1er ').replace(/ /g, NBSP);
}

/** `novembre 2026`. */
export function formatMonth(value: DateLike): string {
  return MONTH.format(toDate(value));
}

/** `14 h 32`. */
export function formatTime(value: DateLike): string {
  const parts = TIME.formatToParts(toDate(value));
  const hour = parts.find((part) => part.type === 'hour')?.value ?? '';
  const minute = parts.find((part) => part.type === 'minute')?.value ?? '';
  return `${Number(hour)}${NBSP}h${NBSP}${minute}`;
}

/** `22/11/2026 à 14 h 32`. */
export function formatDateTime(value: DateLike): string {
  return `${formatDate(value)} à ${formatTime(value)}`;
}

/** Whole calendar days from `from` to `to` in France; negative when `to` is earlier. */
export function daysBetween(from: DateLike, to: DateLike): number {
  return Math.round((Date.parse(isoDay(to)) - Date.parse(isoDay(from))) / DAY);
}

/** A length in days in the largest unit that says enough: `3 jours`, `2 mois`, `1 an`. */
export function formatDays(days: number): string {
  const length = Math.abs(Math.round(days));
  if (length < 61) return counted(length, 'jour', 'jours');
  const months = Math.floor(length / 30.44);
  if (months < 24) return `${months}${NBSP}mois`;
  return counted(Math.floor(length / 365.25), 'an', 'ans');
}

/** How long something has lasted: `depuis aujourd’hui`, `depuis hier`, `depuis 3 jours`. */
export function formatSince(start: DateLike, now: DateLike): string {
  const days = daysBetween(start, now);
  if (days <= 0) return 'depuis aujourd’hui';
  if (days === 1) return 'depuis hier';
  return `depuis ${formatDays(days)}`;
}

/** Distance to a day, past or future: `aujourd’hui`, `hier`, `il y a 3 jours`, `dans 2 mois`. */
export function formatRelative(value: DateLike, now: DateLike): string {
  const days = daysBetween(now, value);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'demain';
  if (days === -1) return 'hier';
  return days > 0 ? `dans ${formatDays(days)}` : `il y a ${formatDays(days)}`;
}

/** A deadline as people say it: `aujourd’hui`, `dans 5 jours`, `en retard de 3 jours`. */
export function formatDeadline(deadline: DateLike, now: DateLike): string {
  const days = daysBetween(now, deadline);
  return days < 0 ? `en retard de ${formatDays(days)}` : formatRelative(deadline, now);
}

/** Made once for each count of decimals: making one costs a hundred times what using it does. */
const numberFormats = new Map<number, Intl.NumberFormat>();
function numberFormat(digits: number): Intl.NumberFormat {
  const known = numberFormats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: digits });
  numberFormats.set(digits, made);
  return made;
}
const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** `69 000`, `12,5` (at most `digits` decimals, none by default). */
export function formatNumber(value: number, digits = 0): string {
  return numberFormat(digits).format(value);
}

/** A ratio (0.195) as `19,5 %`, with a narrow no-break space; above 1 it says so (`100,9 %`). */
export function formatPercent(ratio: number, digits = 1): string {
  return `${numberFormat(digits).format(ratio * 100)}${NARROW_NBSP}%`;
}

/** `12 500,00 €` from an amount in euros. */
export function formatEuros(amount: number): string {
  return EUROS.format(amount);
}

/** A size in bytes as `320 octets`, `1,2 Ko`, `14 Mo` (thousands, as French administrations count). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'octet', 'octets');
  const units = ['Ko', 'Mo', 'Go', 'To'];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, size < 10 ? 1 : 0)}${NBSP}${units[unit]}`;
}

/** The word alone, agreed with the count: French is plural from 2 on (`0 école`, `1,5 école`). */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return Math.abs(count) >= 2 ? many : one;
}

/** Count and word: `1 école`, `2 300 écoles`; they never part at the end of a line. */
export function counted(count: number, one: string, many?: string): string {
  return `${formatNumber(count)}${NBSP}${plural(count, one, many)}`;
}

/** `Sèvres, Meudon et Chaville`. */
export function formatList(items: readonly string[]): string {
  return LIST.format(items);
}
