import { validOn } from '../access/actor';
import type { PersonAct } from '../audit/journal';
import { longDate } from '../calendar';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { type Delegation, delegationOf } from '../conventions/parties';
import type { Tx } from '../db';
import { forbidden } from '../errors';
import { afterDe } from '../french';

/** « par délégation de … (référence, date) », as it is printed and kept with a signature. */
export const delegationLine = (delegation: Delegation): string =>
  `par délégation ${afterDe(delegation.grantedBy)} (${delegation.reference}, ${longDate(delegation.grantedOn)})`;

/** The hat is still valid on that day, in the same role; its row is held until the end of the transaction. */
export async function standingHat(tx: Tx, act: PersonAct): Promise<void> {
  const { membershipId, role, userId } = act.actor;
  await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "id" = ${membershipId} FOR SHARE`;
  const valid = await tx.membership.findFirst({
    where: { id: membershipId, role, userId, ...validOn(toDbDate(civilDate(act.now))) },
    select: { id: true },
  });
  if (!valid)
    throw forbidden(
      'Votre rôle n’est plus valable aujourd’hui\u00a0: cet acte ne peut pas être reçu de vous.',
    );
}

/**
 * Who may sign is checked when they sign: the hat must still be valid on that day and hold the same role, and a
 * hat that signs by delegation must have one that stands (DOMAIN §3). Holds the rows until the end of the
 * transaction, so that a revocation comes before or after, never during.
 * @returns the delegation under which the hat signs, or null when it signs in its own right.
 * @throws AppError forbidden, with what ended and when.
 */
export async function standingDelegation(tx: Tx, act: PersonAct): Promise<Delegation | null> {
  const { membershipId } = act.actor;
  await standingHat(tx, act);
  await tx.$queryRaw`SELECT 1 FROM "SigningDelegation" WHERE "membershipId" = ${membershipId} FOR SHARE`;
  const delegation = await delegationOf(tx, membershipId, act.now);
  if (delegation) return delegation;
  const last = await tx.signingDelegation.findFirst({
    where: { membershipId },
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'last' } }, { grantedOn: 'desc' }],
  });
  if (!last) return null;
  const ended = last.revokedAt
    ? `a été révoquée le ${longDate(civilDate(last.revokedAt))}`
    : last.validUntil && fromDbDate(last.validUntil) < civilDate(act.now)
      ? `a pris fin le ${longDate(fromDbDate(last.validUntil))}`
      : 'n’a pas encore pris effet';
  throw forbidden(
    `Votre délégation de signature (${last.reference}) ${ended}\u00a0: vous ne pouvez pas signer. Faites enregistrer la délégation en vigueur.`,
  );
}
