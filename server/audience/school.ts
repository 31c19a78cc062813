import type { Actor } from '../access/actor';
import { civilDate } from '../clock';
import { schoolYearStart } from '../coverage/domain';
import { perimeterSql, stagePerimeter } from '../coverage/perimeter';
import type { Context } from '../trpc/context';
import { type SchoolWeek, type Split, splitOf, type VisitSums, yearBounds } from './domain';
import { type CountField, fieldOf, type Profile, profiles } from './fields';
import { type Cell, MASKED, maskCells, maskOne } from './mask';
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

const visitsOf = (row: Row): VisitSums =>
  Object.fromEntries(profiles.map((profile) => [profile, row[fieldOf('visits', profile)]])) as VisitSums;

/** One week of one school as it may be shown; all of it masked when its total is. */
function weekOf(row: Row, shown: Cell, threshold: number): SchoolWeek {
  const split = splitOf(visitsOf(row), threshold);
  const visits = shown === MASKED ? hidden(split) : split;
  return {
    week: row.week,
    visits,
    users: Object.fromEntries(
      profiles.map((profile) => [
        profile,
        visits.total === MASKED ? MASKED : maskOne(row[fieldOf('users', profile)], threshold),
      ]),
    ) as Record<Profile, Cell>,
  };
}

const hidden = (split: Split): Split => ({
  total: MASKED,
  profiles: { pupil: MASKED, parent: MASKED, teacher: MASKED, staff: MASKED },
  other: MASKED,
  exceeds: split.exceeds,
});

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
  const sums = sumVisits(rows);
  const cells = maskCells(
    rows.map(({ visitsTotal }) => visitsTotal),
    sums.total,
    threshold,
  ).parts;
  const at = (index: number) => {
    const row = rows[index];
    return row ? weekOf(row, cells[index] ?? null, threshold) : null;
  };
  let peak = -1;
  rows.forEach(({ visitsTotal }, index) => {
    if (visitsTotal !== null && visitsTotal > (rows[peak]?.visitsTotal ?? -1)) peak = index;
  });
  return {
    uai,
    year,
    years: yearsBetween(known.firstWeek, known.lastWeek),
    threshold,
    weeks: rows.map(({ week }, index) => ({ week, visits: cells[index] ?? null })),
    split: splitOf(sums, threshold),
    measuredWeeks: rows.filter(({ visitsTotal }) => visitsTotal !== null).length,
    last: at(rows.length - 1),
    peak: peak === rows.length - 1 ? null : at(peak),
  };
}
