import type { Prisma } from '@/prisma/generated/client';
import { scope } from '@/server/access/scope';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import {
  type ExperienceFacts,
  publicationBlockers,
  type SectionKey,
  sectionKeys,
  unanswered,
} from './domain';
import { factsOf } from './facts';
import { type ListExperience, listExperience } from './schema';
import { type Facets, findSheets, type Snippet } from './search';

type Asked = Pick<Context, 'db' | 'ability'>;

export type ExperienceItem = {
  id: string;
  title: string;
  type: keyof Facets['types'];
  degree: keyof Facets['degrees'];
  territory: string;
  academyName: string;
  projectName: string | null;
  productName: string | null;
  schools: number | null;
  authorName: string;
  publishedAt: Date | null;
  updatedAt: Date;
  demonstration: boolean;
  /** The sentence that matched, cut where a word matches; null without a question. */
  snippet: Snippet | null;
};

export type ExperienceList = {
  items: ExperienceItem[];
  nextCursor: string | null;
  total: number;
  facets: Facets;
};

/** Sheets that this person may read, found by French full text, best first; latest first without a question. */
export async function listExperiences(
  ctx: Asked,
  input: ListExperience,
  only: Prisma.ExperienceReportWhereInput = {},
): Promise<ExperienceList> {
  const { state, projectId, ...asked } = listExperience.parse(input);
  const allowed = await ctx.db.experienceReport.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'ExperienceReport'),
        only,
        { publishedAt: state === 'published' ? { not: null } : null },
        projectId ? { projectId } : {},
      ],
    },
    select: { id: true },
  });
  const found = await findSheets(
    ctx.db,
    allowed.map(({ id }) => id),
    asked,
  );
  const rows = await ctx.db.experienceReport.findMany({
    where: { id: { in: found.hits.map(({ id }) => id) } },
    select: {
      id: true,
      title: true,
      type: true,
      degree: true,
      territory: true,
      authorName: true,
      publishedAt: true,
      updatedAt: true,
      demonstration: true,
      facts: true,
      academy: { select: { name: true } },
      project: { select: { name: true } },
    },
  });
  const items = found.hits.flatMap(({ id, snippet }): ExperienceItem[] => {
    const row = rows.find((one) => one.id === id);
    if (!row) return [];
    const { facts, academy, project, ...shown } = row;
    const frozen = facts as ExperienceFacts | null;
    return [
      {
        ...shown,
        academyName: academy.name,
        projectName: frozen ? frozen.projectName : (project?.name ?? null),
        productName: frozen?.productName ?? null,
        schools: frozen?.schools ?? null,
        snippet,
      },
    ];
  });
  return { items, nextCursor: found.nextCursor, total: found.total, facets: found.facets };
}

export type ExperienceDetail = Awaited<ReturnType<typeof experienceDetail>>;

/** One sheet whole; whether it may be read was proven by the procedure, or by `publicExperience`. */
export async function experienceDetail(ctx: Pick<Context, 'db' | 'ability' | 'now'>, id: string) {
  const report = await ctx.db.experienceReport.findUnique({
    where: { id },
    include: { academy: { select: { name: true } }, project: { select: { id: true, name: true } } },
  });
  if (!report) throw notFound('Ce retour d’expérience');
  const [frozen, mayEdit, mayPublish, mayReadProject] = await Promise.all([
    report.facts ? (report.facts as ExperienceFacts) : factsOf(ctx.db, report, ctx.now),
    holds(ctx, 'edit', id),
    holds(ctx, 'publish', id),
    report.projectId
      ? ctx.db.project.findFirst({
          where: { AND: [{ id: report.projectId }, scope(ctx.ability, 'read', 'Project')] },
          select: { id: true },
        })
      : null,
  ]);
  const sections = Object.fromEntries(sectionKeys.map((key) => [key, report[key]])) as Record<
    SectionKey,
    string
  >;
  return {
    id: report.id,
    version: report.version,
    title: report.title,
    type: report.type,
    degree: report.degree,
    territory: report.territory,
    contact: report.contact,
    licence: report.licence,
    visibility: report.visibility,
    authorName: report.authorName,
    academyName: report.academy.name,
    publishedAt: report.publishedAt,
    updatedAt: report.updatedAt,
    demonstration: report.demonstration,
    sections,
    /** Frozen with the publication; before it, as of today. */
    facts: frozen,
    /** The project, when this person may open it. */
    projectId: mayReadProject?.id ?? null,
    hasProject: report.projectId !== null,
    blockers: publicationBlockers(report),
    unanswered: unanswered(report),
    abilities: { edit: mayEdit, publish: mayPublish },
  };
}

async function holds(ctx: Asked, verb: 'edit' | 'publish', id: string): Promise<boolean> {
  const found = await ctx.db.experienceReport.findFirst({
    where: { AND: [{ id }, scope(ctx.ability, verb, 'ExperienceReport')] },
    select: { id: true },
  });
  return found !== null;
}

const published = { publishedAt: { not: null }, visibility: 'public' } as const;

/** The public list: what was published to everyone, whoever reads it. */
export function listPublicExperiences(ctx: Asked, input: ListExperience): Promise<ExperienceList> {
  return listExperiences(ctx, { ...input, state: 'published' }, published);
}

/** One sheet of the public list. */
export async function publicExperience(
  ctx: Pick<Context, 'db' | 'ability' | 'now'>,
  id: string,
): Promise<ExperienceDetail> {
  const found = await ctx.db.experienceReport.findFirst({
    where: { AND: [{ id }, published] },
    select: { id: true },
  });
  if (!found) throw notFound('Ce retour d’expérience');
  return experienceDetail(ctx, id);
}

/** Projects on which this person may write a sheet, for the choice on a new one. */
export async function writableProjects(ctx: Asked) {
  return ctx.db.project.findMany({
    where: { AND: [scope(ctx.ability, 'edit', 'Project')] },
    select: { id: true, name: true, degree: true, carrier: { select: { name: true } } },
    orderBy: { name: 'asc' },
    take: 500,
  });
}
