import type { Db, Tx } from '../db';

type Plan = { conventionId: string; oldProductId: string; newProductId: string | null };

/** Schools that a plan concerns in the AAF: those that were attached to the old solution or are in the annex. */
export async function schoolsOf(db: Db | Tx, plan: Plan) {
  const { successor, schools: annex } = await db.convention.findUniqueOrThrow({
    where: { id: plan.conventionId },
    select: {
      schools: { where: { leftOn: null }, select: { uai: true } },
      successor: { select: { id: true, schools: { where: { leftOn: null }, select: { uai: true } } } },
    },
  });
  const attachments = await db.aafAttachment.findMany({
    where: {
      // A new solution that a renewal brings is asked for under the convention that follows.
      conventionId: { in: [plan.conventionId, ...(successor ? [successor.id] : [])] },
      productId: { in: [plan.oldProductId, plan.newProductId ?? ''] },
    },
    select: { id: true, uai: true, productId: true, status: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  const inside = new Set(annex.map(({ uai }) => uai));
  const wanted = new Set((plan.newProductId && successor ? successor.schools : annex).map(({ uai }) => uai));
  const uais = [...new Set([...inside, ...attachments.map(({ uai }) => uai)])].sort();
  const schools = await db.school.findMany({
    where: { uai: { in: uais } },
    select: { uai: true, name: true, communeName: true },
    orderBy: { uai: 'asc' },
  });
  const last = (uai: string, productId: string | null) =>
    attachments.filter((one) => one.uai === uai && one.productId === productId).at(-1) ?? null;
  return schools.map((school) => {
    const old = last(school.uai, plan.oldProductId);
    const next = last(school.uai, plan.newProductId);
    return {
      ...school,
      old: old && { id: old.id, status: old.status },
      next: next && { id: next.id, status: next.status },
      /** Nothing is attached to the old solution any more. */
      detached: !old || ['detached', 'rejected', 'cancelled'].includes(old.status),
      /** A school that left the perimeter is not attached again. */
      attached: next?.status === 'attached' || !wanted.has(school.uai),
      /** Is to be attached to the new solution. */
      wanted: wanted.has(school.uai),
    };
  });
}

export type PlanSchool = Awaited<ReturnType<typeof schoolsOf>>[number];
