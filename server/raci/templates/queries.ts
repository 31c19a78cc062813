import { subject } from '@casl/ability';
import type { Prisma, RaciTemplate } from '@/prisma/generated/client';
import type { Degree } from '@/prisma/generated/enums';
import { scope } from '@/server/access/scope';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { canonicalJson } from '@/server/documents/hash';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { matrixOfRows, type WholeRows, whole } from '../load';
import { gridOf, usageOf } from '../queries';
import { checkMatrix } from '../rules';
import { type MatrixSnapshot, snapshotOf, snapshotSchema } from '../snapshot';
import { raciTemplate } from '../template';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

const lastFirst = { orderBy: { number: 'desc' } } as const satisfies Prisma.RaciTemplate$versionsArgs;

/** Whether what is being written says something else than the last version. */
const isChanged = (rows: WholeRows | null, last: { snapshot: unknown } | undefined): boolean =>
  rows !== null && (!last || canonicalJson(snapshotOf(matrixOfRows(rows))) !== canonicalJson(last.snapshot));

/** Where a template stands: in preparation, in service, with changes to publish, retired. */
const stateOf = (
  row: { retiredAt: Date | null; matrix: WholeRows | null },
  last: { snapshot: unknown } | undefined,
) => {
  if (row.retiredAt) return 'retired' as const;
  if (!last) return 'draft' as const;
  return isChanged(row.matrix, last) ? ('changed' as const) : ('in_service' as const);
};
export type TemplateState = ReturnType<typeof stateOf>;

/** How many matrices that this person may read began with each version. */
async function startsOf(ctx: Reader, versionIds: string[]): Promise<Map<string, number>> {
  const groups = await ctx.db.raciMatrix.groupBy({
    by: ['startedFromId'],
    where: { startedFromId: { in: versionIds }, project: { is: scope(ctx.ability, 'read', 'Project') } },
    _count: true,
  });
  return new Map(groups.map(({ startedFromId, _count }) => [startedFromId ?? '', _count]));
}

/** The templates of matrices that this person may read, with their state. */
export async function listTemplates(ctx: Reader) {
  const rows = await ctx.db.raciTemplate.findMany({
    where: scope(ctx.ability, 'read', 'RaciTemplate'),
    orderBy: [{ degree: 'asc' }, { name: 'asc' }],
    include: { versions: lastFirst, matrix: { include: whole } },
  });
  const starts = await startsOf(
    ctx,
    rows.flatMap(({ versions }) => versions.map(({ id }) => id)),
  );
  return rows.map((row) => {
    const [last] = row.versions;
    const matrix = row.matrix && matrixOfRows(row.matrix);
    return {
      id: row.id,
      name: row.name,
      degree: row.degree,
      state: stateOf(row, last),
      activities: matrix?.activities.length ?? 0,
      actors: matrix?.actors.length ?? 0,
      version: last
        ? { number: last.number, at: last.publishedAt.toISOString(), by: last.publishedByName }
        : null,
      projects: row.versions.reduce((sum, { id }) => sum + (starts.get(id) ?? 0), 0),
    };
  });
}
export type TemplateLine = Awaited<ReturnType<typeof listTemplates>>[number];

/** One template as its grid shows it, with what its rules need to be checked again as one types. */
export async function templateOf(ctx: Reader, { id }: { id: string }) {
  const found = await ctx.db.raciTemplate.findUnique({
    where: { id },
    include: {
      academy: { select: { settings: true } },
      versions: { ...lastFirst, take: 1 },
      matrix: { include: whole },
    },
  });
  if (!found?.matrix) throw notFound('Ce modèle de matrice');
  const { academy, versions, matrix, ...row } = found;
  const [last] = versions;
  const usage = usageOf(academy.settings);
  const circumstances = { ...usage, phase: null, accepted: [] };
  return {
    id,
    name: row.name,
    degree: row.degree,
    version: row.version,
    state: stateOf({ ...row, matrix }, last),
    published: last
      ? { number: last.number, at: last.publishedAt.toISOString(), by: last.publishedByName }
      : null,
    letters: usage.letters,
    canEdit: ctx.ability.can('edit', subject('RaciTemplate', row as RaciTemplate)),
    matrix: {
      ...gridOf(matrix, toDbDate(civilDate(ctx.now))),
      circumstances,
      problems: checkMatrix(matrixOfRows(matrix), circumstances),
    },
  };
}
export type TemplateView = Awaited<ReturnType<typeof templateOf>>;

