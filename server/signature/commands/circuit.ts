import type { Prisma } from '@/prisma/generated/client';
import { loadActor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { scope } from '@/server/access/scope';
import { change, type PersonAct } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import { sideOf } from '@/server/conventions/facts';
import { bump, type LoadedConvention, lockConvention, refuseStale } from '@/server/conventions/load';
import type { Db, Tx } from '@/server/db';
import { AppError, conflict, invalid } from '@/server/errors';
import { type CircuitMember, type CircuitPerson, checkCircuit, circuitParties } from '../circuit';
import { incomingFindings, incomingKey } from '../incoming';
import type { CircuitMemberInput, SetCircuit } from '../schema';
import { chosenCircuit } from '../state';

/** States in which the circuit may still be composed: once the document is open, its circuit is kept with it. */
export const composable = ['draft', 'academic_review', 'partner_review', 'awaiting_deliberation'];

/**
 * May this hat stand in the circuit as this kind of member, today? A signer must be able to sign for that side of
 * this very convention; an approver must be able to read it.
 */
export async function eligiblePerson(
  db: Db | Tx,
  loaded: LoadedConvention,
  membershipId: string,
  member: Pick<CircuitMemberInput, 'kind' | 'side'>,
  now: Date,
): Promise<CircuitPerson | null> {
  const actor = await loadActor(db as Db, membershipId, toDbDate(civilDate(now)));
  if (!actor) return null;
  const person = { membershipId, name: actor.userName, quality: actor.quality };
  if (member.kind === 'signer' && sideOf(actor.role) !== member.side) return null;
  if (actor.role === 'school_head') return actor.uai === loaded.establishment?.uai ? person : null;
  const verb = member.kind === 'signer' ? 'sign' : 'approve';
  const found = await db.convention.findFirst({
    where: { AND: [{ id: loaded.id }, scope(rulesFor(actor), verb, 'Convention')] },
    select: { id: true },
  });
  return found ? person : null;
}

/** Replaces the circuit, on the version that was seen. */
export async function setCircuit(act: PersonAct, input: SetCircuit & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    await refuseStale(tx, loaded, input.version);
    if (!composable.includes(loaded.status))
      throw conflict(
        'Le document est ouvert à la signature\u00a0: son circuit ne change plus. Rouvrez le texte pour en composer un autre.',
        { status: loaded.status },
      );
    const members: CircuitMember[] = [];
    for (const [index, one] of input.members.entries())
      members.push(await named(tx, loaded, one, index, act.now));
    const [finding] = [
      ...checkCircuit(members, circuitParties(loaded)),
      ...incomingFindings(members, loaded.amendment?.incomingAuthority ?? null),
    ];
    if (finding) throw new AppError('invalid', finding.message, { fields: { members: finding.message } });
    const json = members as unknown as Prisma.InputJsonValue;
    await tx.signatureCircuit.upsert({
      where: { conventionId: loaded.id },
      create: { conventionId: loaded.id, members: json, updatedAt: act.now, updatedById: act.actor.userId },
      update: { members: json, updatedAt: act.now, updatedById: act.actor.userId, version: { increment: 1 } },
    });
    const version = await bump(tx, loaded);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.circuit_changed',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, circuit: chosenCircuit(loaded) },
        after: { version, circuit: members },
      },
    };
  });
}

/** The member with the names of its people as they are today; refuses a hat that may not stand there. */
async function named(
  tx: Tx,
  loaded: LoadedConvention,
  input: CircuitMemberInput,
  index: number,
  now: Date,
): Promise<CircuitMember> {
  const read = async (membershipId: string) => {
    const person = await eligiblePerson(tx, loaded, membershipId, input, now);
    if (!person)
      throw invalid({
        [`members.${index}.designated`]:
          input.kind === 'signer'
            ? 'Cette personne ne peut pas signer pour cette partie aujourd’hui\u00a0: son rôle, ses dates ou son périmètre ne le permettent pas.'
            : 'Cette personne ne peut pas valider cette convention\u00a0: elle n’y a pas accès.',
      });
    return person;
  };
  const organisation = input.designated
    ? ((
        await tx.membership.findUnique({
          where: { id: input.designated },
          select: { organisation: { select: { name: true } } },
        })
      )?.organisation.name ?? null)
    : // An authority that an avenant brings keeps its name while nobody of it has an account.
      input.key === incomingKey
      ? (loaded.amendment?.incomingAuthority?.name ?? null)
      : null;
  const substitutes: CircuitPerson[] = [];
  for (const id of input.substitutes) substitutes.push(await read(id));
  return {
    key: input.key,
    group: input.group,
    kind: input.kind,
    side: input.side,
    organisation,
    designated: input.designated ? await read(input.designated) : null,
    substitutes,
  };
}
