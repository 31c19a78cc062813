import { roleLabels } from '@/server/access/roles';
import { rulesFor } from '@/server/access/rules';
import { prove } from '@/server/access/scope';
import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { addDays, longDate } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { config } from '@/server/config';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { queueMail } from '@/server/mail/outbox';
import { grantableRoles, signs, validityOn } from '../domain';
import type { GrantDelegation, InvitePerson, UpdateMembership } from './schema';

const day = (value: string | null | undefined) => (value ? toDbDate(value) : null);
const missingQuality = {
  quality:
    'Indiquez la qualité : elle est imprimée sous la signature (« Maire », « Directrice académique\u00a0»…).',
};

/**
 * Gives a role in an organisation that the actor administers. A role once held and ended comes back to life;
 * one that is held is refused. Nobody gives a role to themselves.
 */
export async function givePersonRole(
  act: PersonAct,
  input: InvitePerson,
): Promise<{ id: string; newAccount: boolean }> {
  const { actor, now } = act;
  await prove(act.db, rulesFor(actor), 'edit', 'Organisation', input.organisationId);
  if (input.email === actor.email) throw forbidden('On ne s’attribue pas un rôle à soi-même.');
  if (signs(input.role) && !input.quality) throw invalid(missingQuality);
  return change(act, async (tx) => {
    const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: input.organisationId } });
    if (!grantableRoles(actor.role, organisation.kind).includes(input.role))
      throw invalid({ role: `Ce rôle ne se donne pas dans « ${organisation.name} ».` });
    // Two invitations of the same address at once: the second waits, then finds the account and the role.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`person:${input.email}`}))::text`;
    const known = await tx.user.findUnique({ where: { email: input.email } });
    const user =
      known ?? (await tx.user.create({ data: { email: input.email, name: input.name, createdAt: now } }));
    const terms = {
      quality: input.quality || null,
      validFrom: toDbDate(input.validFrom),
      validUntil: day(input.validUntil),
    };
    const key = { userId: user.id, organisationId: organisation.id, role: input.role };
    const held = await tx.membership.findUnique({ where: { userId_organisationId_role: key } });
    if (
      held &&
      validityOn(civilDate(now), fromDbDate(held.validFrom), fromDbDate(held.validUntil)) !== 'past'
    )
      throw invalid({ email: `${user.name ?? user.email} a déjà ce rôle dans cette organisation.` });
    const membership = held
      ? await tx.membership.update({ where: { id: held.id }, data: terms })
      : await tx.membership.create({ data: { ...key, ...terms, createdAt: now } });
    await queueMail(
      tx,
      user.email,
      {
        subject: `Accord’ENT : ${roleLabels[input.role]}, ${organisation.name}`,
        paragraphs: [
          'Bonjour,',
          `${actor.userName} (${actor.organisation.name}) vous a donné un rôle dans Accord’ENT : ${roleLabels[input.role]}, pour ${organisation.name}.`,
          `Il est valable ${validity(input.validFrom, input.validUntil ?? null)}. Vous vous connectez avec cette adresse, sans mot de passe : un lien vous est envoyé à chaque fois.`,
        ],
        action: { label: 'Se connecter', url: `${config().appUrl}/connexion` },
      },
      `Membership:${membership.id}`,
    );
    return {
      result: { id: membership.id, newAccount: known === null },
      journal: {
        chain: organisation.academyCode ?? nationalChain,
        action: 'membership.granted',
        objectType: 'Membership',
        objectId: membership.id,
        after: {
          person: user.name ?? user.email,
          email: user.email,
          organisation: organisation.name,
          role: input.role,
          quality: terms.quality,
          validFrom: input.validFrom,
          validUntil: input.validUntil ?? null,
        },
      },
    };
  });
}

function validity(from: string, until: string | null): string {
  return until ? `du ${longDate(from)} au ${longDate(until)} inclus` : `à partir du ${longDate(from)}`;
}

