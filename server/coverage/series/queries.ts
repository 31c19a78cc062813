import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { Context } from '@/server/trpc/context';
import { type CoverageSector, type Degree, sectorLabels, usedWeeks } from '../domain';
import { countedWithin } from '../perimeter';
import { isFine, type Territory } from '../territory';
import { territoryPath } from '../territory-names';
import { territorySql } from '../territory-sql';
import { noPoint, type SeriesPoint, seriesDates, sumPoints } from './domain';
import { type SeriesQuery, seriesQuery } from './schema';

export type SeriesFilter = {
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
 * The chain of each département on many dates, in one statement: the dated facts of each school become spans of
 * days, spans become arrivals and departures, and a date counts those before it. The rules are those of chainSql,
 * said for all dates at once; series.test.ts holds both against each other.
 */
export function seriesSql(
  { dates, degree, sector, territory }: SeriesFilter,
  within: Prisma.Sql,
): Prisma.Sql {
  const last = dates.at(-1) ?? '';
  return Prisma.sql`
    WITH mark AS (SELECT unnest(${[...dates]}::date[]) AS "day"),
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
      UNION ALL
      SELECT each."link", week."uai", daterange(week."weekStart" + 6, week."weekStart" + 6 + 7 * ${usedWeeks}::int)
      FROM "AudienceWeek" week
      JOIN (VALUES ('measured'), ('used')) each ("link") ON each."link" = 'measured' OR week."visitsTotal" > 0
      WHERE week."uai" IN (SELECT "uai" FROM school)
        AND week."weekStart" > ${dates[0] ?? ''}::date - 6 - 7 * ${usedWeeks}::int AND week."weekStart" <= ${last}::date - 6
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
      SELECT "link", "departmentCode", "day", sum("delta") AS "delta" FROM (
        SELECT "link", "departmentCode", coalesce(lower("span"), '-infinity'::date) AS "day", 1 AS "delta" FROM held
        UNION ALL
        SELECT "link", "departmentCode", upper("span"), -1 FROM held WHERE NOT upper_inf("span")
      ) each GROUP BY 1, 2, 3
    )
    SELECT mark."day"::text AS "day", moved."departmentCode",
      ${Prisma.join(
        Object.keys(noPoint).map(
          (link) =>
            Prisma.sql`coalesce(sum("delta") FILTER (WHERE "link" = ${link}), 0)::int AS ${Prisma.raw(`"${link}"`)}`,
        ),
      )},
      bool_and(origin."demonstration") AS "demonstration"
    FROM mark JOIN moved ON moved."day" <= mark."day"
    -- Once for each département: asked in the list of columns, it was read again for each of its dates.
    JOIN (
      SELECT "departmentCode", bool_and("demonstration") AS "demonstration" FROM school GROUP BY 1
    ) origin ON origin."departmentCode" = moved."departmentCode"
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

type SeriesRow = SeriesPoint & { day: string; departmentCode: string; demonstration: boolean };

/** The points of each département that has any school, in the order of the dates. */
export async function countSeries(
  db: Pick<Db, '$queryRaw'>,
  filter: SeriesFilter,
  within = Prisma.sql`TRUE`,
): Promise<{ code: string; points: SeriesPoint[]; demonstration: boolean }[]> {
  const rows = await db.$queryRaw<SeriesRow[]>(seriesSql(filter, within));
  const rank = new Map(filter.dates.map((day, index) => [day, index]));
  const found = new Map<string, { code: string; points: SeriesPoint[]; demonstration: boolean }>();
  for (const { day, departmentCode: code, demonstration, ...point } of rows) {
    const one = found.get(code) ?? { code, points: filter.dates.map(() => noPoint), demonstration };
    found.set(code, one);
    one.points[rank.get(day) ?? 0] = point;
  }
  return [...found.values()].sort((a, b) => a.code.localeCompare(b.code));
}

export type CoverageSeries = {
  territory: Territory;
  name: string;
  dates: string[];
  degree: Degree;
  sector: CoverageSector;
  scope: string;
  total: SeriesPoint[];
  departments: { code: string; name: string; academyCode: string; points: SeriesPoint[] }[];
  /** True when what is counted stops at the perimeter of whoever asks. */
  restricted: boolean;
  demonstration: boolean;
};

/**
 * The curves of a territory up to a date, and those of its départements. What is finer than a département is counted
 * within the perimeter of whoever asks.
 * @throws AppError not_found for a territory that nobody knows
 */
export async function coverageSeries(
  ctx: Pick<Context, 'db' | 'now' | 'ability'> & { actor: Actor },
  input: SeriesQuery,
): Promise<CoverageSeries> {
  const { territory, degree, sector, step, ...rest } = seriesQuery.parse(input);
  const dates = seriesDates(rest.asOf ?? civilDate(ctx.now), step);
  const restricted = isFine(territory.kind);
  const within = countedWithin(ctx.actor, territory.kind);
  const [path, counted, names] = await Promise.all([
    territoryPath(ctx, territory),
    countSeries(ctx.db, { dates, degree, sector, territory }, within),
    ctx.db.department.findMany({ select: { code: true, name: true, academyCode: true } }),
  ]);
  return {
    territory,
    name: path.at(-1)?.name ?? '',
    dates,
    degree,
    sector,
    scope: sectorLabels[sector],
    total: sumPoints([dates.map(() => noPoint), ...counted.map(({ points }) => points)]),
    departments: counted.map(({ code, points }) => {
      const department = names.find((one) => one.code === code);
      return { code, name: department?.name ?? code, academyCode: department?.academyCode ?? '', points };
    }),
    restricted,
    demonstration: counted.some((one) => one.demonstration),
  };
}

/** Every académie and département, for the choice of a place. */
export async function placesOfFrance({ db }: Pick<Context, 'db'>) {
  const [academies, departments] = await Promise.all([
    db.academy.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } }),
    db.department.findMany({
      select: { code: true, name: true, academyCode: true },
      orderBy: { code: 'asc' },
    }),
  ]);
  return { academies, departments };
}
