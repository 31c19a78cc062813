import type { Prisma } from '@/prisma/generated/client';
import { amendmentsDue, applyPending, followParent } from '@/server/amendments/calendar';
import type { Act } from '@/server/audit/journal';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { proposeRenewal, renewalsDue, renewTacitly } from '@/server/renewal/calendar';
import type { ConventionAction } from '../table';
import { transitionConvention } from './transition';

type Due = { id: string; version: number; action: ConventionAction } & Partial<
  Parameters<typeof transitionConvention>[1]
>;

/**
 * What the calendar does by itself (DOMAIN §4), in the order in which a day brings it: what was signed enters into
 * force on its effect date, its predecessor is renewed, a notified termination takes effect, a tacit renewal
 * prolongs, what is past its term expires; then avenants follow, and proposals to renew are made. Run often; each
 * act is decided again on what it finds and does nothing twice.
 * @returns how many acts were done.
 */
export async function followCalendar(db: Db, now: Date): Promise<number> {
  const act: Act = { db, actor: { system: true, name: 'Calendrier' }, now };
  const today = toDbDate(civilDate(now));
  let done = 0;
  /** Somebody moved it meanwhile: the next turn looks again. */
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      if ((await work()) !== false) done += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  };
  const carryOut = async (due: Due[]) => {
    for (const one of due) await attempt(() => transitionConvention(act, one));
  };
  const select = { id: true, version: true } as const;
  const living = { status: { in: ['in_force', 'suspended'] } } satisfies Prisma.ConventionWhereInput;

  const entering = await db.convention.findMany({
    where: { status: 'signed', effectiveOn: { lte: today } },
    // Conventions before their avenants, then in the order of their dates.
    orderBy: [{ kind: 'asc' }, { effectiveOn: 'asc' }, { rank: 'asc' }],
    select,
  });
  await carryOut(entering.map((row) => ({ ...row, action: 'enter_into_force' })));
  const renewed = await db.convention.findMany({
    where: {
      status: { in: ['in_force', 'suspended', 'expired'] },
      kind: 'convention',
      successor: { is: { status: { in: ['in_force', 'suspended'] } } },
    },
    select,
  });
  await carryOut(renewed.map((row) => ({ ...row, action: 'mark_renewed' })));
  const terminated = await db.convention.findMany({
    where: { ...living, kind: 'convention', terminatesOn: { lte: today } },
    select: { ...select, terminationReason: true, life: true },
  });
  await carryOut(
    terminated.map(({ id, version, terminationReason, life }) => ({
      id,
      version,
      action: 'terminate',
      reason: terminationReason ?? 'Résiliation notifiée.',
      noticeGivenOn: fromDbDate(life?.noticeReceivedOn ?? today),
      reversibilityPlan: life?.reversibilityPlan ?? 'Selon l’article 21 de la convention.',
    })),
  );
  const renewals = await renewalsDue(act);
  // Again until its term is ahead: the calendar may not have run for years.
  for (const id of renewals.terms)
    await attempt(async () => {
      let times = 0;
      while (await renewTacitly(act, id)) times += 1;
      return times > 0;
    });
  const past = await db.convention.findMany({
    where: { ...living, endsOn: { lt: today } },
    select,
  });
  await carryOut(past.map((row) => ({ ...row, action: 'expire' })));
  const amendments = await amendmentsDue(db);
  // Once more after a round that moved something: a school may come back on the very day another avenant lets it go.
  for (let before = -1; before < done; ) {
    before = done;
    for (const id of amendments.pending) await attempt(() => applyPending(act, id));
  }
  for (const id of amendments.orphans) await attempt(() => followParent(act, id));
  for (const id of renewals.proposals) await attempt(() => proposeRenewal(act, id));
  return done;
}
