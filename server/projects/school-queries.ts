import { Prisma } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { fromDbDate } from '../clock';
import { notFound } from '../errors';
import { searchable } from '../territory/search';
import { normaliseUai } from '../territory/uai';
import type { Context } from '../trpc/context';
import type { ChainStep } from './domain';
import { type Candidates, MAX_SCHOOLS } from './schema';
import { judgeUais } from './set-schools';

type Reader = Pick<Context, 'db' | 'ability'>;

/** Another active project of a school. Its name and link are given to those who may read it. */
export type OtherProject = { id: string | null; name: string | null; carrierName: string };

const schoolFacts = {
  uai: true,
  name: true,
  nature: true,
  sector: true,
  state: true,
  communeName: true,
  communeCode: true,
  departmentCode: true,
} as const satisfies Prisma.SchoolSelect;

/** The other active project of each of these schools (the oldest stay when there are several). */
async function otherProjects(
  ctx: Reader,
  projectId: string,
  where: Prisma.SchoolWhereInput,
): Promise<Map<string, OtherProject>> {
  const stays = await ctx.db.projectSchool.findMany({
    where: {
      removedOn: null,
      projectId: { not: projectId },
      project: { closedAt: null },
      school: where,
    },
    select: { uai: true, project: { select: { id: true, name: true, carrier: { select: { name: true } } } } },
    orderBy: [{ addedOn: 'desc' }, { id: 'desc' }],
  });
  const ids = [...new Set(stays.map(({ project }) => project.id))];
  const readable = new Set(
    (
      await ctx.db.project.findMany({
        where: { AND: [{ id: { in: ids } }, scope(ctx.ability, 'read', 'Project')] },
        select: { id: true },
      })
    ).map(({ id }) => id),
  );
  return new Map(
    stays.map(({ uai, project }) => {
      const known = readable.has(project.id);
      return [
        uai,
        {
          id: known ? project.id : null,
          name: known ? project.name : null,
          carrierName: project.carrier.name,
        },
      ];
    }),
  );
}

/** The schools of a project, each with how far it is in the chain and its other active project. */
export async function projectSchools(ctx: Reader, { id }: { id: string }) {
  const [stays, conventions, attachments, others] = await Promise.all([
    ctx.db.projectSchool.findMany({
      where: { projectId: id, removedOn: null },
      select: { addedOn: true, school: { select: schoolFacts } },
      orderBy: [{ school: { departmentCode: 'asc' } }, { school: { communeName: 'asc' } }, { uai: 'asc' }],
    }),
    ctx.db.conventionSchool.findMany({
      where: {
        leftOn: null,
        convention: { projectId: id, status: { in: ['signed', 'in_force', 'suspended'] } },
      },
      select: { uai: true, convention: { select: { id: true, number: true, status: true } } },
    }),
    ctx.db.aafAttachment.findMany({
      where: { projectId: id },
      select: { id: true, uai: true, status: true, statusSince: true },
      orderBy: { createdAt: 'asc' },
    }),
    otherProjects(ctx, id, { projectSchools: { some: { projectId: id, removedOn: null } } }),
  ]);
  const convention = new Map(conventions.map((row) => [row.uai, row.convention]));
  // The latest attachment of a school tells its state; earlier ones were refused or detached.
  const attachment = new Map(attachments.map((row) => [row.uai, row]));
  return stays.map(({ school, addedOn }) => {
    const its = convention.get(school.uai) ?? null;
    const aaf = attachment.get(school.uai) ?? null;
    const step: ChainStep = aaf?.status === 'attached' ? 'attached' : its ? 'conventioned' : 'in_project';
    return {
      ...school,
      addedOn: fromDbDate(addedOn),
      step,
      convention: its,
      aaf: aaf && { id: aaf.id, status: aaf.status, since: aaf.statusSince },
      other: others.get(school.uai) ?? null,
    };
  });
}

export type ProjectSchoolLine = Awaited<ReturnType<typeof projectSchools>>[number];

async function placeOf(ctx: Reader, id: string) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    select: { degree: true, academyCode: true },
  });
  if (!project) throw notFound('Ce projet');
  return project;
}

