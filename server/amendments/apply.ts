import type { Prisma } from '@/prisma/generated/client';
import type { Act, JournalFacts } from '../audit/journal';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { lastDayOf, MAX_MONTHS } from '../conventions/domain';
import type { Tx } from '../db';
import { conflict } from '../errors';
import { openPlan } from '../reversibility/open';
import { newTerm, schoolEvents, summaryOf } from './domain';
import { type AmendedConvention, amendedFacts, changesOf, signedFactsOf } from './parent';
import type { AmendmentChanges } from './schema';

type Amendment = {
  id: string;
  number: string;
  rank: number | null;
  academyCode: string;
  parentId: string | null;
  effectiveOn: Date | null;
  amendment: { changes: unknown; appliedAt: Date | null } | null;
};

/**
 * Carries an avenant to the living facts of its convention, in the transaction that puts it into force: term,
 * product, authority at once; each school on its own day (`pending` until the last one). The signed text and its
 * PDF are never touched. Run again later it carries only what has come due since.
 * @returns journal rows of what changed, on the convention.
 */
export async function applyAmendment(tx: Tx, act: Act, amendment: Amendment): Promise<JournalFacts[]> {
  const effectiveOn = fromDbDate(amendment.effectiveOn);
  if (!amendment.parentId || !effectiveOn)
    throw conflict('Cet avenant n’a pas de convention ou de date d’effet.');
  await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${amendment.parentId} FOR UPDATE`;
  const parent = await tx.convention.findUniqueOrThrow({
    where: { id: amendment.parentId },
    select: { ...amendedFacts, projectId: true, version: true, departmentCodes: true, academyCode: true },
  });
  const changes = changesOf(amendment.amendment);
  const today = civilDate(act.now);
  const first = amendment.amendment?.appliedAt === null || amendment.amendment === null;
  if (first && parent.life?.signedFacts == null)
    await tx.conventionLife.upsert({
      where: { conventionId: parent.id },
      create: { conventionId: parent.id, signedFacts: signedFactsOf(parent) },
      update: { signedFacts: signedFactsOf(parent) },
    });
  const moved = await moveSchools(tx, parent, amendment.id, effectiveOn, changes, today);
  const facts = first
    ? await changeFacts(tx, act, parent, amendment, changes, effectiveOn)
    : { data: {}, before: {}, after: {}, rows: [] };
  await tx.amendmentContent.update({
    where: { conventionId: amendment.id },
    data: { ...(first ? { appliedAt: act.now } : {}), pending: moved.pending },
  });
  const changed = moved.entered.length + moved.left.length > 0 || Object.keys(facts.after).length > 0;
  if (!first && !changed) return [];
  const departments = await departmentsOf(tx, moved.entered);
  await tx.convention.update({
    where: { id: parent.id },
    data: {
      ...facts.data,
      version: { increment: 1 },
      departmentCodes: [...new Set([...parent.departmentCodes, ...departments])].sort(),
    },
  });
  return [
    {
      chain: parent.academyCode,
      action: 'convention.amended',
      objectType: 'Convention',
      objectId: parent.id,
      before: { version: parent.version, ...facts.before },
      after: {
        version: parent.version + 1,
        number: amendment.number,
        summary: summaryOf(changes),
        ...(moved.entered.length > 0 ? { added: moved.entered } : {}),
        ...(moved.left.length > 0 ? { removed: moved.left } : {}),
        ...facts.after,
      },
    },
    ...facts.rows,
  ];
}

async function moveSchools(
  tx: Tx,
  parent: AmendedConvention,
  amendmentId: string,
  effectiveOn: string,
  changes: AmendmentChanges,
  today: string,
) {
  const events = schoolEvents({ effectiveOn, changes });
  const entered: string[] = [];
  const left: string[] = [];
  /** Not possible yet: another avenant’s move of the same school, due the same day, comes first. */
  let waiting = false;
  for (const { uai, on, way } of events) {
    if (on > today) continue;
    const open = parent.schools.find((stay) => stay.uai === uai && stay.leftOn === null);
    const mine = parent.schools.some(
      (stay) =>
        stay.uai === uai && (way === 'in' ? stay.enteredById === amendmentId : stay.leftById === amendmentId),
    );
    if (mine) continue;
    if (way === 'in') {
      const within = parent.schools.some(
        (stay) => stay.uai === uai && (fromDbDate(stay.leftOn) ?? '9999-12-31') > on,
      );
      if (within) {
        waiting = true;
        continue;
      }
      await tx.conventionSchool.create({
        data: { conventionId: parent.id, uai, entryOn: toDbDate(on), enteredById: amendmentId },
      });
      entered.push(uai);
    } else {
      if (!open || fromDbDate(open.entryOn) > on) {
        waiting = true;
        continue;
      }
      const reason = changes.schoolsOut.find((school) => school.uai === uai)?.reason ?? null;
      await tx.conventionSchool.updateMany({
        where: { conventionId: parent.id, uai, entryOn: open.entryOn, leftOn: null },
        data: { leftOn: toDbDate(on), leftById: amendmentId, leftReason: reason },
      });
      left.push(uai);
    }
  }
  return { entered, left, pending: waiting || events.some(({ on }) => on > today) };
}

async function departmentsOf(tx: Tx, uais: string[]): Promise<string[]> {
  if (uais.length === 0) return [];
  const schools = await tx.school.findMany({
    where: { uai: { in: uais } },
    select: { departmentCode: true },
    distinct: ['departmentCode'],
  });
  return schools.map(({ departmentCode }) => departmentCode);
}

/** Whole months from an effect date to a last day, or null when they are not whole. */
export function wholeMonths(effectiveOn: string | null, endsOn: string | null): number | null {
  if (!effectiveOn || !endsOn) return null;
  const months =
    (Number(endsOn.slice(0, 4)) - Number(effectiveOn.slice(0, 4))) * 12 +
    Number(endsOn.slice(5, 7)) -
    Number(effectiveOn.slice(5, 7));
  return (
    [months, months + 1].find(
      (one) => one >= 1 && one <= MAX_MONTHS && lastDayOf(effectiveOn, one) === endsOn,
    ) ?? null
  );
}

type Changed = {
  data: Prisma.ConventionUncheckedUpdateInput;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  rows: JournalFacts[];
};

/** Term, product and authority of the convention; the product of its project follows. */
async function changeFacts(
  tx: Tx,
  act: Act,
  parent: AmendedConvention & { projectId: string; academyCode: string },
  amendment: Amendment,
  changes: AmendmentChanges,
  effectiveOn: string,
): Promise<Changed> {
  const changed: Changed = { data: {}, before: {}, after: {}, rows: [] };
  const set = (name: string, before: unknown, after: unknown) => {
    changed.before[name] = before;
    changed.after[name] = after;
  };
  if (changes.term) {
    const endsOn = newTerm(changes.term, fromDbDate(parent.effectiveOn));
    if (endsOn) {
      changed.data.endsOn = toDbDate(endsOn);
      changed.data.durationMonths = wholeMonths(fromDbDate(parent.effectiveOn), endsOn);
      set('endsOn', fromDbDate(parent.endsOn), endsOn);
    }
  }
  if (changes.parties?.authorityId) {
    const names = await tx.authority.findMany({
      where: { id: { in: [parent.authorityId, changes.parties.authorityId] } },
      select: { id: true, name: true },
    });
    const name = (id: string) => names.find((one) => one.id === id)?.name ?? null;
    changed.data.authorityId = changes.parties.authorityId;
    set('authority', name(parent.authorityId), name(changes.parties.authorityId));
  }
  if (changes.product) {
    const products = await tx.product.findMany({
      where: { id: { in: [parent.productId ?? '', changes.product.productId] } },
      select: { id: true, name: true },
    });
    const name = (id: string | null) => products.find((one) => one.id === id)?.name ?? null;
    changed.data.productId = changes.product.productId;
    set('product', name(parent.productId), name(changes.product.productId));
    const project = await tx.project.findUniqueOrThrow({ where: { id: parent.projectId } });
    if (project.productId === parent.productId) {
      await tx.project.update({
        where: { id: project.id },
        data: {
          productId: changes.product.productId,
          marketReference: changes.product.marketReference ?? project.marketReference,
          marketEndsOn: changes.product.marketEndsOn
            ? toDbDate(changes.product.marketEndsOn)
            : project.marketEndsOn,
          version: { increment: 1 },
        },
      });
      changed.rows.push({
        chain: parent.academyCode,
        action: 'project.product_changed',
        objectType: 'Project',
        objectId: project.id,
        before: { product: name(parent.productId) },
        after: { product: name(changes.product.productId), number: amendment.number },
      });
    }
    if (parent.productId)
      changed.rows.push(
        await openPlan(tx, act, {
          conventionId: parent.id,
          academyCode: parent.academyCode,
          amendmentId: amendment.id,
          oldProductId: parent.productId,
          newProductId: changes.product.productId,
          switchOn: effectiveOn,
        }),
      );
  }
  return changed;
}
