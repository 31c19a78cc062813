import type { Prisma } from '@/prisma/generated/client';
import { type Act, change, type JournalFacts } from '../audit/journal';
import { staleVersion } from '../audit/queries';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Tx } from '../db';
import { invalid, notFound } from '../errors';
import { academyOfProject, checkProduct, findCarrier, refuseOutsideScope } from './access';
import { datesFinding } from './domain';
import type { CreateProject, UpdateProject } from './schema';

const day = (value: string | null | undefined) =>
  value === undefined ? undefined : value === null ? null : toDbDate(value);

/** Creates a project and nothing else: schools, conventions and the matrix come when someone opens them. */
export async function createProject(
  act: Act,
  input: CreateProject,
): Promise<{ id: string; version: number; academyCode: string }> {
  return change(act, async (tx) => {
    const carrier = await findCarrier(tx, input);
    const academyCode = await academyOfProject(act, tx, carrier, input.academyCode);
    const departmentCodes = carrier.departmentCode ? [carrier.departmentCode] : [];
    const productId = input.productId ?? null;
    refuseOutsideScope(
      act,
      'create',
      { academyCode, carrierId: carrier.id, productId, departmentCodes },
      'Vous ne pouvez pas créer de projet pour cette collectivité avec ce rôle.',
    );
    await checkProduct(tx, productId, input.degree);
    const project = await tx.project.create({
      data: {
        academyCode,
        carrierId: carrier.id,
        productId,
        name: input.name,
        degree: input.degree,
        phase: input.phase,
        departmentCodes,
        startsOn: day(input.startsOn) ?? null,
        endsOn: day(input.endsOn) ?? null,
        marketReference: input.marketReference ?? null,
        marketEndsOn: day(input.marketEndsOn) ?? null,
        academyLeadName: input.academyLeadName ?? null,
        academyLeadEmail: input.academyLeadEmail ?? null,
        authorityLeadName: input.authorityLeadName ?? null,
        authorityLeadEmail: input.authorityLeadEmail ?? null,
        demonstration: carrier.demonstration,
        createdAt: act.now,
      },
    });
    return {
      result: { id: project.id, version: project.version, academyCode },
      journal: {
        chain: academyCode,
        action: 'project.created',
        objectType: 'Project',
        objectId: project.id,
        after: { name: project.name, degree: project.degree, carrier: carrier.name, phase: project.phase },
      },
    };
  });
}

