import type { Db, Tx } from '../db';

type Plan = { conventionId: string; oldProductId: string; newProductId: string | null };

/** Schools that a plan concerns in the AAF: those that were attached to the old solution or are in the annex. */
export async function schoolsOf(db: Db | Tx, plan: Plan) {
  const attachments = await db.aafAttachment.findMany({
    where: {
      conventionId: plan.conventionId,
      productId: { in: [plan.oldProductId, plan.newProductId ?? ''] },
    },
    select: { id: true, uai: true, productId: true, status: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
  });
  const annex = await db.conventionSchool.findMany({
    where: { conventionId: plan.conventionId, leftOn: null },
    select: { uai: true },
  });
  const inside = new Set(annex.map(({ uai }) => uai));
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
      attached: next?.status === 'attached' || !inside.has(school.uai),
    };
  });
}

export type PlanSchool = Awaited<ReturnType<typeof schoolsOf>>[number];
