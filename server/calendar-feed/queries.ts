import type { Actor } from '@/server/access/actor';
import type { Context } from '@/server/trpc/context';

/** The person's living address, if any; never its secret. */
export async function myFeed({ db, actor }: Pick<Context, 'db'> & { actor: Actor }) {
  return db.calendarFeed.findFirst({
    where: { userId: actor.userId, revokedAt: null },
    select: { id: true, createdAt: true, lastReadAt: true },
    orderBy: { createdAt: 'desc' },
  });
}
