import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../access/actor';
import { addDays } from '../calendar';
import { civilDate, fromDbDate } from '../clock';
import { schoolYearStart } from '../coverage/domain';
import { countedWithin, perimeterSql, stagePerimeter } from '../coverage/perimeter';
import { isFine, type Territory } from '../coverage/territory';
import { type TerritoryStep, territoryNames, territoryPath } from '../coverage/territory-names';
import { academySettings } from '../organisations/settings';
import type { Context } from '../trpc/context';
import { type Split, splitOf, type VisitSums, yearBounds } from './domain';
import { type Cell, maskCells } from './mask';
import type { AudienceQuery } from './schema';
import { rowsSql, sumsOfSums, visitSums } from './sql';

type Asked = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** A week of a territory: its visits, and how many schools were measured that week. */
export type WeekPoint = {
  week: string;
  measured: number;
  visits: Cell;
  /** Visits for one measured school. */
  perSchool: number | null;
};

export type AudiencePart = {
  key: string;
  label: string;
  territory: Territory | null;
  schools: number;
  visits: Cell;
};

export type Audience = {
  territory: Territory;
  path: TerritoryStep[];
  year: number;
  /** School years that have weeks, latest first. */
  years: number[];
  /** The last measured week of the whole territory, whatever the year; null when nothing was imported. */
  lastWeek: string | null;
  lastImport: { fileName: string; finishedAt: Date | null; demonstration: boolean } | null;
  threshold: number;
  /** True when what is counted here stops at the perimeter of whoever asks. */
  restricted: boolean;
  demonstration: boolean;
  /** Schools measured at least one week of the period: the perimeter of every sum below. */
  schools: number;
  weeks: WeekPoint[];
  split: Split;
  /** Seconds, all profiles; null when not measured or when visits are masked. */
  duration: number | null;
  partsBy: 'academy' | 'department' | 'school' | null;
  parts: AudiencePart[];
};

const MOST_PARTS = 30;
const MOST_SCHOOLS = 15;

/** What is known of the measure for an académie (all when null): its weeks, its last file. Cheap: read in the imports. */
export async function measureKnown({ db }: Pick<Context, 'db'>, academyCode: string | null) {
  const where = academyCode ? { OR: [{ academyCode: null }, { academyCode }] } : {};
  const [bounds, last] = await Promise.all([
    db.audienceImport.aggregate({ where, _min: { firstWeek: true }, _max: { lastWeek: true } }),
    db.audienceImport.findFirst({
      where: { AND: [where, { state: 'done' }] },
      orderBy: { finishedAt: 'desc' },
      select: { fileName: true, finishedAt: true, createdById: true },
    }),
  ]);
  return {
    firstWeek: fromDbDate(bounds._min.firstWeek),
    lastWeek: fromDbDate(bounds._max.lastWeek),
    last: last && {
      fileName: last.fileName,
      finishedAt: last.finishedAt,
      demonstration: last.createdById === 'demonstration',
    },
  };
}

const yearOf = (day: string) => Number(schoolYearStart(day).slice(0, 4));

/** The school years that hold weeks, latest first. */
export function yearsBetween(first: string | null, last: string | null): number[] {
  if (!first || !last) return [];
  const years: number[] = [];
  for (let year = yearOf(last); year >= yearOf(first); year -= 1) years.push(year);
  return years;
}

/** The threshold of an académie; over several, the most careful of all. */
export async function thresholdOf({ db }: Pick<Context, 'db'>, academyCode: string | null): Promise<number> {
  const rows = await db.academy.findMany({
    ...(academyCode ? { where: { code: academyCode } } : {}),
    select: { settings: true },
  });
  return Math.max(1, ...rows.map(({ settings }) => academySettings(settings).audienceThreshold));
}

