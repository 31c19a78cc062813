import type { Prisma } from '@/prisma/generated/client';
import { consolidated } from '../amendments/consolidated';
import { change, type PersonAct } from '../audit/journal';
import { addDays, longDate } from '../calendar';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { keepLife } from '../conventions/commands/ending';
import { sectionsOf } from '../conventions/compose';
import { computeEnd } from '../conventions/domain';
import { bump, type LoadedConvention, lockConvention, refuseStale } from '../conventions/load';
import { valuesOf } from '../conventions/loaded';
import { nextNumber } from '../conventions/number';
import { startingTemplate } from '../conventions/templates';
import type { Tx } from '../db';
import { conflict, invalid, notFound } from '../errors';
import { ruleOf } from './calendar';
import { lastDenunciationDay } from './domain';
import type { AcceptRenewal, Denounce, PostponeRenewal, RefuseRenewal } from './schema';

const renewable = ['in_force', 'suspended', 'expired'];

/** A convention whose renewal may be decided, locked. */
async function openConvention(tx: Tx, id: string): Promise<LoadedConvention> {
  const loaded = await lockConvention(tx, id);
  if (loaded.kind !== 'convention')
    throw conflict('Un avenant ne se renouvelle pas\u00a0: il suit sa convention.');
  if (!renewable.includes(loaded.status))
    throw conflict('Seule une convention en vigueur, suspendue ou échue peut être renouvelée.', {
      status: loaded.status,
    });
  if (loaded.successor)
    throw conflict(`La convention ${loaded.successor.number} prend déjà la suite de celle-ci.`, {
      successor: loaded.successor.id,
    });
  return loaded;
}

/** Decides a proposal on the version that was seen. */
async function decide(
  tx: Tx,
  act: PersonAct,
  input: { id: string; proposalId: string; version: number },
  data: Prisma.RenewalProposalUpdateManyMutationInput,
): Promise<void> {
  const proposal = await tx.renewalProposal.findFirst({
    where: { id: input.proposalId, conventionId: input.id },
  });
  if (!proposal) throw notFound('Cette proposition de renouvellement');
  const { count } = await tx.renewalProposal.updateMany({
    where: { id: proposal.id, version: input.version, state: { in: ['open', 'postponed'] } },
    data: { ...data, decidedAt: act.now, decidedByName: act.actor.userName, version: { increment: 1 } },
  });
  if (count !== 1)
    throw conflict('Cette proposition vient d’être examinée par une autre personne. Relisez la convention.', {
      state: proposal.state,
    });
}

/**
 * Accepts to renew: drafts the successor from the text as it applies today, on the newest version of its template,
 * from the day after the term. Both conventions are linked; nothing changes for the present one.
 */
