import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import { natureLabel } from '@/server/territory/natures';
import type { Context } from '@/server/trpc/context';
import { type ChainFilter, chainSql } from './chain';
import { countColumns } from './count';
import {
  type ChainCounts,
  type CoverageBasis,
  type CoverageSector,
  type Degree,
  noSchools,
  type Rate,
  type RateKey,
  ratesOf,
  sectorLabels,
} from './domain';
import { perimeterSql, stagePerimeter } from './perimeter';
import { type BreakdownQuery, breakdownQuery, type Dimension, isFineDimension } from './schema';
import { isFine, type Territory } from './territory';
import { type TerritoryStep, territoryNames, territoryPath } from './territory-names';
import { staysSql } from './territory-sql';

export type BreakdownRow = {
  /** Of the group within its dimension; empty when the directory does not say. */
  key: string;
  label: string;
  /** The territory that the row stands for; null when it is none (a nature, a sector, unknown). */
  territory: Territory | null;
  counts: ChainCounts;
  rates: Record<RateKey, Rate>;
};

export type Breakdown = {
  territory: Territory;
  /** From France down to this territory. */
  path: TerritoryStep[];
  by: Dimension;
  basis: CoverageBasis;
  asOf: string;
  degree: Degree;
  sector: CoverageSector;
  scope: string;
  /** True when what is counted here stops at the perimeter of whoever asks. */
  restricted: boolean;
  /** True when a school may count in several rows: rows do not add up to the total. */
  overlapping: boolean;
  total: { counts: ChainCounts; rates: Record<RateKey, Rate> };
  rows: BreakdownRow[];
  /** Number of rows over all pages. */
  rowTotal: number;
  demonstration: boolean;
};

/** How the rows of the chain (alias `c`) are grouped: the key, and what must be joined for it. */
function grouping(by: Dimension, asOf: string): { key: Prisma.Sql; join: Prisma.Sql } {
  const none = Prisma.empty;
  const ofProject = (column: Prisma.Sql) => ({
    key: Prisma.sql`held."key"`,
    // Among the schools of its projects: a collectivité or a product is not a place.
    join: Prisma.sql`JOIN (${staysSql(asOf, Prisma.sql`${column} IS NOT NULL`, Prisma.sql`stay."uai", ${column} AS "key"`)}) held
      ON held."uai" = c."uai"`,
  });
  switch (by) {
    case 'academy':
      return {
        key: Prisma.sql`place."academyCode"`,
        join: Prisma.sql`JOIN "Department" place ON place."code" = c."departmentCode"`,
      };
    case 'department':
      return { key: Prisma.sql`c."departmentCode"`, join: none };
    case 'nature':
      return { key: Prisma.sql`c."nature"`, join: none };
    case 'sector':
      return { key: Prisma.sql`c."sector"::text`, join: none };
    case 'epci':
      return {
        key: Prisma.sql`place."epciSiren"`,
        join: Prisma.sql`LEFT JOIN "Commune" place ON place."code" = c."knownCommuneCode"`,
      };
    case 'commune':
      return { key: Prisma.sql`c."knownCommuneCode"`, join: none };
    case 'constituency':
      return { key: Prisma.sql`c."departmentCode" || ':' || c."constituency"`, join: none };
    case 'authority':
      return ofProject(Prisma.sql`project."carrierId"`);
    case 'product':
      return ofProject(Prisma.sql`project."productId"`);
  }
}

const unknownLabels: Partial<Record<Dimension, string>> = {
  epci: 'Intercommunalité inconnue',
  commune: 'Commune inconnue du découpage',
  constituency: 'Circonscription non renseignée',
  sector: 'Secteur non renseigné',
};
const sectorNames: Record<string, string> = { public: 'Public', private: 'Privé' };

