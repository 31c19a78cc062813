import { scope } from '../access/scope';
import { addDays, addMonths } from '../calendar';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { statusLabels } from '../conventions/lifecycle';
import { loadConvention } from '../conventions/load';
import type { Db } from '../db';
import type { Context } from '../trpc/context';
import { ruleOf, tacitOf } from './calendar';
import { continuity, lastDenunciationDay, overlapSentence } from './domain';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

/** Schools of a convention that another living one also covers. */
async function overlapping(
  db: Db,
  convention: { id: string; predecessorId: string | null; schools: { uai: string }[] },
) {
  const rows = await db.conventionSchool.findMany({
    where: {
      uai: { in: convention.schools.map(({ uai }) => uai) },
      leftOn: null,
      convention: {
        is: {
          kind: 'convention',
          status: { in: ['signed', 'in_force', 'suspended'] },
          id: { notIn: [convention.id, convention.predecessorId ?? ''] },
          NOT: { predecessorId: convention.id },
        },
      },
    },
    select: { uai: true, convention: { select: { number: true } } },
    orderBy: { uai: 'asc' },
  });
  const numbers = [...new Set(rows.map((row) => row.convention.number))];
  return overlapSentence(
    numbers.map((number) => ({
      number,
      uais: rows.filter((row) => row.convention.number === number).map(({ uai }) => uai),
    })),
  );
}

/** What stands about the end of a convention: proposal, links, tacit renewal, gap or overlap, notified termination. */
export async function renewalOf(ctx: Reader, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const today = civilDate(ctx.now);
  const endsOn = fromDbDate(loaded.endsOn);
  const rows = await ctx.db.renewalProposal.findMany({
    where: { conventionId: id },
    orderBy: { proposedAt: 'desc' },
  });
  const waiting = rows.find(
    ({ state, postponedUntil }) =>
      state === 'open' ||
      (state === 'postponed' && postponedUntil !== null && fromDbDate(postponedUntil) <= today),
  );
  const tacit = tacitOf(loaded);
  const rule = ruleOf(loaded);
  const link = (one: typeof loaded.successor) =>
    one && {
      id: one.id,
      number: one.number,
      statusLabel: statusLabels[one.status],
      effectiveOn: fromDbDate(one.effectiveOn),
      endsOn: fromDbDate(one.endsOn),
    };
  const successor = link(loaded.successor);
  const predecessor = link(loaded.predecessor);
  const warnings = [
    successor?.effectiveOn && endsOn ? continuity(endsOn, successor.effectiveOn)?.sentence : null,
    predecessor?.endsOn && loaded.effectiveOn
      ? continuity(predecessor.endsOn, fromDbDate(loaded.effectiveOn) ?? '')?.sentence
      : null,
    await overlapping(ctx.db, loaded),
  ].filter((sentence): sentence is string => typeof sentence === 'string');
  const decided = rows.find(({ state }) => state === 'refused' || state === 'postponed');
  return {
    id,
    today,
    endsOn,
    terminatesOn: fromDbDate(loaded.terminatesOn),
    terminationReason: loaded.terminationReason,
    suspensionReason: loaded.status === 'suspended' ? loaded.suspensionReason : null,
    /** Empty when all of them are. */
    suspendedSchools:
      loaded.status === 'suspended'
        ? loaded.schools
            .filter(({ uai }) => loaded.life?.suspendedUais.includes(uai))
            .map(({ uai, school }) => ({ uai, name: school.name }))
        : [],
    schools: loaded.schools.length,
    proposal: waiting && { id: waiting.id, version: waiting.version, months: waiting.months },
    decided: decided && {
      state: decided.state,
      reason: decided.reason,
      postponedUntil: fromDbDate(decided.postponedUntil),
      by: decided.decidedByName,
    },
    successor,
    predecessor,
    rule,
    tacit,
    tacitRenewals: loaded.life?.tacitRenewals ?? 0,
    lastDenunciationDay: endsOn ? lastDenunciationDay(endsOn) : null,
    denouncedOn: fromDbDate(loaded.life?.denouncedOn ?? null),
    warnings,
    mayDecide:
      loaded.kind === 'convention' &&
      ['in_force', 'suspended', 'expired'].includes(loaded.status) &&
      ctx.ability.can('edit', 'Convention'),
  };
}

export type RenewalView = Awaited<ReturnType<typeof renewalOf>>;

/** Conventions that end within eighteen months (or ended without successor within three), by month of their term. */
export async function renewals(ctx: Reader) {
  const today = civilDate(ctx.now);
  const rows = await ctx.db.convention.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Convention'),
        {
          kind: 'convention',
          OR: [
            {
              status: { in: ['in_force', 'suspended', 'signed'] },
              endsOn: { lte: toDbDate(addMonths(today, 18)) },
            },
            { status: 'expired', successor: null, endsOn: { gte: toDbDate(addMonths(today, -3)) } },
          ],
        },
      ],
    },
    orderBy: [{ endsOn: 'asc' }, { number: 'asc' }],
    select: {
      id: true,
      number: true,
      title: true,
      status: true,
      endsOn: true,
      terminatesOn: true,
      authority: { select: { name: true } },
      successor: { select: { id: true, number: true, status: true, effectiveOn: true } },
      renewals: { orderBy: { proposedAt: 'desc' } },
      life: { select: { denouncedOn: true, tacitRenewals: true } },
      _count: { select: { schools: { where: { leftOn: null } } } },
    },
  });
  return rows.map(({ _count, renewals: proposals, successor, life, ...row }) => {
    const endsOn = fromDbDate(row.endsOn) ?? '';
    const current = proposals.find((one) => fromDbDate(one.endsOn) === endsOn && one.state !== 'superseded');
    const gap = successor?.effectiveOn ? continuity(endsOn, fromDbDate(successor.effectiveOn)) : null;
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      authority: row.authority.name,
      status: row.status,
      statusLabel: statusLabels[row.status],
      endsOn,
      month: endsOn.slice(0, 7),
      terminatesOn: fromDbDate(row.terminatesOn),
      schools: _count.schools,
      proposal: current
        ? { state: current.state, months: current.months, postponedUntil: fromDbDate(current.postponedUntil) }
        : null,
      successor: successor && {
        id: successor.id,
        number: successor.number,
        statusLabel: statusLabels[successor.status],
      },
      denounced: life?.denouncedOn != null,
      warning:
        gap?.sentence ??
        (row.status === 'expired'
          ? `Sans convention depuis le ${addDays(endsOn, 1).split('-').reverse().join('/')}.`
          : null),
    };
  });
}

export type RenewalLine = Awaited<ReturnType<typeof renewals>>[number];
