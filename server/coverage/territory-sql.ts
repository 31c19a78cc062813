import { Prisma } from '@/prisma/generated/client';
import { constituencyParts, type Territory } from './territory';

/**
 * A territory as a condition on rows that have the columns of "School" (alias `c` unless told). A project or a
 * product stands for the schools that its projects hold on `asOf`; a collectivité for those of its territory, and
 * those of the projects that it carries elsewhere.
 */
export function territorySql(territory: Territory, asOf: string, alias = 'c'): Prisma.Sql {
  const { kind, code } = territory;
  const c = Prisma.raw(alias);
  switch (kind) {
    case 'france':
      return Prisma.sql`TRUE`;
    case 'academy':
      return Prisma.sql`${c}."departmentCode" IN (SELECT "code" FROM "Department" WHERE "academyCode" = ${code})`;
    case 'department':
      return Prisma.sql`${c}."departmentCode" = ${code}`;
    case 'constituency': {
      const { departmentCode, name } = constituencyParts(code);
      return Prisma.sql`(${c}."departmentCode" = ${departmentCode} AND ${c}."constituency" = ${name})`;
    }
    case 'commune':
      return Prisma.sql`${c}."knownCommuneCode" = ${code}`;
    case 'epci':
      return Prisma.sql`${c}."knownCommuneCode" IN (SELECT "code" FROM "Commune" WHERE "epciSiren" = ${code})`;
    case 'project':
      return Prisma.sql`${c}."uai" IN (${staysSql(asOf, Prisma.sql`stay."projectId" = ${code}`)})`;
    case 'product':
      return Prisma.sql`${c}."uai" IN (${staysSql(asOf, Prisma.sql`project."productId" = ${code}`)})`;
    case 'authority':
      return Prisma.sql`(${c}."uai" IN (${staysSql(asOf, Prisma.sql`project."carrierId" = ${code}`)})
        OR ${onLandOf([code], alias)})`;
  }
}

/** Condition on a school (alias `c` unless told): it stands on the land of one of these collectivités. */
export function onLandOf(authorityIds: readonly string[], alias = 'c'): Prisma.Sql {
  const c = Prisma.raw(alias);
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "Authority" authority
    LEFT JOIN "Commune" commune ON commune."code" = ${c}."knownCommuneCode"
    LEFT JOIN "Department" department ON department."code" = ${c}."departmentCode"
    WHERE authority."id" = ANY(${[...authorityIds]}::text[]) AND (
      (authority."kind" = 'commune' AND authority."code" = ${c}."knownCommuneCode")
      OR (authority."kind" IN ('epci', 'ept') AND authority."siren" = commune."epciSiren")
      OR (authority."kind" = 'department' AND authority."code" = ${c}."departmentCode")
      OR (authority."kind" = 'region' AND authority."code" = department."regionCode")))`;
}

/** The end of a civil day in France, as the UTC timestamp that the database keeps. */
export function endOfDay(asOf: string): Prisma.Sql {
  return Prisma.sql`(((${asOf}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'UTC')`;
}

/** The schools of open projects on a day (`stay`, `project`), those that `where` keeps; select what `columns` says. */
export function staysSql(
  asOf: string,
  where: Prisma.Sql = Prisma.sql`TRUE`,
  columns: Prisma.Sql = Prisma.sql`stay."uai"`,
): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ${columns} FROM "ProjectSchool" stay
    JOIN "Project" project ON project."id" = stay."projectId"
      AND (project."closedAt" IS NULL OR project."closedAt" >= ${endOfDay(asOf)})
    WHERE stay."addedOn" <= ${asOf}::date AND (stay."removedOn" IS NULL OR stay."removedOn" > ${asOf}::date)
      AND ${where}`;
}