export async function acceptRenewal(act: PersonAct, input: AcceptRenewal & { id: string }) {
  // Read before the transaction: articles, schools and product with the avenants in force.
  const today = civilDate(act.now);
  const text = await consolidated({ db: act.db, now: act.now }, input.id);
  return change(act, async (tx) => {
    const loaded = await openConvention(tx, input.id);
    if (input.proposalId)
      await decide(
        tx,
        act,
        { id: input.id, proposalId: input.proposalId, version: input.version ?? 0 },
        { state: 'accepted' },
      );
    await tx.renewalProposal.updateMany({
      where: { conventionId: input.id, state: { in: ['open', 'postponed'] } },
      data: { state: 'superseded', decidedAt: act.now, version: { increment: 1 } },
    });
    const template = await startingTemplate(tx, {
      academyCode: loaded.academyCode,
      degree: loaded.degree,
      shape: loaded.shape,
    });
    if (!template) throw conflict('Aucun modèle publié ne convient au degré de cette convention.');
    const endsOn = fromDbDate(loaded.endsOn);
    const effectiveOn = endsOn ? addDays(endsOn, 1) : null;
    const months = loaded.durationMonths ?? 36;
    const number = await nextNumber(tx, loaded.academyCode, Number(today.slice(0, 4)));
    const values = valuesOf(loaded);
    const schools = text.content.schools.map(({ uai }) => uai);
    const open = await tx.school.findMany({
      where: { uai: { in: schools }, state: { not: 'closed' } },
      select: { uai: true },
    });
    const created = await tx.convention.create({
      data: {
        number,
        academyCode: loaded.academyCode,
        projectId: loaded.projectId,
        authorityId: loaded.authorityId,
        productId: loaded.productId,
        templateVersionId: template.id,
        shape: loaded.shape,
        predecessorId: loaded.id,
        title: loaded.title,
        degree: loaded.degree,
        draftedBy: ['authority_editor', 'mutualising_body'].includes(act.actor.role)
          ? 'authority'
          : 'academy',
        effectiveOn: effectiveOn ? toDbDate(effectiveOn) : null,
        durationMonths: months,
        endsOn: effectiveOn ? toDbDate(computeEnd(effectiveOn, months).endsOn) : null,
        departmentCodes: loaded.departmentCodes,
        demonstration: loaded.demonstration,
        statusSince: act.now,
        createdAt: act.now,
        stages: { create: { status: 'draft', since: act.now } },
        articles: {
          create: sectionsOf(template.content).map(
            ({ key, section, position, number: rank, code, title, body }) => ({
              key,
              section,
              position,
              number: rank,
              code,
              title,
              body,
              updatedAt: act.now,
            }),
          ),
        },
        variables: {
          create: Object.entries(values)
            .filter(
              ([key, value]) =>
                value !== undefined &&
                value !== null &&
                template.content.variables.some((one) => one.key === key),
            )
            .map(([key, value]) => ({ key, value: value ?? '', updatedAt: act.now })),
        },
        schools: {
          create: open.map(({ uai }) => ({ uai, entryOn: toDbDate(effectiveOn ?? today) })),
        },
        ...(loaded.establishment ? { establishment: { create: { uai: loaded.establishment.uai } } } : {}),
      },
    });
    return {
      result: {
        id: created.id,
        number,
        version: created.version,
        schoolsLeftOut: schools.length - open.length,
      },
      journal: [
        {
          chain: loaded.academyCode,
          action: 'convention.renewal_accepted',
          objectType: 'Convention',
          objectId: loaded.id,
          after: { successor: number },
        },
        {
          chain: loaded.academyCode,
          action: 'convention.created',
          objectType: 'Convention',
          objectId: created.id,
          after: {
            number,
            title: created.title,
            projectId: loaded.projectId,
            version: 1,
            schools: open.length,
            predecessor: loaded.number,
          },
        },
      ],
    };
  });
}

/** Puts the examination off to a day before the term. */
export async function postponeRenewal(act: PersonAct, input: PostponeRenewal & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await openConvention(tx, input.id);
    const endsOn = fromDbDate(loaded.endsOn);
    if (input.until <= civilDate(act.now)) throw invalid({ until: 'Reportez à un jour à venir.' });
    if (endsOn && input.until > endsOn)
      throw invalid({
        until: `La convention s’achève le ${longDate(endsOn)}\u00a0: reportez à un jour antérieur.`,
      });
    await decide(tx, act, input, { state: 'postponed', postponedUntil: toDbDate(input.until) });
    return {
      result: { postponedUntil: input.until },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.renewal_postponed',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { postponedUntil: input.until },
      },
    };
  });
}

/** Sets the renewal aside for this term, with the reason: no further proposal is made for it. */
export async function refuseRenewal(act: PersonAct, input: RefuseRenewal & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await openConvention(tx, input.id);
    await decide(tx, act, input, { state: 'refused', reason: input.reason });
    return {
      result: { refused: true },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.renewal_refused',
        objectType: 'Convention',
        objectId: loaded.id,
        after: { reason: input.reason },
      },
    };
  });
}

/** Records that a party refuses the tacit renewal; out of time it is refused, since the renewal will take place. */
export async function denounce(act: PersonAct, input: Denounce & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    await refuseStale(tx, loaded, input.version);
    const endsOn = fromDbDate(loaded.endsOn);
    if (!['in_force', 'suspended'].includes(loaded.status) || ruleOf(loaded).kind !== 'tacit' || !endsOn)
      throw conflict('Cette convention n’est pas reconduite tacitement\u00a0: il n’y a rien à refuser.');
    if (loaded.life?.denouncedOn) throw conflict('Le refus de la reconduction tacite est déjà enregistré.');
    const last = lastDenunciationDay(endsOn);
    if (input.receivedOn > civilDate(act.now)) throw invalid({ receivedOn: 'Cette date est dans l’avenir.' });
    if (input.receivedOn > last)
      throw invalid({
        receivedOn: `Le refus devait être reçu au plus tard le ${longDate(last)}, trois mois avant le terme\u00a0: la reconduction aura lieu.`,
      });
    await keepLife(tx, loaded.id, { denouncedOn: toDbDate(input.receivedOn), denouncedReason: input.reason });
    const version = await bump(tx, loaded);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.denounced',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version },
        after: { version, receivedOn: input.receivedOn, reason: input.reason },
      },
    };
  });
}
