/** The one place where the time of day enters: commands and queries receive it as an argument. */
export function now(): Date {
  return new Date();
}

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The civil date (yyyy-mm-dd) of an instant in metropolitan France, in which legal dates are counted. */
export function civilDate(at: Date): string {
  return parisDay.format(at);
}

/** The instant at which a civil day begins in metropolitan France. */
export function startOfDay(day: string): Date {
  const winter = new Date(`${day}T00:00:00+01:00`);
  const summer = new Date(`${day}T00:00:00+02:00`);
  return civilDate(summer) === day ? summer : winter;
}

/** A civil date (yyyy-mm-dd) as PostgreSQL `date` columns carry it through Prisma: midnight UTC. */
export function toDbDate(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The civil date held by a `date` column. */
export function fromDbDate(value: Date): string;
export function fromDbDate(value: Date | null): string | null;
export function fromDbDate(value: Date | null): string | null {
  return value ? value.toISOString().slice(0, 10) : null;
}
