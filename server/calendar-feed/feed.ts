import { loadActor, validOn } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { civilDate, toDbDate } from '@/server/clock';
import { config } from '@/server/config';
import { deadlinesOf } from '@/server/dashboard/deadlines';
import type { Deadline } from '@/server/dashboard/domain';
import type { Db } from '@/server/db';
import { sha256Hex } from '@/server/documents/hash';
import { notFound } from '@/server/errors';
import { secretHash } from '@/server/organisations/tokens/secret';
import { calendarOf } from './events';

/** How far a calendar looks ahead. */
const months = 24;
/** `lastReadAt` is written at most once in this time. */
const readEvery = 3_600_000;

/**
 * The calendar behind a secret address: what its person may read at this moment, under all the hats that are valid
 * today.
 * @throws AppError not_found for a secret that is unknown or revoked: the two look alike.
 */
export async function readFeed(db: Db, secret: string, now: Date): Promise<{ text: string; etag: string }> {
  const feed = await db.calendarFeed.findUnique({ where: { hash: secretHash(secret) } });
  if (!feed || feed.revokedAt) throw notFound('Cet agenda');
  const today = toDbDate(civilDate(now));
  const hats = await db.membership.findMany({
    where: { userId: feed.userId, ...validOn(today) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const deadlines: Deadline[] = [];
  for (const { id } of hats) {
    const actor = await loadActor(db, id, today);
    if (actor) deadlines.push(...(await deadlinesOf({ db, ability: rulesFor(actor), now }, months)));
  }
  if (!feed.lastReadAt || now.getTime() - feed.lastReadAt.getTime() > readEvery)
    await db.calendarFeed.updateMany({ where: { id: feed.id }, data: { lastReadAt: now } });
  const { appUrl, brand } = config();
  const text = calendarOf(deadlines, { name: brand.productName, appUrl, stamp: feed.createdAt });
  return { text, etag: `"${sha256Hex(text)}"` };
}
