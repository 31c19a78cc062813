import { Prisma } from '@/prisma/generated/client';
import { type ChainStage, type CoverageSector, type Degree, schoolYearStart, usedWeeks } from './domain';
import type { Territory } from './territory';
import { endOfDay, staysSql, territorySql } from './territory-sql';

export type ChainFilter = {
  /** Civil date; the state told is that of the end of this day in France. */
  asOf: string;
  /** Both when absent. */
  degree?: Degree | undefined;
  sector: CoverageSector;
  academyCode?: string | undefined;
  departments?: readonly string[] | undefined;
  territory?: Territory | undefined;
  /** One nature of schools, such as `maternelle`. */
  nature?: string | undefined;
};

const and = (conditions: readonly (Prisma.Sql | false)[]) =>
  Prisma.join([Prisma.sql`TRUE`, ...conditions.filter((one) => one !== false)], ' AND ');

/**
 * THE chain, in SQL: one row for each school that exists on that day, with the links it has. Every count and
 * every list of coverage reads this one selection. Columns: those of "School" under `s`, then `inProject`,
 * `signed`, `conventioned`, `attached`, `used`, `measured`, `pupils` (null when unknown).
 */
export function chainSql(filter: ChainFilter): Prisma.Sql {
  const { asOf, degree, sector, academyCode, departments, territory, nature } = filter;
  const day = Prisma.sql`${asOf}::date`;
  const instant = endOfDay(asOf);
  const stay = (status: Prisma.Sql) => Prisma.sql`
    stage."status" = ${status} AND stage."since" < ${instant} AND (stage."until" IS NULL OR stage."until" >= ${instant})`;
  const annexed = (status: Prisma.Sql) => Prisma.sql`
    SELECT DISTINCT listed."uai" FROM "ConventionSchool" listed
    JOIN "ConventionStage" stage ON stage."conventionId" = listed."conventionId" AND ${stay(status)}
    WHERE listed."entryOn" <= ${day} AND (listed."leftOn" IS NULL OR listed."leftOn" > ${day})`;
  const places = [
    academyCode !== undefined &&
      Prisma.sql`s."departmentCode" IN (
      SELECT "code" FROM "Department" WHERE "academyCode" = ${academyCode})`,
    departments !== undefined && Prisma.sql`s."departmentCode" = ANY(${[...departments]}::text[])`,
    territory !== undefined && territory.kind !== 'france' && territorySql(territory, asOf, 's'),
  ];
  const narrow = places.some((one) => one !== false);
  const exists = and([
    degree !== undefined && Prisma.sql`s."degree" = ${degree}::"Degree"`,
    Prisma.sql`(s."openedOn" IS NULL OR s."openedOn" <= ${day})`,
    // Closed on a day nobody knows: it no longer counts, on any date.
    Prisma.sql`(s."closedOn" > ${day} OR (s."closedOn" IS NULL AND s."state" <> 'closed'))`,
    // Demonstration schools stand in only where no real directory was loaded.
    Prisma.sql`(NOT s."demonstration" OR NOT EXISTS (
      SELECT 1 FROM "School" real WHERE real."departmentCode" = s."departmentCode" AND NOT real."demonstration"))`,
    sector === 'public' && Prisma.sql`s."sector" = 'public'`,
    nature !== undefined && Prisma.sql`s."nature" = ${nature}`,
    ...places,
  ]);
  return Prisma.sql`
    SELECT s.*, p."uai" IS NOT NULL AS "inProject",
      signed."uai" IS NOT NULL AND force."uai" IS NULL AS "signed",
      force."uai" IS NOT NULL AS "conventioned", a."uai" IS NOT NULL AS "attached",
      coalesce(audience."visited", FALSE) AS "used", audience."uai" IS NOT NULL AS "measured", n."pupils"
    FROM "School" s
    LEFT JOIN (${staysSql(asOf)}) p ON p."uai" = s."uai"
    LEFT JOIN (${annexed(Prisma.sql`'in_force'`)}) force ON force."uai" = s."uai"
    LEFT JOIN (${annexed(Prisma.sql`'signed'`)}) signed ON signed."uai" = s."uai"
    LEFT JOIN (
      SELECT DISTINCT attachment."uai" FROM "AafAttachment" attachment
      JOIN "AafStage" stage ON stage."attachmentId" = attachment."id" AND ${stay(Prisma.sql`'attached'`)}
    ) a ON a."uai" = s."uai"
    LEFT JOIN (
      SELECT week."uai", bool_or(week."visitsTotal" > 0) AS "visited" FROM "AudienceWeek" week
      -- Whole weeks, the last of them ended on that day or before.
      WHERE week."weekStart" <= ${day} - 6 AND week."weekStart" > ${day} - 6 - 7 * ${usedWeeks}::int
        -- Told again, so that a small territory reads the rows of its own schools alone.
        ${narrow ? Prisma.sql`AND week."uai" IN (SELECT s."uai" FROM "School" s WHERE ${and(places)})` : Prisma.empty}
      GROUP BY week."uai"
    ) audience ON audience."uai" = s."uai"
    LEFT JOIN (
      SELECT DISTINCT ON ("uai") "uai", "pupils" FROM "PupilCount"
      WHERE "year" <= ${Number(schoolYearStart(asOf).slice(0, 4))} ORDER BY "uai", "year" DESC
    ) n ON n."uai" = s."uai"
    WHERE ${exists}`;
}

/** Condition on a row of the chain (alias `c`): it has this link. */
export function hasStage(stage: ChainStage): Prisma.Sql {
  switch (stage) {
    case 'exists':
      return Prisma.sql`TRUE`;
    case 'in_project':
      return Prisma.sql`c."inProject"`;
    case 'signed':
      return Prisma.sql`c."signed"`;
    case 'conventioned':
      return Prisma.sql`c."conventioned"`;
    case 'attached':
      return Prisma.sql`c."attached"`;
    case 'used':
      return Prisma.sql`c."used"`;
  }
}
