import { Prisma } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import { type ChainFilter, chainSql } from './chain';
import type { ChainCounts } from './domain';

const schools = (condition: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${condition})::int`;
const pupils = (condition: Prisma.Sql) =>
  Prisma.sql`coalesce(sum(c."pupils") FILTER (WHERE ${condition}), 0)::int`;

/** Each number of `ChainCounts` as an aggregate of rows of the chain (alias `c`). */
const aggregates = {
  exists: Prisma.sql`count(*)::int`,
  inProject: schools(Prisma.sql`c."inProject"`),
  signed: schools(Prisma.sql`c."signed"`),
  conventioned: schools(Prisma.sql`c."conventioned"`),
  attached: schools(Prisma.sql`c."attached"`),
  used: schools(Prisma.sql`c."used"`),
  measured: schools(Prisma.sql`c."measured"`),
  attachedWithoutConvention: schools(Prisma.sql`c."attached" AND NOT c."conventioned"`),
  attachedSilent: schools(Prisma.sql`c."attached" AND NOT c."used"`),
  usedUnattached: schools(Prisma.sql`c."used" AND NOT c."attached"`),
  usedWithoutConvention: schools(Prisma.sql`c."used" AND NOT c."conventioned"`),
  pupilsKnown: Prisma.sql`count(c."pupils")::int`,
  pupilsExists: Prisma.sql`coalesce(sum(c."pupils"), 0)::int`,
  pupilsInProject: pupils(Prisma.sql`c."inProject"`),
  pupilsSigned: pupils(Prisma.sql`c."signed"`),
  pupilsConventioned: pupils(Prisma.sql`c."conventioned"`),
  pupilsAttached: pupils(Prisma.sql`c."attached"`),
  pupilsUsed: pupils(Prisma.sql`c."used"`),
} as const satisfies Record<keyof ChainCounts, Prisma.Sql>;

/** Every count, as the columns of a SELECT over the chain under the alias `c`. */
export const countColumns = Prisma.join(
  Object.entries(aggregates).map(([name, sql]) => Prisma.sql`${sql} AS ${Prisma.raw(`"${name}"`)}`),
);

export type CountRow = ChainCounts & { departmentCode: string; demonstration: boolean };

/** The statement of `countChain`: what a page of coverage asks of the database. */
export function countChainSql(filter: ChainFilter, within = Prisma.sql`TRUE`): Prisma.Sql {
  return Prisma.sql`
    SELECT c."departmentCode", bool_and(c."demonstration") AS "demonstration", ${countColumns}
    FROM (${chainSql(filter)}) c WHERE ${within} GROUP BY c."departmentCode"`;
}

/** The chain counted per département; `within` is a further condition on rows (alias `c`). */
export function countChain(
  db: Pick<Db, '$queryRaw'>,
  filter: ChainFilter,
  within?: Prisma.Sql,
): Promise<CountRow[]> {
  return db.$queryRaw<CountRow[]>(countChainSql(filter, within));
}