/**
 * Schools that could join a project, open and of its degree and académie, in one place or by UAI. A school that
 * is already in another active project is given with that project; one that is in this project says so.
 */
export async function candidateSchools(ctx: Reader, input: Candidates & { id: string }) {
  const { degree, academyCode } = await placeOf(ctx, input.id);
  const uais = input.uais?.map(normaliseUai);
  const words = input.q ? searchable(input.q).split(' ').filter(Boolean) : [];
  const where: Prisma.SchoolWhereInput = {
    degree,
    academyCode,
    state: { not: 'closed' },
    AND: [
      input.department ? { departmentCode: input.department } : {},
      input.commune ? { communeCode: input.commune } : {},
      input.epci ? { commune: { is: { epciSiren: input.epci } } } : {},
      uais ? { uai: { in: uais } } : {},
      ...words.map((word) => ({ searchText: { contains: word } })),
    ],
  };
  const [rows, here, others] = await Promise.all([
    ctx.db.school.findMany({
      where,
      select: schoolFacts,
      orderBy: [{ departmentCode: 'asc' }, { communeName: 'asc' }, { name: 'asc' }, { uai: 'asc' }],
      take: MAX_SCHOOLS,
    }),
    ctx.db.projectSchool.findMany({
      where: { projectId: input.id, removedOn: null },
      select: { uai: true },
    }),
    otherProjects(ctx, input.id, where),
  ]);
  const inProject = new Set(here.map(({ uai }) => uai));
  return rows.map((school) => ({
    ...school,
    inProject: inProject.has(school.uai),
    other: others.get(school.uai) ?? null,
  }));
}

export type CandidateLine = Awaited<ReturnType<typeof candidateSchools>>[number];

export type Place = { id: string; label: string; schools: number; department: string | null };

/** Départements, EPCI and communes of the project's académie that have schools of its degree, with how many. */
export async function projectPlaces(
  ctx: Reader,
  { id }: { id: string },
): Promise<{ departments: Place[]; epcis: Place[]; communes: Place[] }> {
  const { degree, academyCode } = await placeOf(ctx, id);
  const open = Prisma.sql`s."degree" = ${degree}::"Degree" AND s."academyCode" = ${academyCode} AND s."state" <> 'closed'`;
  const [departments, epcis, communes] = await Promise.all([
    ctx.db.$queryRaw<Place[]>`
      SELECT d."code" AS id, d."name" AS label, d."code" AS department, count(*)::int AS schools
      FROM "School" s JOIN "Department" d ON d."code" = s."departmentCode"
      WHERE ${open} GROUP BY d."code" ORDER BY d."code"`,
    ctx.db.$queryRaw<Place[]>`
      SELECT c."epciSiren" AS id, coalesce(min(a."name"), c."epciSiren") AS label,
        min(s."departmentCode") AS department, count(*)::int AS schools
      FROM "School" s JOIN "Commune" c ON c."code" = s."knownCommuneCode"
      LEFT JOIN "Authority" a ON a."siren" = c."epciSiren"
      WHERE ${open} AND c."epciSiren" IS NOT NULL GROUP BY c."epciSiren" ORDER BY label`,
    ctx.db.$queryRaw<Place[]>`
      SELECT s."communeCode" AS id, min(s."communeName") AS label,
        min(s."departmentCode") AS department, count(*)::int AS schools
      FROM "School" s WHERE ${open} AND s."communeCode" IS NOT NULL
      GROUP BY s."communeCode" ORDER BY label`,
  ]);
  return { departments, epcis, communes };
}

/** A pasted list, read against the directory before anything is saved. Writes nothing. */
export async function recogniseSchools(ctx: Reader, input: { id: string; uais: string[] }) {
  const project = await ctx.db.project.findUnique({
    where: { id: input.id },
    select: { degree: true, academyCode: true, academy: { select: { fullName: true } } },
  });
  if (!project) throw notFound('Ce projet');
  const { accepted, refused } = await judgeUais(ctx.db, input.uais, new Set(), {
    degree: project.degree,
    academyCode: project.academyCode,
    academyName: project.academy.fullName,
  });
  return { schools: await candidateSchools(ctx, { id: input.id, uais: accepted }), refused };
}