/** The order of rows: by the count or the rate that the screen sorts on; equal ones by key. */
function orderSql(sort: BreakdownQuery['sort'], descending: boolean, basis: CoverageBasis): Prisma.Sql {
  const turn = Prisma.raw(descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST');
  if (!sort || sort === 'name') return Prisma.sql`"label" ${turn}, "key"`;
  const column = (schools: string, pupils: string) =>
    Prisma.raw(`"${basis === 'schools' ? schools : pupils}"`);
  const exists = column('exists', 'pupilsExists');
  const counted = {
    exists,
    inProject: column('inProject', 'pupilsInProject'),
    conventioned: column('conventioned', 'pupilsConventioned'),
    attached: column('attached', 'pupilsAttached'),
    used: column('used', 'pupilsUsed'),
  }[sort];
  return sort === 'exists'
    ? Prisma.sql`${exists} ${turn}, "key"`
    : Prisma.sql`${counted}::float8 / nullif(${exists}, 0) ${turn}, "key"`;
}

/** Where the words of a key stand, for the order of rows by name: the label is a column of the statement. */
function labelSql(by: Dimension): Prisma.Sql {
  const of = (table: string, column: string) =>
    Prisma.sql`(SELECT "name" FROM ${Prisma.raw(`"${table}"`)} WHERE ${Prisma.raw(`"${column}"`)} = "key")`;
  switch (by) {
    case 'academy':
      return of('Academy', 'code');
    case 'commune':
      return of('Commune', 'code');
    case 'authority':
      return of('Authority', 'id');
    case 'product':
      return of('Product', 'id');
    case 'epci':
      return of('Authority', 'siren');
    case 'constituency':
      return Prisma.sql`"key"`;
    default:
      return Prisma.sql`"key"`;
  }
}

type Asking = Pick<Context, 'db' | 'now' | 'ability'> & { actor: Actor };

type Row = ChainCounts & { key: string | null; rows: number; demonstration: boolean };

/**
 * The chain on one territory and date, by a dimension, by schools or pupils: always three statements, whatever the
 * number of rows. What is finer than a département is counted within the perimeter of whoever asks.
 * @throws AppError not_found for a territory that nobody knows
 */
export async function coverageBy(ctx: Asking, input: BreakdownQuery): Promise<Breakdown> {
  const { territory, by, basis, degree, sector, nature, sort, descending, page, size, ...rest } =
    breakdownQuery.parse(input);
  const asOf = rest.asOf ?? civilDate(ctx.now);
  const filter: ChainFilter = { asOf, degree, sector, territory, nature };
  const restricted = isFine(territory.kind) || isFineDimension(by);
  const within = restricted ? perimeterSql(stagePerimeter(ctx.actor)) : Prisma.sql`TRUE`;
  const { key, join } = grouping(by, asOf);
  const counts = Prisma.sql`bool_and(c."demonstration") AS "demonstration", ${countColumns}`;
  const [path, rows, totals] = await Promise.all([
    territoryPath(ctx, territory),
    ctx.db.$queryRaw<Row[]>`
      SELECT * FROM (
        SELECT ${key} AS "key", count(*) OVER ()::int AS "rows", ${counts}
        FROM (${chainSql(filter)}) c ${join} WHERE ${within} GROUP BY 1) grouped
      CROSS JOIN LATERAL (SELECT ${labelSql(by)} AS "label") named
      ORDER BY ${orderSql(sort, descending, basis)} LIMIT ${size} OFFSET ${(page - 1) * size}`,
    ctx.db.$queryRaw<Omit<Row, 'key' | 'rows'>[]>`
      SELECT ${counts} FROM (${chainSql(filter)}) c WHERE ${within}`,
  ]);
  const scope = sectorLabels[sector];
  const names = await territoryNames(
    ctx.db,
    rows.flatMap((row) => territoryOf(by, row.key) ?? []),
  );
  const numbers = (row: ChainCounts): ChainCounts =>
    Object.fromEntries(
      Object.keys(noSchools).map((name) => [name, row[name as keyof ChainCounts]]),
    ) as ChainCounts;
  const [sum] = totals;
  const total = sum && sum.exists > 0 ? numbers(sum) : noSchools;
  return {
    territory,
    path,
    by,
    basis,
    asOf,
    degree,
    sector,
    scope,
    restricted,
    overlapping: by === 'authority' || by === 'product',
    total: { counts: total, rates: ratesOf(total, scope, basis) },
    rows: rows.map((row) => {
      const place = territoryOf(by, row.key);
      const counted = numbers(row);
      return {
        key: row.key ?? '',
        label: labelOf(by, row.key, place ? names.get(place.code) : undefined),
        territory: place,
        counts: counted,
        rates: ratesOf(counted, scope, basis),
      };
    }),
    rowTotal: rows[0]?.rows ?? 0,
    demonstration: sum?.demonstration === true && sum.exists > 0,
  };
}

/** The territory behind a key, so that one can go down to it. */
function territoryOf(by: Dimension, key: string | null): Territory | null {
  return key === null || by === 'nature' || by === 'sector' ? null : { kind: by, code: key };
}

function labelOf(by: Dimension, key: string | null, name: string | undefined): string {
  if (key === null) return unknownLabels[by] ?? 'Non renseigné';
  if (by === 'nature') return natureLabel(key);
  if (by === 'sector') return sectorNames[key] ?? key;
  return name ?? key;
}
