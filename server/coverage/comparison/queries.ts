import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import type { Context } from '@/server/trpc/context';
import { chainSql } from '../chain';
import { countChain } from '../count';
import {
  type ChainCounts,
  type ChainStage,
  type CoverageSector,
  chainStages,
  type Degree,
  type Rate,
  type RateKey,
  ratesOf,
  sectorLabels,
  sumCounts,
} from '../domain';
import { countedWithin, perimeterSql, stagePerimeter } from '../perimeter';
import { isFine, type Territory } from '../territory';
import { territoryPath } from '../territory-names';
import { type DatesQuery, datesQuery, type PlacesQuery, placesQuery } from './schema';

type Asking = Pick<Context, 'db' | 'now' | 'ability'> & { actor: Actor };

/** One territory on one date. */
export type Side = {
  territory: Territory;
  name: string;
  asOf: string;
  counts: ChainCounts;
  rates: Record<RateKey, Rate>;
  /** True when what is counted stops at the perimeter of whoever asks. */
  restricted: boolean;
  demonstration: boolean;
};

async function sideOf(
  ctx: Asking,
  territory: Territory,
  { asOf, degree, sector }: { asOf: string; degree: Degree; sector: CoverageSector },
): Promise<Side> {
  const restricted = isFine(territory.kind);
  const within = countedWithin(ctx.actor, territory.kind);
  const [path, rows] = await Promise.all([
    territoryPath(ctx, territory),
    countChain(ctx.db, { asOf, degree, sector, territory }, within),
  ]);
  const counts = sumCounts(rows);
  return {
    territory,
    name: path.at(-1)?.name ?? '',
    asOf,
    counts,
    rates: ratesOf(counts, sectorLabels[sector]),
    restricted,
    demonstration: rows.some((one) => one.demonstration),
  };
}

/** Two territories on one date, side by side. */
export async function comparePlaces(ctx: Asking, input: PlacesQuery): Promise<{ sides: [Side, Side] }> {
  const { first, second, degree, sector, ...rest } = placesQuery.parse(input);
  const asked = { asOf: rest.asOf ?? civilDate(ctx.now), degree, sector };
  return { sides: await Promise.all([sideOf(ctx, first, asked), sideOf(ctx, second, asked)]) };
}

export type SchoolMove = {
  uai: string;
  name: string;
  communeName: string;
  departmentCode: string;
  /** `in` when it gained the link between the two dates, `out` when it lost it. */
  way: 'in' | 'out';
};

export type DatesComparison = {
  sides: [Side, Side];
  stage: ChainStage;
  /** Arrivals and departures at each link, over the whole territory. */
  moves: Record<ChainStage, { in: number; out: number }>;
  /** The schools behind the chosen link, by commune, within the perimeter of whoever asks. */
  schools: SchoolMove[];
  /** How many of them are outside that perimeter, hence not named. */
  hidden: number;
  /** True when there are more than are listed. */
  cut: boolean;
};

/** As many schools as one reads; the file of a département holds the others. */
const LISTED = 2000;

/** One territory on two dates: how each link moved, and which schools came in or left at the chosen one. */
export async function compareDates(ctx: Asking, input: DatesQuery): Promise<DatesComparison> {
  const { territory, from, stage, degree, sector, ...rest } = datesQuery.parse(input);
  const to = rest.asOf ?? civilDate(ctx.now);
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  const within = countedWithin(ctx.actor, territory.kind);
  const both = Prisma.sql`
    (SELECT * FROM (${chainSql({ asOf: from, degree, sector, territory })}) c WHERE ${within}) a
    FULL JOIN (SELECT * FROM (${chainSql({ asOf: to, degree, sector, territory })}) c WHERE ${within}) b
      ON b."uai" = a."uai"`;
  const had = (side: 'a' | 'b', one: ChainStage) => Prisma.sql`coalesce(${held(side, one)}, FALSE)`;
  const arrived = (one: ChainStage) => Prisma.sql`(${had('b', one)} AND NOT ${had('a', one)})`;
  const left = (one: ChainStage) => Prisma.sql`(${had('a', one)} AND NOT ${had('b', one)})`;
  // That a school exists is public; the other links are those of one's perimeter.
  const named = stage === 'exists' ? Prisma.sql`TRUE` : mine;
  const moved = Prisma.sql`
    SELECT coalesce(b."uai", a."uai") AS "uai", CASE WHEN ${arrived(stage)} THEN 'in' ELSE 'out' END AS "way"
    FROM ${both} WHERE ${arrived(stage)} OR ${left(stage)}`;
  const [before, after, counts, schools, totals] = await Promise.all([
    sideOf(ctx, territory, { asOf: from, degree, sector }),
    sideOf(ctx, territory, { asOf: to, degree, sector }),
    ctx.db.$queryRaw<Record<string, number>[]>`
      SELECT ${Prisma.join(
        chainStages.flatMap((one) => [
          Prisma.sql`count(*) FILTER (WHERE ${arrived(one)})::int AS ${Prisma.raw(`"in ${one}"`)}`,
          Prisma.sql`count(*) FILTER (WHERE ${left(one)})::int AS ${Prisma.raw(`"out ${one}"`)}`,
        ]),
      )} FROM ${both}`,
    ctx.db.$queryRaw<SchoolMove[]>`
      SELECT c."uai", c."name", c."communeName", c."departmentCode", moved."way"
      FROM (${moved}) moved JOIN "School" c ON c."uai" = moved."uai"
      WHERE ${named} ORDER BY moved."way", c."departmentCode", c."communeName", c."name", c."uai" LIMIT ${LISTED + 1}`,
    ctx.db.$queryRaw<{ all: number; named: number }[]>`
      SELECT count(*)::int AS "all", count(*) FILTER (WHERE ${named})::int AS "named"
      FROM (${moved}) moved JOIN "School" c ON c."uai" = moved."uai"`,
  ]);
  const [total] = totals;
  return {
    sides: [before, after],
    stage,
    moves: Object.fromEntries(
      chainStages.map((one) => [
        one,
        { in: counts[0]?.[`in ${one}`] ?? 0, out: counts[0]?.[`out ${one}`] ?? 0 },
      ]),
    ) as DatesComparison['moves'],
    schools: schools.slice(0, LISTED),
    hidden: (total?.all ?? 0) - (total?.named ?? 0),
    cut: schools.length > LISTED,
  };
}

/** `hasStage` for a row under another alias. */
function held(side: 'a' | 'b', one: ChainStage): Prisma.Sql {
  const alias = Prisma.raw(side);
  switch (one) {
    case 'exists':
      return Prisma.sql`${alias}."uai" IS NOT NULL`;
    case 'in_project':
      return Prisma.sql`${alias}."inProject"`;
    default:
      return Prisma.sql`${alias}.${Prisma.raw(`"${one}"`)}`;
  }
}