/** Visits of a territory over a school year: by week, by profile, by what it is made of. */
export async function audienceOf(ctx: Asked, input: AudienceQuery): Promise<Audience> {
  const { territory } = input;
  const today = civilDate(ctx.now);
  const path = await territoryPath(ctx, territory);
  const academyCode = path.find((step) => step.territory.kind === 'academy')?.territory.code ?? null;
  const [known, threshold] = await Promise.all([
    measureKnown(ctx, academyCode),
    thresholdOf(ctx, academyCode),
  ]);
  const year = input.year ?? yearOf(known.lastWeek ?? today);
  const restricted = isFine(territory.kind);
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  const rows = rowsSql(territory, yearBounds(year), today, countedWithin(ctx.actor, territory.kind));
  const partsBy =
    territory.kind === 'france'
      ? 'academy'
      : territory.kind === 'academy'
        ? 'department'
        : ('school' as const);
  const [weeks, sums] = await Promise.all([
    ctx.db.$queryRaw<{ week: string; measured: number; visits: number | null }[]>`
      SELECT w."weekStart"::text AS "week", count(w."visitsTotal")::int AS "measured",
        sum(w."visitsTotal")::float8 AS "visits"
      FROM ${rows} GROUP BY w."weekStart" ORDER BY w."weekStart"`,
    ctx.db.$queryRaw<PartRow[]>`
      SELECT ${partKeys[partsBy]} AS "key", grouping(${partKeys[partsBy]}) = 1 AS "whole",
        count(*)::int AS "schools", bool_or(t."demonstration") AS "demonstration",
        bool_and(t."mine") AS "mine", ${sumsOfSums}, sum(t."duration")::float8 AS "duration"
      FROM (
        SELECT w."uai", c."departmentCode", c."demonstration", (${mine}) AS "mine", ${visitSums},
          sum(w."durationTotal")::float8 AS "duration"
        FROM ${rows} GROUP BY w."uai", c."uai"
      ) t JOIN "Department" d ON d."code" = t."departmentCode"
      GROUP BY ROLLUP (${partKeys[partsBy]})`,
  ]);
  const whole = sums.find((row) => row.whole) ?? nothing;
  // A sum that stands on one school is the audience of that school: for those whose perimeter holds it.
  const limit = isOneStranger(whole) ? Number.POSITIVE_INFINITY : threshold;
  const split = splitOf(whole, limit);
  const masked = maskCells(
    weeks.map(({ visits }) => visits),
    whole.total,
    limit,
    whole.mine ? [] : weeks.flatMap(({ measured }, index) => (measured === 1 ? [index] : [])),
  );
  return {
    territory,
    path,
    year,
    years: yearsBetween(known.firstWeek, known.lastWeek),
    lastWeek: known.lastWeek,
    lastImport: known.last,
    threshold,
    restricted,
    demonstration: whole.demonstration ?? false,
    schools: whole.schools,
    weeks: weeks.map(({ week, measured, visits }, index) => {
      const cell = masked.parts[index] ?? null;
      return {
        week,
        measured,
        visits: cell,
        perSchool: typeof cell === 'number' && measured > 0 && visits !== null ? visits / measured : null,
      };
    }),
    split,
    duration: typeof split.total === 'number' ? whole.duration : null,
    ...(await partsOf(ctx, partsBy, sums, whole, limit)),
  };
}

type PartRow = VisitSums & {
  key: string | null;
  whole: boolean;
  schools: number;
  demonstration: boolean | null;
  mine: boolean | null;
  duration: number | null;
};
const nothing: PartRow = {
  key: null,
  whole: true,
  schools: 0,
  demonstration: false,
  mine: true,
  total: null,
  pupil: null,
  parent: null,
  teacher: null,
  staff: null,
  duration: null,
};

const isOneStranger = ({ schools, mine }: PartRow) => schools === 1 && mine === false;

const partKeys = {
  academy: Prisma.sql`d."academyCode"`,
  department: Prisma.sql`t."departmentCode"`,
  school: Prisma.sql`t."uai"`,
} as const;

/** What a territory is made of, by visits; single schools for those whose perimeter holds them all. */
async function partsOf(
  ctx: Asked,
  by: 'academy' | 'department' | 'school',
  sums: readonly PartRow[],
  whole: PartRow,
  threshold: number,
): Promise<Pick<Audience, 'partsBy' | 'parts'>> {
  if (by === 'school' && whole.mine === false) return { partsBy: null, parts: [] };
  const found = sums
    .filter((row) => !row.whole)
    .sort((a, b) => (b.total ?? -1) - (a.total ?? -1) || String(a.key).localeCompare(String(b.key)));
  const cells = maskCells(
    found.map(({ total }) => total),
    whole.total,
    threshold,
    found.flatMap((row, index) => (isOneStranger(row) ? [index] : [])),
  ).parts;
  const shown = found
    .map((row, index) => ({ row, visits: cells[index] ?? null }))
    .slice(0, by === 'school' ? MOST_SCHOOLS : MOST_PARTS);
  const keys = shown.map(({ row }) => row.key ?? '');
  const names =
    by === 'school'
      ? new Map(
          (
            await ctx.db.school.findMany({
              where: { uai: { in: keys } },
              select: { uai: true, name: true, communeName: true },
            })
          ).map((school) => [school.uai, `${school.name}, ${school.communeName}`]),
        )
      : await territoryNames(
          ctx.db,
          keys.map((code) => ({ kind: by, code })),
        );
  return {
    partsBy: by,
    parts: shown.map(({ row, visits }) => ({
      key: row.key ?? '',
      label: names.get(row.key ?? '') ?? row.key ?? '',
      territory: by === 'school' ? null : { kind: by, code: row.key ?? '' },
      schools: row.schools,
      visits,
    })),
  };
}

/** The day up to which the chain can be told with the measure: the end of the last imported week, at most today. */
export const measuredUntil = (today: string, lastWeek: string | null): string =>
  lastWeek !== null && addDays(lastWeek, 6) < today ? addDays(lastWeek, 6) : today;
