import type { Actor } from '../access/actor';
import { civilDate } from '../clock';
import { schoolYearStart } from '../coverage/domain';
import { perimeterSql, stagePerimeter } from '../coverage/perimeter';
import type { Context } from '../trpc/context';
import {
  type SchoolWeek,
  type Split,
  splitFrom,
  splitOf,
  splitProfiles,
  splitSum,
  splitValues,
  type VisitSums,
  yearBounds,
} from './domain';
import { type CountField, fieldOf, type Measure, type Profile, profiles } from './fields';
import { type Cell, MASKED, maskTogether } from './mask';
import { measureKnown, thresholdOf, yearsBetween } from './queries';

/** The audience of one school: visits over a school year, users for one week at a time. */
export type SchoolAudience = {
  uai: string;
  year: number;
  years: number[];
  threshold: number;
  weeks: { week: string; visits: Cell }[];
  /** Visits over the weeks measured in this year. */
  split: Split;
  measuredWeeks: number;
  /** The last measured week, and the one with most visits; users exist here alone. */
  last: SchoolWeek | null;
  peak: SchoolWeek | null;
};

type Row = { week: string } & Record<CountField, number | null>;

const byProfile = (row: Row, measure: Exclude<Measure, 'duration'>): VisitSums =>
  Object.fromEntries(profiles.map((profile) => [profile, row[fieldOf(measure, profile)]])) as VisitSums;
const visitsOf = (row: Row) => byProfile(row, 'visits');

/** The users of one week, masked as visits are; all of them where the visits of the week are. */
function usersOf(row: Row, visits: Split, threshold: number): Record<Profile, Cell> {
  const { total, profiles: cells } = splitOf(byProfile(row, 'users'), threshold);
  const shown = { total, ...cells };
  return Object.fromEntries(
    profiles.map((profile) => [profile, visits.total === MASKED ? MASKED : shown[profile]]),
  ) as Record<Profile, Cell>;
}

/** Sums of visits by profile; a profile that was never measured stays unknown. */
function sumVisits(rows: readonly Row[]): VisitSums {
  const sums: VisitSums = { total: null, pupil: null, parent: null, teacher: null, staff: null };
  for (const row of rows)
    for (const profile of profiles) {
      const value = visitsOf(row)[profile];
      if (value !== null) sums[profile] = (sums[profile] ?? 0) + value;
    }
  return sums;
}

const noVisits: VisitSums = { total: null, pupil: null, parent: null, teacher: null, staff: null };

/**
 * The year, week by week and by profile, with one or two weeks in detail, masked as one table: the year less the weeks
 * that are shown would tell the others.
 */
function maskedYear(rows: readonly Row[], detailed: readonly number[], threshold: number) {
  const others = rows.filter((_, index) => !detailed.includes(index));
  const splits = [
    sumVisits(rows),
    ...detailed.map((index) => sumVisits(rows.slice(index, index + 1))),
    others.length > 0 ? sumVisits(others) : noVisits,
  ];
  const width = splitProfiles.length + 2;
  const table = splits.flatMap(splitValues);
  const place = (index: number) =>
    detailed.includes(index) ? width * (1 + detailed.indexOf(index)) : table.length + index;
  const cells = maskTogether(
    [...table, ...rows.map(({ visitsTotal }) => visitsTotal)],
    [
      ...splits.map((_, rank) => splitSum(rank * width)),
      ...Array.from({ length: width }, (_, column) => ({
        total: column,
        parts: splits.slice(1).map((_, rank) => width * (rank + 1) + column),
      })),
      { total: 0, parts: rows.map((_, index) => place(index)) },
    ],
    threshold,
  );
  const splitAt = (rank: number) =>
    splitFrom(splits[rank] ?? noVisits, cells.slice(rank * width, (rank + 1) * width));
  return {
    split: splitAt(0),
    weeks: rows.map(({ week }, index) => ({ week, visits: cells[place(index)] ?? null })),
    detail: detailed.map((_, rank) => splitAt(rank + 1)),
  };
}

/**
 * The audience of one school, for those whose perimeter holds it.
 * @returns null outside the perimeter
 */
export async function schoolAudience(
  ctx: Pick<Context, 'db' | 'now'> & { actor: Actor },
  { id: uai, year: asked }: { id: string; year?: number | undefined },
): Promise<SchoolAudience | null> {
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  const [school] = await ctx.db.$queryRaw<{ academyCode: string }[]>`
    SELECT d."academyCode" FROM "School" c JOIN "Department" d ON d."code" = c."departmentCode"
    WHERE c."uai" = ${uai} AND (${mine})`;
  if (!school) return null;
  const [known, threshold] = await Promise.all([
    measureKnown(ctx, school.academyCode),
    thresholdOf(ctx, school.academyCode),
  ]);
  const year = asked ?? Number(schoolYearStart(known.lastWeek ?? civilDate(ctx.now)).slice(0, 4));
  const { from, until } = yearBounds(year);
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT "weekStart"::text AS "week", "visitsTotal", "usersTotal", "visitsPupil", "usersPupil", "visitsParent",
      "usersParent", "visitsTeacher", "usersTeacher", "visitsStaff", "usersStaff"
    FROM "AudienceWeek" WHERE "uai" = ${uai} AND "weekStart" >= ${from}::date AND "weekStart" < ${until}::date
    ORDER BY "weekStart"`;
  const last = rows.length - 1;
  let peak = -1;
  rows.forEach(({ visitsTotal }, index) => {
    if (visitsTotal !== null && visitsTotal > (rows[peak]?.visitsTotal ?? -1)) peak = index;
  });
  const detailed = [last, ...(peak === last ? [] : [peak])].filter((index) => index >= 0);
  const { split, weeks, detail } = maskedYear(rows, detailed, threshold);
  const at = (rank: number): SchoolWeek | null => {
    const row = rows[detailed[rank] ?? -1];
    const visits = detail[rank];
    return row && visits ? { week: row.week, visits, users: usersOf(row, visits, threshold) } : null;
  };
  return {
    uai,
    year,
    years: yearsBetween(known.firstWeek, known.lastWeek),
    threshold,
    weeks,
    split,
    measuredWeeks: rows.filter(({ visitsTotal }) => visitsTotal !== null).length,
    last: at(0),
    peak: at(1),
  };
}
