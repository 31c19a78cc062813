import { Prisma } from '@/prisma/generated/client';
import type { Territory } from '../coverage/territory';
import { territorySql } from '../coverage/territory-sql';
import { type Profile, profiles } from './fields';

const columns: Record<Profile, Prisma.Sql> = {
  total: Prisma.sql`w."visitsTotal"`,
  pupil: Prisma.sql`w."visitsPupil"`,
  parent: Prisma.sql`w."visitsParent"`,
  teacher: Prisma.sql`w."visitsTeacher"`,
  staff: Prisma.sql`w."visitsStaff"`,
};

/** `sum(w."visitsTotal") AS "total"`, … for each profile: visits alone, for users do not add up. */
export const visitSums = Prisma.join(
  profiles.map((profile) => Prisma.sql`sum(${columns[profile]})::float8 AS ${Prisma.raw(`"${profile}"`)}`),
);

/** The same sums of rows that are sums already. */
export const sumsOfSums = Prisma.join(
  profiles.map((profile) => Prisma.raw(`sum(t."${profile}")::float8 AS "${profile}"`)),
);

/**
 * The rows of a territory in a period: AudienceWeek under `w`, School under `c`. No column of the DNMA names the ENT:
 * a project or a product stands for the weeks in which the school was in it, not for the schools that are in it today.
 */
export function rowsSql(
  territory: Territory,
  { from, until }: { from: string; until: string },
  asOf: string,
  within: Prisma.Sql = Prisma.sql`TRUE`,
): Prisma.Sql {
  return Prisma.sql`
    "AudienceWeek" w JOIN "School" c ON c."uai" = w."uai"
    WHERE w."weekStart" >= ${from}::date AND w."weekStart" < ${until}::date
      AND ${placeSql(territory, asOf)} AND ${within}
      -- Demonstration schools stand in only where no real directory was loaded.
      AND (NOT c."demonstration" OR NOT EXISTS (
        SELECT 1 FROM "School" real WHERE real."departmentCode" = c."departmentCode" AND NOT real."demonstration"))`;
}

function placeSql(territory: Territory, asOf: string): Prisma.Sql {
  const { kind, code } = territory;
  if (kind !== 'project' && kind !== 'product') return territorySql(territory, asOf);
  const which =
    kind === 'project' ? Prisma.sql`project."id" = ${code}` : Prisma.sql`project."productId" = ${code}`;
  const stays = Prisma.sql`"ProjectSchool" stay JOIN "Project" project ON project."id" = stay."projectId"`;
  // The schools alone are told first: the reading then begins with them, not with every school's weeks.
  return Prisma.sql`w."uai" IN (SELECT stay."uai" FROM ${stays} WHERE ${which}) AND EXISTS (
    SELECT 1 FROM ${stays}
    WHERE stay."uai" = w."uai" AND ${which}
      AND stay."addedOn" <= w."weekStart" AND (stay."removedOn" IS NULL OR stay."removedOn" > w."weekStart")
      AND (project."closedAt" IS NULL OR project."closedAt" >= w."weekStart"))`;
}
