import { loadActor } from '@/server/access/actor';
import { addDays } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { createContext } from '@/server/trpc/context';
import { callerFor } from '@/server/trpc/root';

export type Caller = ReturnType<typeof callerFor>;

/** First day on which the people of the demonstration hold their roles: nothing of it is older. */
export const demonstrationSince = '2025-09-01';

/** How the demonstration tells time: an instant of a working day, so many days before the day it is loaded. */
export type DaysAgo = (days: number, hour?: number) => Date;

/** @param loadedAt the instant from which days are counted back. */
export function daysBefore(loadedAt: Date): DaysAgo {
  return (days, hour = 9) => {
    const day = addDays(civilDate(loadedAt), -days);
    const kept = day > demonstrationSince ? day : addDays(demonstrationSince, 1);
    return new Date(`${kept}T${String(hour).padStart(2, '0')}:00:00.000Z`);
  };
}

/**
 * Calls the procedures as one person of the demonstration, at an instant: their rules, their journal rows.
 * @param person local part of the address: `dane` for dane@demo.invalid
 */
export async function as(db: Db, person: string, now: Date): Promise<Caller> {
  const user = await db.user.findUniqueOrThrow({
    where: { email: `${person}@demo.invalid` },
    include: { memberships: true },
  });
  const [hat] = user.memberships;
  const actor = hat ? await loadActor(db, hat.id, toDbDate(civilDate(now))) : null;
  if (!actor) throw new Error(`${person} wears no hat on ${civilDate(now)}`);
  return callerFor(
    createContext({ db, userId: user.id, actor, now, channel: 'screen', ip: null, userAgent: null }),
  );
}
