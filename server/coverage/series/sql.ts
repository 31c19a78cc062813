import { Prisma } from '@/prisma/generated/client';
import { type CoverageSector, type Degree, usedWeeks } from '../domain';
import type { Territory } from '../territory';
import { territorySql } from '../territory-sql';
import { noPoint } from './domain';

export type SeriesFilter = {
  /** In their order, each once. */
  dates: readonly string[];
  degree?: Degree | undefined;
  sector: CoverageSector;
  territory: Territory;
};

/** The civil day in France of an instant kept in UTC. */
const dayOf = (instant: Prisma.Sql) =>
  Prisma.sql`((${instant} AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Paris')::date`;
/** From a day to the day before another; empty when they are in the wrong order, as a typing error makes them. */
const span = (from: Prisma.Sql, to: Prisma.Sql) => Prisma.sql`
  CASE WHEN ${to} IS NULL OR ${from} IS NULL OR ${to} > ${from} THEN daterange(${from}, ${to}) ELSE 'empty' END`;
const stage = Prisma.sql`${span(dayOf(Prisma.sql`stage."since"`), dayOf(Prisma.sql`stage."until"`))}`;

/**
 * The chain of each département on many dates, in one statement; the rules are those of chainSql, said for all dates
 * at once, and coverage.test.ts holds both against each other. Links that people enter become spans of days, spans
 * become arrivals and departures, and a date counts those before it. The weeks of the DNMA are too many for that
 * (millions): each school has one bit for each date, and its weeks are put on top of each other.
 */
