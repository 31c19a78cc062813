import { validOn } from '@/server/access/actor';
import { tell } from '@/server/alerts/tell';
import type { PersonAct } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { invalid } from '@/server/errors';
import type { LoadedConvention } from '../load';
import { commenters } from './sides';

type Visibility = 'internal' | 'shared';

/** People who may read a conversation of this visibility, each once. */
export async function readersOf(
  db: Db | Tx,
  convention: { academyCode: string; authorityId: string; departmentCodes: string[] },
  visibility: Visibility,
  at: Date,
) {
  const today = toDbDate(civilDate(at));
  const { academyCode, authorityId, departmentCodes } = convention;
  const memberships = await db.membership.findMany({
    where: {
      ...validOn(today),
      AND: {
        OR: [
          {
            role: { in: commenters.academy.filter((role) => role !== 'dsden') },
            organisation: { academyCode },
          },
          { role: 'dsden', organisation: { academyCode, departmentCode: { in: departmentCodes } } },
          ...(visibility === 'shared'
            ? [
                {
                  role: { in: [...commenters.authority] },
                  organisation: {
                    OR: [{ authorityId }, { mandates: { some: { authorityId, ...validOn(today) } } }],
                  },
                },
              ]
            : []),
        ],
      },
    },
    include: {
      user: { select: { id: true, name: true, email: true } },
      organisation: { select: { name: true } },
    },
    orderBy: { user: { name: 'asc' } },
  });
  const people = new Map(
    memberships.map(({ id, user, role, organisation }) => [
      user.id,
      {
        userId: user.id,
        membershipId: id,
        name: user.name ?? user.email,
        email: user.email,
        role,
        organisation: organisation.name,
      },
    ]),
  );
  return [...people.values()];
}

/** Those of these people who may read a conversation; refuses when one may not. */
export async function checkMentions(
  tx: Tx,
  loaded: LoadedConvention,
  visibility: Visibility,
  ids: readonly string[],
  at: Date,
) {
  if (ids.length === 0) return [];
  const readers = await readersOf(tx, loaded, visibility, at);
  const chosen = readers.filter(({ userId }) => ids.includes(userId));
  if (chosen.length !== new Set(ids).size)
    throw invalid({ mentions: 'Une personne mentionnée n’a pas accès à ce commentaire.' });
  return chosen;
}

/**
 * Tells of a message in a conversation: those whom it mentions, and those who wrote there before and may still
 * read it. The link leads to the very comment.
 */
export async function tellOfMessage(
  tx: Tx,
  act: PersonAct,
  loaded: LoadedConvention,
  thread: { id: string; visibility: Visibility },
  mentioned: readonly { userId: string }[],
  body: string,
): Promise<void> {
  const wrote = await tx.commentMessage.findMany({
    where: { threadId: thread.id, deletedAt: null },
    select: { authorId: true },
    distinct: ['authorId'],
  });
  const concerned = new Set(
    [...mentioned, ...wrote.map(({ authorId }) => ({ userId: authorId }))].map(({ userId }) => userId),
  );
  concerned.delete(act.actor.userId);
  if (concerned.size === 0) return;
  const author = act.actor.userName;
  const news = (await readersOf(tx, loaded, thread.visibility, act.now))
    .filter(({ userId }) => concerned.has(userId))
    .map((to) => ({
      to,
      family: 'conversations' as const,
      subject: mentioned.some(({ userId }) => userId === to.userId)
        ? `${author} vous mentionne\u00a0: convention ${loaded.number}`
        : `${author} répond\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
        `${author} écrit\u00a0: ${body}`,
      ],
      action: {
        label: 'Lire et répondre',
        path: `/conventions/${loaded.id}?onglet=texte&commentaire=${thread.id}`,
      },
      about: `Convention:${loaded.id}`,
      academyCode: loaded.academyCode,
    }));
  await tell(tx, news, act.now);
}
