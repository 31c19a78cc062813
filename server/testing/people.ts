import { seedPeople } from '@/prisma/seed/people';
import { loadActor } from '../access/actor';
import { civilDate, toDbDate } from '../clock';
import { createDb, type Db } from '../db';
import { type Channel, createContext } from '../trpc/context';
import { callerFor } from '../trpc/root';
import { createTestDatabase } from './database';
import { setTestEnvironment } from './environment';

/** The instant at which the tests live, unless they say otherwise. */
export const testNow = new Date('2026-11-22T09:00:00.000Z');

/** Local parts of the demonstration accounts (`dane` for dane@demo.invalid): one for each role. */
export type Person = string;

/** A database with the reference data and one person per role; the environment of the test file leads to it. */
export async function createPopulatedDatabase(): Promise<{ db: Db; url: string; close(): Promise<void> }> {
  const { url, close } = await createTestDatabase();
  setTestEnvironment(url);
  const db = createDb(url, 4);
  await seedPeople(db);
  return {
    db,
    url,
    async close() {
      await db.$disconnect();
      await close();
    },
  };
}

/** The context of one of these people (their only hat), or of a visitor when `person` is null. */
export async function contextOf(
  db: Db,
  person: Person | null,
  { now = testNow, channel = 'screen' as Channel } = {},
) {
  const user = person
    ? await db.user.findUniqueOrThrow({
        where: { email: `${person}@demo.invalid` },
        include: { memberships: true },
      })
    : null;
  const hat = user?.memberships[0];
  const actor = hat ? await loadActor(db, hat.id, toDbDate(civilDate(now))) : null;
  return createContext({
    db,
    userId: user?.id ?? null,
    actor,
    now,
    channel,
    ip: '127.0.0.1',
    userAgent: 'test',
  });
}

/** Calls procedures as one of these people. */
export async function callerOf(db: Db, person: Person | null, options?: { now?: Date; channel?: Channel }) {
  return callerFor(await contextOf(db, person, options));
}

/** The act that commands receive, as one of these people. */
export async function actOf(db: Db, person: Person, now = testNow) {
  const { actor } = await contextOf(db, person, { now });
  if (!actor) throw new Error(`${person} wears no hat on that day`);
  return { db, actor, now };
}
