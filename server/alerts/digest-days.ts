import { addDays } from '@/server/calendar';
import { civilDate } from '@/server/clock';

/** The hour of the day, in metropolitan France, from which digests leave. */
export const digestHour = 7;

const parisHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hour12: false,
});

/** The hour (0 to 23) at an instant in metropolitan France, summer and winter. */
export const hourInParis = (at: Date): number => Number(parisHour.format(at)) % 24;

/** The Monday on or before a civil date. */
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/**
 * The day and the week whose digests may leave at an instant: from 7 o’clock in Paris on that day (on that Monday).
 * Said in civil dates, so that neither the change of hour nor a stop of the application loses or repeats a turn.
 */
export function turnsAt(at: Date): { day: string; week: string } {
  const today = civilDate(at);
  const day = hourInParis(at) >= digestHour ? today : addDays(today, -1);
  return { day, week: mondayOf(day) };
}
