import { randomBytes } from 'node:crypto';
import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { config } from '@/server/config';
import { conflict } from '@/server/errors';
import { secretHash } from '@/server/organisations/tokens/secret';

const about = (act: PersonAct, action: string, objectId: string) => ({
  chain: act.actor.academyCode ?? nationalChain,
  action,
  objectType: 'CalendarFeed',
  objectId,
});

/**
 * Makes the secret address of one's calendar; an earlier one stops at once.
 * @returns the address, which nobody can read again: only its hash is kept.
 */
export async function createFeed(act: PersonAct): Promise<{ url: string }> {
  const secret = randomBytes(32).toString('base64url');
  return change(act, async (tx) => {
    const { userId } = act.actor;
    await tx.calendarFeed.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: act.now } });
    const feed = await tx.calendarFeed.create({
      data: { userId, hash: secretHash(secret), createdAt: act.now },
    });
    return {
      result: { url: `${config().appUrl}/api/agenda/${secret}/accordent.ics` },
      journal: about(act, 'calendar.feed_created', feed.id),
    };
  });
}

/** Stops one's address for good. */
export async function revokeFeed(act: PersonAct): Promise<void> {
  await change(act, async (tx) => {
    const living = { userId: act.actor.userId, revokedAt: null };
    const feed = await tx.calendarFeed.findFirst({ where: living, select: { id: true } });
    if (!feed) throw conflict('Aucune adresse d’agenda n’est active.');
    await tx.calendarFeed.updateMany({ where: living, data: { revokedAt: act.now } });
    return { result: undefined, journal: about(act, 'calendar.feed_revoked', feed.id) };
  });
}
