import { addDays, addMonths, isIsoDate } from '@/server/calendar';

/**
 * Days on which things end (articles 19 and 21 of the template). Pure; ISO days.
 */

/** Last day of the school year that a day belongs to: 31 August (the next one begins on 1 September). */
export function schoolYearEnd(day: string): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) <= '08-31' ? `${year}-08-31` : `${year + 1}-08-31`;
}

/**
 * First day on which a convention that was terminated with notice no longer applies. Unless another day was
 * agreed, article 21.1: at the end of a school year, the first one that ends after the notice.
 */
export function terminationDay(receivedOn: string, noticeMonths: number, agreedOn?: string): string {
  if (agreedOn && isIsoDate(agreedOn)) return agreedOn;
  const earliest = addMonths(receivedOn, noticeMonths);
  return addDays(schoolYearEnd(addDays(earliest, -1)), 1);
}
