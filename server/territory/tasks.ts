import { Prisma } from '@/prisma/generated/client';
import type { SchoolChangeKind, SchoolTaskAbout } from '@/prisma/generated/enums';
import { rulesFor } from '../access/rules';
import { scope } from '../access/scope';
import { change, type PersonAct } from '../audit/journal';
import { conflict, forbidden } from '../errors';
import type { Context } from '../trpc/context';
import type { ListTasks, TreatTasks } from './schema';
import { searchable } from './search';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

/** Something that names a school which closed, merged or moved. */
export type SchoolTaskLine = {
  id: string;
  importId: string;
  uai: string;
  schoolName: string;
  communeName: string;
  departmentCode: string;
  kind: SchoolChangeKind;
  on: string;
  otherUai: string | null;
  otherName: string | null;
  about: SchoolTaskAbout;
  objectId: string;
  /** Number of the convention, name of the project, solution of the attachment; null when it no longer is. */
  objectName: string | null;
  conventionId: string | null;
  /** The thing still names the school, and the school is still closed. */
  holds: boolean;
  treatedAt: Date | null;
  treatedByName: string | null;
  reason: string | null;
};

/** The tasks with what they are about, as it stands now. A task that no longer holds has settled itself. */
const tasksSql = (academyCode: string | null) => Prisma.sql`
  SELECT t."id", t."importId", t."uai", s."name" AS "schoolName", s."communeName", s."departmentCode", t."kind",
    t."on"::text AS "on", t."otherUai", other."name" AS "otherName", t."about", t."objectId",
    coalesce(convention."number", project."name", product."name") AS "objectName",
    coalesce(convention."id", attachment."conventionId") AS "conventionId",
    t."treatedAt", t."treatedByName", t."reason", s."searchText",
    (t."kind" = 'moved' OR s."state" = 'closed') AND CASE t."about"
      WHEN 'convention' THEN convention."status" NOT IN ('expired', 'terminated', 'renewed', 'archived', 'abandoned')
        AND EXISTS (SELECT FROM "ConventionSchool" listed WHERE listed."conventionId" = t."objectId"
          AND listed."uai" = t."uai" AND listed."leftOn" IS NULL)
      WHEN 'project' THEN project."closedAt" IS NULL AND EXISTS (SELECT FROM "ProjectSchool" stay
        WHERE stay."projectId" = t."objectId" AND stay."uai" = t."uai" AND stay."removedOn" IS NULL)
      ELSE attachment."status" IN ('requested', 'checked', 'test', 'attached', 'suspended') END AS "holds"
  FROM "SchoolTask" t
  JOIN "School" s ON s."uai" = t."uai"
  LEFT JOIN "School" other ON other."uai" = t."otherUai"
  LEFT JOIN "Convention" convention ON t."about" = 'convention' AND convention."id" = t."objectId"
  LEFT JOIN "Project" project ON t."about" = 'project' AND project."id" = t."objectId"
  LEFT JOIN "AafAttachment" attachment ON t."about" = 'attachment' AND attachment."id" = t."objectId"
  LEFT JOIN "Product" product ON product."id" = attachment."productId"
  WHERE t."academyCode" = ${academyCode ?? ''}`;

const stateSql = {
  open: Prisma.sql`task."treatedAt" IS NULL AND task."holds" IS TRUE`,
  treated: Prisma.sql`task."treatedAt" IS NOT NULL`,
  settled: Prisma.sql`task."treatedAt" IS NULL AND task."holds" IS NOT TRUE`,
  all: Prisma.sql`TRUE`,
} as const;

/** What the life of schools asks of this académie, latest first. */
export async function listSchoolTasks(ctx: Reader, { state, about, importId, q, page, size }: ListTasks) {
  const academyCode = ctx.actor?.academyCode ?? null;
  const conditions = [
    stateSql[state],
    about ? Prisma.sql`task."about" = ${about}::"SchoolTaskAbout"` : null,
    importId ? Prisma.sql`task."importId" = ${importId}` : null,
    ...searchable(q ?? '')
      .split(' ')
      .filter(Boolean)
      .map((word) => Prisma.sql`task."searchText" LIKE ${`%${word}%`}`),
  ].filter((one) => one !== null);
  const from = Prisma.sql`FROM (${tasksSql(academyCode)}) task WHERE ${Prisma.join(conditions, ' AND ')}`;
  const [items, [found], counts] = await Promise.all([
    ctx.db.$queryRaw<(SchoolTaskLine & { searchText: string })[]>`
      SELECT task.* ${from}
      ORDER BY task."on" DESC, task."departmentCode", task."communeName", task."uai", task."about", task."id"
      LIMIT ${size} OFFSET ${(page - 1) * size}`,
    ctx.db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`,
    ctx.db.$queryRaw<{ open: number; treated: number; settled: number }[]>`
      SELECT count(*) FILTER (WHERE ${stateSql.open})::int AS open,
        count(*) FILTER (WHERE ${stateSql.treated})::int AS treated,
        count(*) FILTER (WHERE ${stateSql.settled})::int AS settled
      FROM (${tasksSql(academyCode)}) task
      WHERE ${importId ? Prisma.sql`task."importId" = ${importId}` : Prisma.sql`TRUE`}`,
  ]);
  return {
    items: items.map(({ searchText: _, ...line }) => line satisfies SchoolTaskLine),
    total: found?.total ?? 0,
    counts: counts[0] ?? { open: 0, treated: 0, settled: 0 },
    page,
    size,
  };
}

export type SchoolTasks = Awaited<ReturnType<typeof listSchoolTasks>>;

/** How many tasks wait for this académie, and since when: one line of the dashboard. */
export async function waitingSchoolTasks(ctx: Reader): Promise<{ count: number; since: Date | null }> {
  const [found] = await ctx.db.$queryRaw<{ count: number; since: Date | null }[]>`
    SELECT count(*)::int AS count, min(t."createdAt") AS since
    FROM "SchoolTask" t JOIN (${tasksSql(ctx.actor?.academyCode ?? null)}) task ON task."id" = t."id"
    WHERE ${stateSql.open}`;
  return found ?? { count: 0, since: null };
}

/**
 * Says that these were looked at, and what was done.
 * @throws AppError `forbidden` when one is of another académie, `conflict` when one was treated meanwhile: nothing
 *   is written then
 */
export async function treatSchoolTasks(
  act: PersonAct,
  { ids, reason }: TreatTasks,
): Promise<{ count: number }> {
  const { academyCode } = act.actor;
  const mine = scope(rulesFor(act.actor), 'edit', 'SchoolTask');
  const wanted = [...new Set(ids)];
  const found = await act.db.schoolTask.count({ where: { AND: [{ id: { in: wanted } }, mine] } });
  if (found !== wanted.length || !academyCode)
    throw forbidden('Une de ces suites ne relève pas de votre académie.');
  return change(act, async (tx) => {
    const { count } = await tx.schoolTask.updateMany({
      where: { AND: [{ id: { in: wanted }, treatedAt: null }, mine] },
      data: { treatedAt: act.now, treatedByName: act.actor.userName, reason },
    });
    if (count !== wanted.length)
      throw conflict(
        'Une de ces suites vient d’être traitée par quelqu’un d’autre\u00a0: rechargez la page.',
      );
    return {
      result: { count },
      journal: {
        chain: academyCode,
        action: 'school.task_treated',
        objectType: 'SchoolTask',
        objectId: wanted[0] ?? '',
        after: { count, reason, ids: wanted },
      },
    };
  });
}
