import { subject } from '@casl/ability';
import type { Prisma, Project } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { civilDate, fromDbDate } from '../clock';
import { notFound } from '../errors';
import { nextSteps } from '../followup/queries';
import { searchable } from '../territory/search';
import type { Context } from '../trpc/context';
import { leadingConvention, whereStands } from './domain';
import type { ListProjects } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

const listed = {
  carrier: { select: { id: true, name: true, kind: true, siren: true, code: true } },
  product: { select: { id: true, name: true, vendor: { select: { name: true } } } },
  academy: { select: { code: true, name: true } },
  _count: {
    select: {
      schools: { where: { removedOn: null } },
      conventions: { where: { status: { not: 'abandoned' }, kind: 'convention' } },
      attachments: { where: { status: 'attached' } },
    },
  },
} as const satisfies Prisma.ProjectInclude;

type ListedRow = Prisma.ProjectGetPayload<{ include: typeof listed }>;

const common = (project: ListedRow) => ({
  id: project.id,
  name: project.name,
  degree: project.degree,
  phase: project.phase,
  academyCode: project.academyCode,
  academyName: project.academy.name,
  departmentCodes: project.departmentCodes,
  carrier: project.carrier,
  product: project.product && { id: project.product.id, name: project.product.name },
  startsOn: fromDbDate(project.startsOn),
  endsOn: fromDbDate(project.endsOn),
  schools: project._count.schools,
  conventions: project._count.conventions,
  attached: project._count.attachments,
  closedOn: project.closedAt ? civilDate(project.closedAt) : null,
  demonstration: project.demonstration,
  updatedAt: project.updatedAt,
  version: project.version,
});

const defaultDirection = {
  name: 'asc',
  carrier: 'asc',
  phase: 'asc',
  updated: 'desc',
  created: 'desc',
} as const;

function orderOf({ sort, direction }: ListProjects): Prisma.ProjectOrderByWithRelationInput[] {
  const way = direction ?? defaultDirection[sort];
  const by = {
    name: { name: way },
    carrier: { carrier: { name: way } },
    phase: { phase: way },
    updated: { updatedAt: way },
    created: { createdAt: way },
  }[sort];
  return [by, { id: 'asc' }];
}

