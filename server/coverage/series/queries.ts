import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import type { Context } from '@/server/trpc/context';
import { type CoverageSector, type Degree, sectorLabels } from '../domain';
import { countedWithin } from '../perimeter';
import { isFine, type Territory } from '../territory';
import { territoryPath } from '../territory-names';
import { noPoint, type SeriesPoint, seriesDates, sumPoints } from './domain';
import { type SeriesQuery, seriesQuery } from './schema';
import { type SeriesFilter, seriesSql } from './sql';

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
