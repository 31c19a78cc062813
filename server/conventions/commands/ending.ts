import type { Prisma } from '@/prisma/generated/client';
import type { Act, JournalFacts } from '@/server/audit/journal';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { openPlan } from '@/server/reversibility/open';
import type { LoadedConvention } from '../load';
import { factsOf } from '../loaded-facts';
import type { TransitionCommand } from '../schema';
import { terminationDay } from '../term';

/** Writes what a convention keeps beside its text. */
export async function keepLife(
  tx: Tx,
  conventionId: string,
  data: Omit<Prisma.ConventionLifeUncheckedUpdateInput, 'conventionId' | 'version'>,
) {
  await tx.conventionLife.upsert({
    where: { conventionId },
    create: { conventionId },
    update: {},
  });
  await tx.conventionLife.update({ where: { conventionId }, data: { ...data, version: { increment: 1 } } });
}

/** Keeps the notice of termination and opens the reversibility checklist. */
export async function recordNotice(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  input: TransitionCommand,
  rows: JournalFacts[],
) {
  const { noticeGivenOn, reversibilityPlan } = input;
  if (!noticeGivenOn) return {};
  const { noticeMonths } = factsOf(loaded, act.now);
  const terminatesOn = terminationDay(noticeGivenOn, noticeMonths ?? 0, input.takesEffectOn);
  await keepLife(tx, loaded.id, {
    noticeReceivedOn: toDbDate(noticeGivenOn),
    reversibilityPlan: reversibilityPlan ?? null,
  });
  if (loaded.productId)
    rows.push(
      await openPlan(tx, act, {
        conventionId: loaded.id,
        academyCode: loaded.academyCode,
        amendmentId: null,
        oldProductId: loaded.productId,
        newProductId: null,
        switchOn: terminatesOn,
      }),
    );
  return { terminatesOn };
}

/**
 * Opens the checklist of article 21 when a convention ends without notice: at its term, or terminated at once. One
 * that a notice or an avenant opened for the same solution goes on.
 */
export async function openEndingPlan(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  { switchOn, newProductId = null }: { switchOn: string; newProductId?: string | null },
  rows: JournalFacts[],
): Promise<void> {
  if (!loaded.productId || loaded.kind !== 'convention') return;
  const known = await tx.reversibilityPlan.count({
    where: { conventionId: loaded.id, oldProductId: loaded.productId },
  });
  if (known > 0) return;
  rows.push(
    await openPlan(tx, act, {
      conventionId: loaded.id,
      academyCode: loaded.academyCode,
      amendmentId: null,
      oldProductId: loaded.productId,
      newProductId,
      switchOn,
    }),
  );
}

/** Closes the checklist of an end that does not take place, unless something of it was done. */
export async function dropEndingPlan(tx: Tx, conventionId: string): Promise<void> {
  await tx.reversibilityPlan.deleteMany({
    where: { conventionId, amendmentId: null, tasks: { none: { doneOn: { not: null } } } },
  });
}

/**
 * The solution after a renewal: the same one goes on, and nothing is to be left; another one opens the checklist, or
 * is told to the one that the term opened.
 */
export async function followSolution(
  tx: Tx,
  act: Act,
  loaded: LoadedConvention,
  rows: JournalFacts[],
): Promise<void> {
  if (!loaded.successor || !loaded.productId) return;
  const next = await tx.convention.findUniqueOrThrow({
    where: { id: loaded.successor.id },
    select: { productId: true, effectiveOn: true },
  });
  await dropEndingPlan(tx, loaded.id);
  if (!next.productId || next.productId === loaded.productId) return;
  const switchOn = next.effectiveOn ? fromDbDate(next.effectiveOn) : civilDate(act.now);
  await openEndingPlan(tx, act, loaded, { switchOn, newProductId: next.productId }, rows);
}

/**
 * The attachments of schools that the successor covers with the same product go on under it: nothing is to be
 * detached for them. The others keep their convention, whose end opens their detach task.
 */
export async function carryAttachments(tx: Tx, loaded: LoadedConvention) {
  if (!loaded.successor) return {};
  const next = await tx.convention.findUniqueOrThrow({
    where: { id: loaded.successor.id },
    select: { id: true, productId: true, schools: { where: { leftOn: null }, select: { uai: true } } },
  });
  if (!next.productId) return {};
  const { count } = await tx.aafAttachment.updateMany({
    where: {
      conventionId: loaded.id,
      productId: next.productId,
      uai: { in: next.schools.map(({ uai }) => uai) },
      status: { notIn: ['detached', 'rejected', 'cancelled'] },
    },
    data: { conventionId: next.id },
  });
  return { attachmentsCarried: count, successor: loaded.successor.number };
}
