import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import { conflict, invalid } from '@/server/errors';
import { type CreateToken, expiryProblem } from './schema';
import { newSecret, secretHash } from './secret';

/** First instant at which a token whose last day is `expiresOn` no longer works. */
function endOf(expiresOn: string): Date {
  const end = toDbDate(expiresOn);
  end.setUTCDate(end.getUTCDate() + 1);
  return end;
}

/**
 * Makes a token for the hat that the person wears.
 * @returns the secret, which nobody can read again.
 */
export async function makeToken(act: PersonAct, input: CreateToken): Promise<{ id: string; secret: string }> {
  const problem = expiryProblem(input.expiresOn, civilDate(act.now));
  if (problem) throw invalid({ expiresOn: problem });
  const { actor } = act;
  const secret = newSecret();
  return change(act, async (tx) => {
    const token = await tx.apiToken.create({
      data: {
        userId: actor.userId,
        membershipId: actor.membershipId,
        name: input.name,
        canWrite: input.canWrite,
        hash: secretHash(secret),
        createdAt: act.now,
        expiresAt: endOf(input.expiresOn),
      },
    });
    return {
      result: { id: token.id, secret },
      journal: {
        chain: actor.academyCode ?? nationalChain,
        action: 'token.created',
        objectType: 'ApiToken',
        objectId: token.id,
        after: { name: input.name, canWrite: input.canWrite, expiresOn: input.expiresOn },
      },
    };
  });
}

/** Revokes a token for good. Access to it was proven by the procedure. */
export async function revokeToken(act: PersonAct, id: string): Promise<void> {
  await change(act, async (tx) => {
    const token = await tx.apiToken.findUniqueOrThrow({ where: { id }, select: { name: true } });
    const { count } = await tx.apiToken.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: act.now },
    });
    if (count !== 1) throw conflict('Ce jeton est déjà révoqué.');
    return {
      result: undefined,
      journal: {
        chain: act.actor.academyCode ?? nationalChain,
        action: 'token.revoked',
        objectType: 'ApiToken',
        objectId: id,
        after: { name: token.name },
      },
    };
  });
}