/** The matrix that a published version holds. */
export const versionSnapshot = ({ snapshot }: { snapshot: unknown }): MatrixSnapshot =>
  snapshotSchema.parse(snapshot);

/** The published versions of a template, last first, each with its matrix and how many matrices began with it. */
export async function versionsOf(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.raciTemplate.findUnique({
    where: { id },
    include: { versions: lastFirst, academy: { select: { settings: true } } },
  });
  if (!row) throw notFound('Ce modèle de matrice');
  const starts = await startsOf(
    ctx,
    row.versions.map((one) => one.id),
  );
  return {
    id,
    name: row.name,
    letters: usageOf(row.academy.settings).letters,
    versions: row.versions.map((one) => ({
      id: one.id,
      number: one.number,
      note: one.note,
      at: one.publishedAt.toISOString(),
      by: one.publishedByName,
      projects: starts.get(one.id) ?? 0,
      matrix: versionSnapshot(one),
    })),
  };
}
export type TemplateVersions = Awaited<ReturnType<typeof versionsOf>>;

/** What may be published now: the version of the matrix to publish, what stands in the way, what it would follow. */
export async function readinessOf(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.raciTemplate.findUnique({
    where: { id },
    include: {
      matrix: { include: whole },
      versions: { ...lastFirst, take: 1 },
      academy: { select: { settings: true } },
    },
  });
  if (!row?.matrix) throw notFound('Ce modèle de matrice');
  const matrix = matrixOfRows(row.matrix);
  const [last] = row.versions;
  return {
    version: row.matrix.version,
    errors: checkMatrix(matrix, usageOf(row.academy.settings)).filter(({ severity }) => severity === 'error')
      .length,
    last: last ? { number: last.number, matrix: versionSnapshot(last) } : null,
    matrix: snapshotOf(matrix),
  };
}

/** The académie's templates in service for a degree, each in its last version; the last published first. */
export async function offeredVersions(db: Db | Tx, academyCode: string, degree: Degree) {
  const rows = await db.raciTemplate.findMany({
    where: { academyCode, degree, retiredAt: null, versions: { some: {} } },
    include: { versions: { ...lastFirst, take: 1 } },
  });
  return rows
    .flatMap(({ name, versions }) => versions.map((version) => ({ ...version, name })))
    .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || a.name.localeCompare(b.name, 'fr'));
}

const sizeOf = ({ activities, actors }: Pick<MatrixSnapshot, 'activities' | 'actors'>) => ({
  activities: activities.length,
  actors: actors.length,
});

/** With what the matrix of a project may begin; the first is proposed. The application's own comes last. */
export async function choicesFor(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    select: { academyCode: true, degree: true },
  });
  if (!project) throw notFound('Ce projet');
  const own = await offeredVersions(ctx.db, project.academyCode, project.degree);
  return [
    ...own.map((one) => ({
      id: one.id,
      name: one.name,
      number: one.number as number | null,
      at: one.publishedAt.toISOString() as string | null,
      note: one.note,
      ...sizeOf(versionSnapshot(one)),
    })),
    {
      id: 'application',
      name: 'Proposition de l’application',
      number: null,
      at: null,
      note: null,
      ...sizeOf(snapshotOf(raciTemplate(project.degree))),
    },
  ];
}
export type StartChoice = Awaited<ReturnType<typeof choicesFor>>[number];
