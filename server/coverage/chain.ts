import { Prisma } from '@/prisma/generated/client';
import type { ChainStage, CoverageSector, Degree } from './domain';

export type ChainFilter = {
  /** Civil date; the state told is that of the end of this day in France. */
  asOf: string;
  /** Both when absent. */
  degree?: Degree | undefined;
  sector: CoverageSector;
  academyCode?: string | undefined;
  departments?: readonly string[] | undefined;
};

const and = (...conditions: (Prisma.Sql | false)[]) =>
  Prisma.join(
    conditions.filter((one) => one !== false),
    ' AND ',
  );

/**
 * THE chain, in SQL: one row for each school that exists on that day, with the links it has. Every count and
 * every list of coverage reads this one selection. Columns: those of "School" under `s`, then `inProject`,
 * `signed`, `conventioned`, `attached`.
 */
export function chainSql({ asOf, degree, sector, academyCode, departments }: ChainFilter): Prisma.Sql {
  const day = Prisma.sql`${asOf}::date`;
  // Timestamps are kept in UTC; a day ends at midnight in France.
  const instant = Prisma.sql`(((${asOf}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'UTC')`;
  const stay = (status: Prisma.Sql) => Prisma.sql`
    stage."status" = ${status} AND stage."since" < ${instant} AND (stage."until" IS NULL OR stage."until" >= ${instant})`;
  const annexed = (status: Prisma.Sql) => Prisma.sql`
    SELECT DISTINCT listed."uai" FROM "ConventionSchool" listed
    JOIN "ConventionStage" stage ON stage."conventionId" = listed."conventionId" AND ${stay(status)}
    WHERE listed."entryOn" <= ${day} AND (listed."leftOn" IS NULL OR listed."leftOn" > ${day})`;
  const exists = and(
    degree !== undefined && Prisma.sql`s."degree" = ${degree}::"Degree"`,
    Prisma.sql`(s."openedOn" IS NULL OR s."openedOn" <= ${day})`,
    // Closed on a day nobody knows: it no longer counts, on any date.
    Prisma.sql`(s."closedOn" > ${day} OR (s."closedOn" IS NULL AND s."state" <> 'closed'))`,
    // Demonstration schools stand in only where no real directory was loaded.
    Prisma.sql`(NOT s."demonstration" OR NOT EXISTS (
      SELECT 1 FROM "School" real WHERE real."departmentCode" = s."departmentCode" AND NOT real."demonstration"))`,
    sector === 'public' && Prisma.sql`s."sector" = 'public'`,
    academyCode !== undefined &&
      Prisma.sql`s."departmentCode" IN (
      SELECT "code" FROM "Department" WHERE "academyCode" = ${academyCode})`,
    departments !== undefined && Prisma.sql`s."departmentCode" = ANY(${[...departments]}::text[])`,
  );
  return Prisma.sql`
    SELECT s.*, p."uai" IS NOT NULL AS "inProject",
      signed."uai" IS NOT NULL AND force."uai" IS NULL AS "signed",
      force."uai" IS NOT NULL AS "conventioned", a."uai" IS NOT NULL AS "attached"
    FROM "School" s
    LEFT JOIN (
      SELECT DISTINCT stay."uai" FROM "ProjectSchool" stay
      JOIN "Project" project ON project."id" = stay."projectId"
        AND (project."closedAt" IS NULL OR project."closedAt" >= ${instant})
      WHERE stay."addedOn" <= ${day} AND (stay."removedOn" IS NULL OR stay."removedOn" > ${day})
    ) p ON p."uai" = s."uai"
    LEFT JOIN (${annexed(Prisma.sql`'in_force'`)}) force ON force."uai" = s."uai"
    LEFT JOIN (${annexed(Prisma.sql`'signed'`)}) signed ON signed."uai" = s."uai"
    LEFT JOIN (
      SELECT DISTINCT attachment."uai" FROM "AafAttachment" attachment
      JOIN "AafStage" stage ON stage."attachmentId" = attachment."id" AND ${stay(Prisma.sql`'attached'`)}
    ) a ON a."uai" = s."uai"
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
  }
}
