import { change, nationalChain } from '@/server/audit/journal';
import type { Db } from '@/server/db';
import { notFound } from '@/server/errors';
import { type Family, families, familyWords } from './domain';

/**
 * Stops the mails of a family (or of all of them) for the person whom a signed link names, without signing in.
 * @throws AppError not_found when the person no longer exists.
 */
export async function unsubscribe(
  db: Db,
  asked: { userId: string; family: Family | 'all' },
  at: Date,
): Promise<void> {
  const user = await db.user.findUnique({ where: { id: asked.userId }, select: { name: true, email: true } });
  if (!user) throw notFound('Ce compte');
  const its = asked.family === 'all' ? families : [asked.family];
  await change({ db, actor: { system: true, name: user.name ?? user.email }, now: at }, async (tx) => {
    for (const family of its) {
      const key = { userId: asked.userId, family };
      await tx.mailPreference.upsert({
        where: { userId_family: key },
        create: { ...key, rhythm: 'none', updatedAt: at },
        update: { rhythm: 'none', updatedAt: at },
      });
    }
    return {
      result: undefined,
      journal: {
        chain: nationalChain,
        action: 'mail.unsubscribed',
        objectType: 'User',
        objectId: asked.userId,
        after: { family: its.map((family) => familyWords[family].label).join(', ') },
      },
    };
  });
}