/** Projects whose name, carrier or product contains every word, without accents or case. */
async function matching(ctx: Reader, q: string): Promise<Prisma.ProjectWhereInput> {
  const words = searchable(q).split(' ').filter(Boolean);
  if (words.length === 0) return {};
  const patterns = words.map((word) => `%${word}%`);
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Project" p
    JOIN "Authority" a ON a."id" = p."carrierId" LEFT JOIN "Product" s ON s."id" = p."productId"
    WHERE accordent_plain(concat_ws(' ', p."name", a."searchName", a."siren", a."code", s."name"))
      LIKE ALL (${patterns})`;
  return { id: { in: rows.map(({ id }) => id) } };
}

/** What the filters of a list of projects let through, among those that the actor may read. */
export async function projectFilters(
  ctx: Reader,
  input: Pick<ListProjects, 'q' | 'degree' | 'phase' | 'department' | 'carrierId' | 'state'>,
): Promise<Prisma.ProjectWhereInput> {
  return {
    AND: [
      scope(ctx.ability, 'read', 'Project'),
      input.q ? await matching(ctx, input.q) : {},
      input.degree ? { degree: input.degree } : {},
      input.phase ? { phase: input.phase } : {},
      input.department ? { departmentCodes: { has: input.department } } : {},
      input.carrierId ? { carrierId: input.carrierId } : {},
      input.state === 'all' ? {} : { closedAt: input.state === 'active' ? null : { not: null } },
    ],
  };
}

/**
 * Projects that the actor may read, filtered and sorted. Screens ask for a `page`; REST continues after the
 * last project of an answer with `cursor` (then `page` does not count).
 */
export async function listProjects(ctx: Reader, input: ListProjects) {
  const where = await projectFilters(ctx, input);
  const [total, rows] = await Promise.all([
    ctx.db.project.count({ where }),
    ctx.db.project.findMany({
      where,
      include: listed,
      orderBy: orderOf(input),
      take: input.size + 1,
      ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : { skip: (input.page - 1) * input.size }),
    }),
  ]);
  const lines = rows.slice(0, input.size);
  const steps = await nextSteps(
    ctx.db,
    ctx.ability,
    lines.map(({ id }) => id),
  );
  const items = lines.map((row) => ({ ...common(row), nextStep: steps.get(row.id) ?? null }));
  return {
    items,
    total,
    page: input.page,
    size: input.size,
    nextCursor: rows.length > input.size ? (items.at(-1)?.id ?? null) : null,
  };
}

export type ProjectLine = Awaited<ReturnType<typeof listProjects>>['items'][number];

/** Facts behind « Où en est-on », counted in the database for one project. */
async function chainCounts(ctx: Reader, projectId: string) {
  const [row] = await ctx.db.$queryRaw<{ conventioned: number; attached: number; requested: number }[]>`
    SELECT
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM "ConventionSchool" cs JOIN "Convention" c ON c."id" = cs."conventionId"
        WHERE cs."uai" = ps."uai" AND cs."leftOn" IS NULL AND c."projectId" = ps."projectId"
          AND c."status" IN ('signed', 'in_force', 'suspended')))::int AS conventioned,
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM "AafAttachment" a WHERE a."uai" = ps."uai" AND a."projectId" = ps."projectId"
          AND a."status" = 'attached'))::int AS attached,
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM "AafAttachment" a WHERE a."uai" = ps."uai" AND a."projectId" = ps."projectId"
          AND a."status" IN ('requested', 'checked', 'test')))::int AS requested
    FROM "ProjectSchool" ps WHERE ps."projectId" = ${projectId} AND ps."removedOn" IS NULL`;
  return row ?? { conventioned: 0, attached: 0, requested: 0 };
}

/** One project with its parties, counts, conventions that the actor may read, and where it stands. */
export async function getProject(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: {
      ...listed,
      academy: { select: { code: true, name: true, fullName: true } },
      raci: { select: { id: true } },
    },
  });
  if (!project) throw notFound('Ce projet');
  const [counts, readable, all, departments, experiences, steps] = await Promise.all([
    chainCounts(ctx, id),
    ctx.db.convention.findMany({
      where: { AND: [{ projectId: id, kind: 'convention' }, scope(ctx.ability, 'read', 'Convention')] },
      include: { _count: { select: { schools: { where: { leftOn: null } } } } },
      orderBy: { createdAt: 'desc' },
    }),
    ctx.db.convention.findMany({
      where: { projectId: id, kind: 'convention' },
      select: { number: true, status: true, statusSince: true },
    }),
    ctx.db.department.findMany({
      where: { code: { in: project.departmentCodes } },
      select: { code: true, name: true },
      orderBy: { code: 'asc' },
    }),
    ctx.db.experienceReport.count({
      where: { AND: [{ projectId: id }, scope(ctx.ability, 'read', 'ExperienceReport')] },
    }),
    nextSteps(ctx.db, ctx.ability, [id]),
  ]);
  const line = common(project);
  const leading = leadingConvention(
    all.map(({ number, status, statusSince }) => ({ number, status, since: civilDate(statusSince) })),
  );
  return {
    ...line,
    nextStep: steps.get(id) ?? null,
    vendorName: project.product?.vendor.name ?? null,
    academyFullName: project.academy.fullName,
    departments,
    market: { reference: project.marketReference, endsOn: fromDbDate(project.marketEndsOn) },
    leads: {
      academy: { name: project.academyLeadName, email: project.academyLeadEmail },
      authority: { name: project.authorityLeadName, email: project.authorityLeadEmail },
    },
    counts: { schools: line.schools, ...counts, experiences },
    conventionList: readable.map((c) => ({
      id: c.id,
      number: c.number,
      title: c.title,
      status: c.status,
      statusSince: c.statusSince,
      effectiveOn: fromDbDate(c.effectiveOn),
      endsOn: fromDbDate(c.endsOn),
      schools: c._count.schools,
    })),
    standing: whereStands({
      degree: project.degree,
      phase: project.phase,
      closedOn: line.closedOn,
      schools: line.schools,
      ...counts,
      convention: leading,
    }),
    hasMatrix: project.raci !== null,
    can: {
      edit: ctx.ability.can('edit', subject('Project', project as Project)),
      follow: ctx.ability.can('follow', subject('Project', project as Project)),
      createConvention: ctx.ability.can('create', 'Convention'),
      writeExperience: ctx.ability.can('create', 'ExperienceReport'),
    },
    createdAt: project.createdAt,
  };
}

export type ProjectDetail = Awaited<ReturnType<typeof getProject>>;
