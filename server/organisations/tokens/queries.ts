import { type Actor, loadActor } from '@/server/access/actor';
import { roleLabels } from '@/server/access/roles';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { AppError } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { secretHash } from './secret';

export type TokenState = 'active' | 'expired' | 'revoked';

/** The person's own tokens, newest first; never the secret nor its hash. */
export async function listTokens(ctx: Context) {
  const tokens = await ctx.db.apiToken.findMany({
    where: scope(ctx.ability, 'read', 'ApiToken'),
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    include: { membership: { include: { organisation: { select: { name: true } } } } },
  });
  return tokens.map((token) => {
    const lastDay = new Date(token.expiresAt);
    lastDay.setUTCDate(lastDay.getUTCDate() - 1);
    const state: TokenState = token.revokedAt ? 'revoked' : token.expiresAt <= ctx.now ? 'expired' : 'active';
    return {
      id: token.id,
      name: token.name,
      canWrite: token.canWrite,
      hat: `${roleLabels[token.membership.role]} · ${token.membership.organisation.name}`,
      createdAt: token.createdAt,
      expiresOn: fromDbDate(lastDay),
      lastUsedAt: token.lastUsedAt,
      revokedAt: token.revokedAt,
      state,
    };
  });
}

/** `lastUsedAt` is written at most once a minute for one token. */
const usedEvery = 60_000;

export type TokenHolder = { tokenId: string; canWrite: boolean; actor: Actor };

/**
 * Who acts with this token, under which hat.
 * @throws AppError unauthenticated when it is unknown, revoked, expired, or its hat is no longer valid.
 */
export async function holderOf(db: Db, secret: string, now: Date): Promise<TokenHolder> {
  const token = await db.apiToken.findUnique({ where: { hash: secretHash(secret) } });
  if (!token) throw new AppError('unauthenticated', 'Ce jeton d’accès n’existe pas.');
  if (token.revokedAt) throw new AppError('unauthenticated', 'Ce jeton d’accès a été révoqué.');
  if (token.expiresAt <= now) throw new AppError('unauthenticated', 'Ce jeton d’accès a expiré.');
  const actor = await loadActor(db, token.membershipId, toDbDate(civilDate(now)));
  if (!actor || actor.userId !== token.userId)
    throw new AppError('unauthenticated', 'Le rôle auquel ce jeton d’accès est lié n’est plus valable.');
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > usedEvery)
    await db.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
  return { tokenId: token.id, canWrite: token.canWrite, actor };
}
