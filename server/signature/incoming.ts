import type { Prisma } from '@/prisma/generated/client';
import { validOn } from '../access/actor';
import { civilDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import {
  type Circuit,
  type CircuitFinding,
  type CircuitMember,
  circuitParties,
  defaultCircuit,
} from './circuit';
import { membersOf } from './state';

/**
 * The signatory of an authority that an avenant brings: the transfer is signed by the one that leaves, the one that
 * enters and the State. The circuit is proposed; the académie composes another one if it must.
 */

/** Key of the proposed member. */
export const incomingKey = 'incoming';

/** What is read of an avenant to know the authority that enters, and the hats that sign for it. */
export const incomingSelect = {
  incomingAuthority: {
    select: {
      name: true,
      organisations: {
        select: { memberships: { where: { role: 'authority_signatory' }, select: { id: true } } },
      },
    },
  },
} as const satisfies Prisma.AmendmentContentInclude;

/** Writes the proposed circuit of an avenant that transfers the convention, or takes the proposal back. */
export async function proposeIncoming(
  tx: Tx,
  {
    conventionId,
    authorityId,
    establishment,
    at,
  }: { conventionId: string; authorityId: string | null; establishment: object | null; at: Date },
): Promise<void> {
  await tx.amendmentContent.update({
    where: { conventionId },
    data: { incomingAuthorityId: authorityId },
  });
  const kept = await tx.signatureCircuit.findUnique({ where: { conventionId } });
  const others = (
    kept ? membersOf(kept.members) : defaultCircuit(circuitParties({ kind: 'amendment', establishment }))
  ).filter(({ key }) => key !== incomingKey);
  if (!authorityId) {
    if (kept) await keep(tx, conventionId, others, at);
    return;
  }
  await keep(tx, conventionId, [...others, await incomingMember(tx, others, authorityId, at)], at);
}

async function keep(tx: Tx, conventionId: string, members: Circuit, at: Date) {
  const json = members as unknown as Prisma.InputJsonValue;
  await tx.signatureCircuit.upsert({
    where: { conventionId },
    create: { conventionId, members: json, updatedAt: at },
    update: { members: json, updatedAt: at, version: { increment: 1 } },
  });
}

/** The one who signs for an authority today, the others in their place; by its name alone when nobody has an account. */
async function incomingMember(
  tx: Tx,
  others: Circuit,
  authorityId: string,
  at: Date,
): Promise<CircuitMember> {
  const authority = await tx.authority.findUniqueOrThrow({
    where: { id: authorityId },
    select: { name: true },
  });
  const hats = await tx.membership.findMany({
    where: {
      role: 'authority_signatory',
      ...validOn(toDbDate(civilDate(at))),
      AND: { organisation: { authorityId } },
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true, quality: true, user: { select: { name: true, email: true } } },
  });
  const [first, ...substitutes] = hats.map(({ id, quality, user }) => ({
    membershipId: id,
    name: user.name ?? user.email,
    quality,
  }));
  return {
    key: incomingKey,
    // With the authority that leaves.
    group: others.find(({ side }) => side === 'authority')?.group ?? 1,
    kind: 'signer',
    side: 'authority',
    organisation: authority.name,
    designated: first ?? null,
    substitutes: first ? substitutes : [],
  };
}

type Incoming = { name: string; organisations: { memberships: { id: string }[] }[] } | null;

/** A transfer without anyone who signs for the authority that enters. */
export function incomingFindings(members: Circuit, incoming: Incoming): CircuitFinding[] {
  if (!incoming) return [];
  const hats = incoming.organisations.flatMap(({ memberships }) => memberships.map(({ id }) => id));
  const signs = members.some(
    ({ kind, designated, organisation }) =>
      kind === 'signer' &&
      (designated ? hats.includes(designated.membershipId) : organisation === incoming.name),
  );
  return signs
    ? []
    : [
        {
          code: 'no_signer_incoming',
          message: `Personne ne signe pour la collectivité qui prend la place de l’actuelle (${incoming.name}) : ajoutez son signataire au circuit.`,
        },
      ];
}