export function seriesSql(
  { dates, degree, sector, territory }: SeriesFilter,
  within: Prisma.Sql,
): Prisma.Sql {
  const last = dates.at(-1) ?? '';
  const days = Prisma.sql`${[...dates]}::date[]`;
  const count = Prisma.sql`${dates.length}::int`;
  /** How many dates come before a day: where, in their order, what begins on that day is first counted. */
  const before = (day: Prisma.Sql) => Prisma.sql`width_bucket(${day} - 1, ${days})`;
  /** One bit for each date: set for those from a day on and before another. */
  const bits = (from: Prisma.Sql, to: Prisma.Sql) => Prisma.sql`
    (repeat('0', ${from}) || repeat('1', ${to} - ${from}) || repeat('0', ${count} - ${to}))::varbit`;
  return Prisma.sql`
    WITH mark AS (SELECT "day", "place"::int FROM unnest(${days}) WITH ORDINALITY each ("day", "place")),
    school AS MATERIALIZED (
      SELECT c."uai", c."departmentCode", c."demonstration", ${span(Prisma.sql`c."openedOn"`, Prisma.sql`c."closedOn"`)} AS "life"
      FROM "School" c
      WHERE NOT (c."closedOn" IS NULL AND c."state" = 'closed')
        ${degree === undefined ? Prisma.empty : Prisma.sql`AND c."degree" = ${degree}::"Degree"`}
        ${sector === 'public' ? Prisma.sql`AND c."sector" = 'public'` : Prisma.empty}
        AND (NOT c."demonstration" OR NOT EXISTS (
          SELECT 1 FROM "School" real WHERE real."departmentCode" = c."departmentCode" AND NOT real."demonstration"))
        AND ${territorySql(territory, last)} AND ${within}
    ),
    fact AS (
      SELECT 'in_project' AS "link", stay."uai",
        ${span(Prisma.sql`stay."addedOn"`, Prisma.sql`least(stay."removedOn", ${dayOf(Prisma.sql`project."closedAt"`)})`)} AS "span"
      FROM "ProjectSchool" stay JOIN "Project" project ON project."id" = stay."projectId"
      UNION ALL
      SELECT 'conventioned', listed."uai", ${span(Prisma.sql`listed."entryOn"`, Prisma.sql`listed."leftOn"`)} * ${stage}
      FROM "ConventionSchool" listed
      JOIN "ConventionStage" stage ON stage."conventionId" = listed."conventionId" AND stage."status" = 'in_force'
      UNION ALL
      SELECT 'attached', attachment."uai", ${stage}
      FROM "AafAttachment" attachment
      JOIN "AafStage" stage ON stage."attachmentId" = attachment."id" AND stage."status" = 'attached'
    ),
    held AS (
      SELECT 'exists' AS "link", "departmentCode", "life" AS "span" FROM school WHERE NOT isempty("life")
      UNION ALL
      SELECT merged."link", school."departmentCode", unnest(merged."spans" * datemultirange(school."life"))
      FROM (
        SELECT "link", "uai", range_agg("span") AS "spans" FROM fact WHERE NOT isempty("span") GROUP BY 1, 2
      ) merged JOIN school ON school."uai" = merged."uai"
    ),
    moved AS (
      SELECT "link", "departmentCode", "place", sum("delta") AS "delta" FROM (
        SELECT "link", "departmentCode", ${before(Prisma.sql`coalesce(lower("span"), '-infinity'::date)`)} AS "place", 1 AS "delta"
        FROM held
        UNION ALL
        SELECT "link", "departmentCode", ${before(Prisma.sql`upper("span")`)}, -1 FROM held WHERE NOT upper_inf("span")
      ) each GROUP BY 1, 2, 3
    ),
    -- Kept, for its bits would otherwise be written anew for each row of the measure.
    week AS MATERIALIZED (
      SELECT "start", ${bits(
        before(Prisma.sql`("start" + 6)`),
        before(Prisma.sql`("start" + 6 + 7 * ${usedWeeks}::int)`),
      )} AS "seen"
      -- DISTINCT tells the planner that a row of the measure meets one of these at most.
      FROM (
        SELECT DISTINCT "day"::date AS "start" FROM generate_series(
          ${dates[0] ?? ''}::date - 5 - 7 * ${usedWeeks}::int, ${last}::date - 6, interval '1 day'
        ) "day"
      ) each
    ),
    audience AS (
      SELECT measure."uai", bit_or(week."seen") AS "measured",
        bit_or(week."seen") FILTER (WHERE measure."visitsTotal" > 0) AS "used"
      FROM "AudienceWeek" measure JOIN week ON week."start" = measure."weekStart"
      WHERE measure."uai" IN (SELECT "uai" FROM school)
      GROUP BY 1
    ),
    seen AS (
      SELECT "departmentCode", "measured" & "life" AS "measured", "used" & "life" AS "used", count(*) AS "schools"
      FROM (
        SELECT school."departmentCode", audience."measured", audience."used", ${bits(
          before(Prisma.sql`coalesce(lower(school."life"), '-infinity'::date)`),
          before(Prisma.sql`coalesce(upper(school."life"), 'infinity'::date)`),
        )} AS "life"
        FROM audience JOIN school ON school."uai" = audience."uai" WHERE NOT isempty(school."life")
      ) each GROUP BY 1, 2, 3
    ),
    counted AS (
      SELECT mark."day", moved."link", moved."departmentCode", moved."delta" AS "schools"
      FROM mark JOIN moved ON moved."place" < mark."place"
      UNION ALL
      SELECT mark."day", each."link", seen."departmentCode", seen."schools"
      FROM seen
      CROSS JOIN LATERAL (VALUES ('measured', seen."measured"), ('used', seen."used")) each ("link", "bits")
      JOIN mark ON get_bit(each."bits", mark."place" - 1) = 1
    )
    SELECT counted."day"::text AS "day", counted."departmentCode",
      ${Prisma.join(
        Object.keys(noPoint).map(
          (link) =>
            Prisma.sql`coalesce(sum("schools") FILTER (WHERE "link" = ${link}), 0)::int AS ${Prisma.raw(`"${link}"`)}`,
        ),
      )},
      bool_and(origin."demonstration") AS "demonstration"
    FROM counted
    -- Once for each département: asked in the list of columns, it was read again for each of its dates.
    JOIN (
      SELECT "departmentCode", bool_and("demonstration") AS "demonstration" FROM school GROUP BY 1
    ) origin ON origin."departmentCode" = counted."departmentCode"
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
