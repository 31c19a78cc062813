import { type Actor, loadActor, validOn } from '@/server/access/actor';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';

type WornSession = { id: string; userId: string; membershipId: string | null };

/**
 * Who acts in a session. A hat that is no longer valid is not worn; whoever has exactly one valid hat wears it
 * without being asked. Null when there is none, or several and none was chosen.
 */
export async function actorOfSession(db: Db, session: WornSession, now: Date): Promise<Actor | null> {
  const day = toDbDate(civilDate(now));
  if (session.membershipId) {
    const actor = await loadActor(db, session.membershipId, day);
    if (actor?.userId === session.userId) return actor;
  }
  const [only, other] = await db.membership.findMany({
    where: { userId: session.userId, ...validOn(day) },
    select: { id: true },
    take: 2,
  });
  if (!only || other) return null;
  await db.session.updateMany({ where: { id: session.id }, data: { membershipId: only.id } });
  return loadActor(db, only.id, day);
}

/**
 * Puts on a hat in this session.
 * @returns false when it is not this person's, or not valid today: nothing changes.
 */
export async function wearHat(
  db: Db,
  session: { id: string; userId: string },
  membershipId: string,
  now: Date,
): Promise<boolean> {
  const own = await db.membership.findFirst({
    where: { id: membershipId, userId: session.userId, ...validOn(toDbDate(civilDate(now))) },
    select: { id: true },
  });
  if (!own) return false;
  const { count } = await db.session.updateMany({ where: { id: session.id }, data: { membershipId } });
  return count === 1;
}
