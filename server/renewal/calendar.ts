import type { Prisma } from '@/prisma/generated/client';
import { signedFactsOf } from '../amendments/parent';
import { type Act, change } from '../audit/journal';
import { addDays, addMonths } from '../calendar';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { keepLife } from '../conventions/commands/ending';
import { bump, type LoadedConvention, lockConvention } from '../conventions/load';
import { templateOf, valuesOf } from '../conventions/loaded';
import { effectiveValue } from '../conventions/variables';
import { milestone, nextTacit, renewalRule } from './domain';

/** The rule of article 19 of a convention, as its text says it. */
export function ruleOf(loaded: LoadedConvention) {
  const values = valuesOf(loaded);
  const read = (key: string) => {
    const variable = templateOf(loaded).variables.find((one) => one.key === key);
    return variable ? effectiveValue(variable, values) : values[key];
  };
  return renewalRule({
    kind: read('reconduction'),
    months: read('reconduction_mois'),
    maximum: read('reconduction_maximum'),
  });
}

/** What a tacit renewal would do to this convention. */
export const tacitOf = (loaded: LoadedConvention) =>
  nextTacit(ruleOf(loaded), {
    effectiveOn: fromDbDate(loaded.effectiveOn),
    durationMonths: loaded.durationMonths,
    endsOn: fromDbDate(loaded.endsOn),
    done: loaded.life?.tacitRenewals ?? 0,
    denouncedOn: fromDbDate(loaded.life?.denouncedOn ?? null),
    terminatesOn: fromDbDate(loaded.terminatesOn),
  });

/**
 * Prolongs a convention past its term when article 19 says so: tacit, within its maximum, not refused in time, and
 * no successor signed. One journal row for each renewal.
 * @returns true when it was prolonged.
 */
export async function renewTacitly(act: Act, id: string): Promise<boolean> {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, id);
    const nothing = { result: false, journal: null };
    const endsOn = fromDbDate(loaded.endsOn);
    if (loaded.kind !== 'convention' || !['in_force', 'suspended'].includes(loaded.status)) return nothing;
    if (!endsOn || endsOn >= civilDate(act.now)) return nothing;
    if (loaded.successor && ['signed', 'in_force'].includes(loaded.successor.status)) return nothing;
    const tacit = tacitOf(loaded);
    if (!tacit.possible) return nothing;
    const rule = ruleOf(loaded);
    await keepLife(tx, id, {
      tacitRenewals: tacit.rank,
      denouncedOn: null,
      denouncedReason: null,
      ...(loaded.life?.signedFacts ? {} : { signedFacts: signedFactsOf(loaded) }),
    });
    await tx.renewalProposal.updateMany({
      where: { conventionId: id, state: { in: ['open', 'postponed'] } },
      data: { state: 'superseded', decidedAt: act.now, version: { increment: 1 } },
    });
    const version = await bump(tx, loaded, {
      endsOn: toDbDate(tacit.endsOn),
      ...(loaded.durationMonths && rule.kind === 'tacit'
        ? { durationMonths: loaded.durationMonths + rule.months }
        : {}),
    });
    return {
      result: true,
      journal: {
        chain: loaded.academyCode,
        action: 'convention.renewed_tacitly',
        objectType: 'Convention',
        objectId: id,
        before: { version: loaded.version, endsOn },
        after: {
          version,
          endsOn: tacit.endsOn,
          rank: tacit.rank,
          maximum: rule.kind === 'tacit' ? rule.maximum : 0,
        },
      },
    };
  });
}

/**
 * Makes the proposal of the milestone that a convention has reached (−12, −6, −3 months): once each; an earlier one
 * still open gives way. None when a successor is under way or the renewal was refused for this term.
 */
export async function proposeRenewal(act: Act, id: string): Promise<boolean> {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, id);
    const nothing = { result: false, journal: null };
    const endsOn = fromDbDate(loaded.endsOn);
    if (loaded.kind !== 'convention' || !endsOn || loaded.terminatesOn) return nothing;
    if (!['in_force', 'suspended'].includes(loaded.status) || loaded.successor) return nothing;
    const months = milestone(endsOn, civilDate(act.now));
    if (!months) return nothing;
    const known = await tx.renewalProposal.findMany({
      where: { conventionId: id, endsOn: toDbDate(endsOn) },
    });
    if (known.some((one) => one.months <= months || one.state === 'refused' || one.state === 'accepted'))
      return nothing;
    await tx.renewalProposal.updateMany({
      where: { conventionId: id, state: { in: ['open', 'postponed'] } },
      data: { state: 'superseded', decidedAt: act.now, version: { increment: 1 } },
    });
    await tx.renewalProposal.create({
      data: { conventionId: id, months, endsOn: toDbDate(endsOn), proposedAt: act.now },
    });
    return {
      result: true,
      journal: {
        chain: loaded.academyCode,
        action: 'convention.renewal_proposed',
        objectType: 'Convention',
        objectId: id,
        after: { months, endsOn },
      },
    };
  });
}

/** Conventions whose next proposal may be due, and those whose term has passed. */
export async function renewalsDue({ db, now }: Pick<Act, 'db' | 'now'>) {
  const today = civilDate(now);
  const living = {
    kind: 'convention',
    status: { in: ['in_force', 'suspended'] },
  } satisfies Prisma.ConventionWhereInput;
  const [proposals, terms] = await Promise.all([
    db.convention.findMany({
      where: {
        ...living,
        terminatesOn: null,
        successor: null,
        endsOn: { gte: toDbDate(today), lte: toDbDate(addMonths(today, 12)) },
      },
      select: {
        id: true,
        endsOn: true,
        renewals: { select: { months: true, endsOn: true, state: true } },
      },
    }),
    db.convention.findMany({
      where: { ...living, endsOn: { lte: toDbDate(addDays(today, -1)) } },
      select: { id: true },
    }),
  ]);
  return {
    proposals: proposals
      .filter(({ endsOn, renewals }) => {
        const months = endsOn ? milestone(fromDbDate(endsOn), today) : null;
        const same = renewals.filter((one) => fromDbDate(one.endsOn) === fromDbDate(endsOn));
        return (
          months !== null &&
          !same.some((one) => one.months <= months || one.state === 'refused' || one.state === 'accepted')
        );
      })
      .map(({ id }) => id),
    terms: terms.map(({ id }) => id),
  };
}