async function lockMembership(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "id" = ${id} FOR UPDATE`;
  const membership = await tx.membership.findUnique({
    where: { id },
    include: { organisation: true, user: true },
  });
  if (!membership) throw notFound('Cette habilitation');
  return membership;
}

type Locked = Awaited<ReturnType<typeof lockMembership>>;

const about = (membership: Locked, action: string, facts: { before?: unknown; after?: unknown }) => ({
  chain: membership.organisation.academyCode ?? nationalChain,
  action,
  objectType: 'Membership',
  objectId: membership.id,
  ...facts,
});

const termsOf = (membership: Locked) => ({
  quality: membership.quality,
  validFrom: fromDbDate(membership.validFrom),
  validUntil: fromDbDate(membership.validUntil),
});

/** Changes quality and dates of a role; the role itself never changes: it ends, and another is given. */
export async function changeMembership(
  act: PersonAct,
  input: UpdateMembership & { id: string },
): Promise<void> {
  const wanted = {
    quality: input.quality || null,
    validFrom: input.validFrom,
    validUntil: input.validUntil ?? null,
  };
  await change(act, async (tx) => {
    const membership = await lockMembership(tx, input.id);
    if (signs(membership.role) && !wanted.quality) throw invalid(missingQuality);
    const own = membership.id === act.actor.membershipId;
    if (own && validityOn(civilDate(act.now), wanted.validFrom, wanted.validUntil) !== 'current')
      throw invalid({ validUntil: 'Vous ne pouvez pas mettre fin au rôle que vous portez.' });
    const before = termsOf(membership);
    await tx.membership.update({
      where: { id: membership.id },
      data: {
        quality: wanted.quality,
        validFrom: toDbDate(wanted.validFrom),
        validUntil: day(wanted.validUntil),
      },
    });
    return { result: undefined, journal: about(membership, 'membership.changed', { before, after: wanted }) };
  });
}

/** Ends a role at once: yesterday was its last day. Open sessions and tokens stop at their next call. */
export async function endMembership(act: PersonAct, id: string): Promise<void> {
  if (id === act.actor.membershipId)
    throw forbidden('Vous ne pouvez pas mettre fin au rôle que vous portez.');
  const today = civilDate(act.now);
  await change(act, async (tx) => {
    const membership = await lockMembership(tx, id);
    const before = termsOf(membership);
    if (validityOn(today, before.validFrom, before.validUntil) === 'past')
      throw conflict('Ce rôle a déjà pris fin.');
    const validUntil = addDays(today, -1);
    await tx.membership.update({ where: { id }, data: { validUntil: toDbDate(validUntil) } });
    return {
      result: undefined,
      journal: about(membership, 'membership.ended', {
        before,
        after: { person: membership.user.name ?? membership.user.email, role: membership.role, validUntil },
      }),
    };
  });
}

/** Records a délégation de signature for somebody who signs. */
export async function grantSigningDelegation(
  act: PersonAct,
  input: GrantDelegation & { id: string },
): Promise<{ id: string }> {
  return change(act, async (tx) => {
    const membership = await lockMembership(tx, input.id);
    if (!signs(membership.role))
      throw invalid({ grantedBy: 'Seul un rôle de signataire reçoit une délégation de signature.' });
    const { id: _, ...facts } = input;
    const delegation = await tx.signingDelegation.create({
      data: {
        membershipId: membership.id,
        grantedBy: facts.grantedBy,
        reference: facts.reference,
        grantedOn: toDbDate(facts.grantedOn),
        validFrom: toDbDate(facts.validFrom),
        validUntil: day(facts.validUntil),
      },
    });
    return {
      result: { id: delegation.id },
      journal: about(membership, 'membership.delegation_granted', { after: facts }),
    };
  });
}

/** Revokes a délégation; what was signed under it stands. */
export async function revokeSigningDelegation(
  act: PersonAct,
  input: { id: string; delegationId: string },
): Promise<void> {
  await change(act, async (tx) => {
    const membership = await lockMembership(tx, input.id);
    const delegation = await tx.signingDelegation.findFirst({
      where: { id: input.delegationId, membershipId: membership.id },
    });
    if (!delegation) throw notFound('Cette délégation');
    if (delegation.revokedAt) throw conflict('Cette délégation est déjà révoquée.');
    await tx.signingDelegation.update({ where: { id: delegation.id }, data: { revokedAt: act.now } });
    return {
      result: undefined,
      journal: about(membership, 'membership.delegation_revoked', {
        before: { grantedBy: delegation.grantedBy, reference: delegation.reference },
      }),
    };
  });
}