/** Locks a project for the rest of the transaction and refuses when it moved since the version seen. */
export async function lockProject(tx: Tx, id: string, version: number | undefined) {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE "id" = ${id} FOR UPDATE`;
  const project = await tx.project.findUnique({ where: { id }, include: { carrier: true, academy: true } });
  if (!project) throw notFound('Ce projet');
  if (version !== undefined && version !== project.version)
    throw await staleVersion(tx, 'Project', id, project.version, 'Ce projet');
  return project;
}

/** Changes the facts of a project; compare-and-set on the version that the person saw. */
export async function updateProject(
  act: Act,
  input: UpdateProject & { id: string },
): Promise<{ version: number }> {
  return change(act, (tx) => changeProject(tx, act, input));
}

/** The same inside the caller's transaction; the caller writes the journal row, null when nothing changed. */
export async function changeProject(
  tx: Tx,
  act: Act,
  { id, version, closed, ...input }: UpdateProject & { id: string },
): Promise<{ result: { version: number }; journal: JournalFacts | null }> {
  const project = await lockProject(tx, id, version);
  const wanted: Prisma.ProjectUncheckedUpdateInput = {
    ...input,
    startsOn: day(input.startsOn),
    endsOn: day(input.endsOn),
    marketEndsOn: day(input.marketEndsOn),
    closedAt: closed === undefined ? undefined : closed ? (project.closedAt ?? act.now) : null,
  };
  const { before, after } = differences(project, wanted);
  if (Object.keys(after).length === 0) return { result: { version: project.version }, journal: null };

  const next = { ...project, ...after } as typeof project;
  const dates = datesFinding(fromDbDate(next.startsOn), fromDbDate(next.endsOn));
  if (dates) throw invalid({ endsOn: dates });
  if ('productId' in after || 'degree' in after) await checkProduct(tx, next.productId, next.degree);
  if ('degree' in after) await refuseIfUsed(tx, id, 'degree');
  if ('carrierId' in after) await changeCarrier(act, tx, next);

  await tx.project.update({
    where: { id },
    data: { ...after, departmentCodes: next.departmentCodes, version: { increment: 1 } },
  });
  return {
    result: { version: project.version + 1 },
    journal: {
      chain: project.academyCode,
      action:
        closed === undefined || !('closedAt' in after)
          ? 'project.updated'
          : closed
            ? 'project.closed'
            : 'project.reopened',
      objectType: 'Project',
      objectId: id,
      before: { ...readable(before), ...(await namesOf(tx, before)) },
      after: { ...readable(after), ...(await namesOf(tx, after)) },
    },
  };
}

const same = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** The facts that really change, before and after. */
function differences(project: object, wanted: Prisma.ProjectUncheckedUpdateInput) {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const current = (project as Record<string, unknown>)[key];
    if (value === undefined || same(current, value)) continue;
    before[key] = current;
    after[key] = value;
  }
  return { before, after };
}

const readable = (facts: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      value instanceof Date ? (key === 'closedAt' ? civilDate(value) : fromDbDate(value)) : value,
    ]),
  );

/** The journal tells a carrier and a product by name, beside their identifiers. */
async function namesOf(tx: Tx, facts: Record<string, unknown>): Promise<Record<string, string | null>> {
  const names: Record<string, string | null> = {};
  if ('carrierId' in facts) {
    const carrier = await tx.authority.findUnique({
      where: { id: String(facts.carrierId) },
      select: { name: true },
    });
    names.carrier = carrier?.name ?? null;
  }
  if ('productId' in facts) {
    const id = typeof facts.productId === 'string' ? facts.productId : '';
    const product = await tx.product.findUnique({ where: { id }, select: { name: true } });
    names.product = product?.name ?? null;
  }
  return names;
}

async function refuseIfUsed(tx: Tx, projectId: string, field: 'degree' | 'carrierId') {
  const conventions = await tx.convention.count({ where: { projectId, status: { not: 'abandoned' } } });
  if (conventions > 0)
    throw invalid({
      [field]:
        'Une convention est déjà rédigée pour ce projet\u00a0: abandonnez-la d’abord, ou créez un autre projet.',
    });
  if (field === 'degree' && (await tx.projectSchool.count({ where: { projectId, removedOn: null } })) > 0)
    throw invalid({
      degree: 'Le projet compte déjà des écoles\u00a0: retirez-les avant de changer de degré.',
    });
}

/** Another carrier: known, of the same académie, within the actor's reach, and no convention written yet. */
async function changeCarrier(
  act: Act,
  tx: Tx,
  next: {
    id: string;
    academyCode: string;
    carrierId: string;
    productId: string | null;
    departmentCodes: string[];
  },
) {
  await refuseIfUsed(tx, next.id, 'carrierId');
  const carrier = await findCarrier(tx, { carrierId: next.carrierId });
  await academyOfProject({ ...act, actor: { system: true, name: '' } }, tx, carrier, next.academyCode);
  refuseOutsideScope(act, 'edit', next, 'Vous ne pouvez pas confier ce projet à cette collectivité.');
  next.departmentCodes = await departmentsOf(tx, next.id, carrier.departmentCode);
}

/** Départements of a project's schools and of its carrier: what a DSDEN may see. */
export async function departmentsOf(tx: Tx, projectId: string, ofCarrier: string | null): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    SELECT DISTINCT s."departmentCode" AS code FROM "ProjectSchool" p JOIN "School" s ON s."uai" = p."uai"
    WHERE p."projectId" = ${projectId} AND p."removedOn" IS NULL`;
  return [...new Set([...rows.map(({ code }) => code), ...(ofCarrier ? [ofCarrier] : [])])].sort();
}
