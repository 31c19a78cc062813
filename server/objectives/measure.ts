import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { chainSql } from '@/server/coverage/chain';
import { countColumns } from '@/server/coverage/count';
import type { ChainCounts } from '@/server/coverage/domain';
import { type CoverageBasis, type CoverageSector, countOf, type Degree } from '@/server/coverage/domain';
import { countedWithin } from '@/server/coverage/perimeter';
import type { Territory } from '@/server/coverage/territory';
import type { Db, Tx } from '@/server/db';
import type { ObjectiveStage } from './domain';

export type Measured = {
  territory: Territory;
  stage: ObjectiveStage;
  basis: CoverageBasis;
  degree: Degree;
  sector: CoverageSector;
};
export type Measure = { numerator: number; denominator: number };

/** The rate of a measure; null when there is nothing to count. */
export const ratioOf = ({ numerator, denominator }: Measure): number | null =>
  denominator > 0 ? numerator / denominator : null;

/** A measure on one day. */
export type Asked = Measured & { day: string };

/** What is counted, apart from which of its numbers is read: several objectives may share it. */
const countedAs = ({ territory, degree, sector, day }: Asked) =>
  JSON.stringify([territory.kind, territory.code, degree, sector, day]);

/**
 * Each of these measures, in their order: one statement for all, and one count for those that read it differently.
 * A territory finer than the département is counted within the perimeter of whoever asks.
 */
export async function measureAll(db: Db | Tx, actor: Actor, asked: readonly Asked[]): Promise<Measure[]> {
  if (asked.length === 0) return [];
  const counted = [...new Map(asked.map((one) => [countedAs(one), one]))];
  const rows = await db.$queryRaw<(ChainCounts & { rank: number })[]>(
    Prisma.join(
      counted.map(
        (
          [, { territory, degree, sector, day }],
          rank,
        ) => Prisma.sql`SELECT ${rank}::int AS "rank", ${countColumns}
          FROM (${chainSql({ asOf: day, degree, sector, territory })}) c
          WHERE ${countedWithin(actor, territory.kind)}`,
      ),
      ' UNION ALL ',
    ),
  );
  const counts = new Map(rows.map((row) => [counted[row.rank]?.[0], row]));
  return asked.map((one) => {
    const found = counts.get(countedAs(one));
    return found
      ? { numerator: countOf(found, one.stage, one.basis), denominator: countOf(found, 'exists', one.basis) }
      : { numerator: 0, denominator: 0 };
  });
}

/** The chain on the territory of an objective, on each of these days, in their order. */
export function measureOn(
  db: Db | Tx,
  actor: Actor,
  measured: Measured,
  days: readonly string[],
): Promise<Measure[]> {
  return measureAll(
    db,
    actor,
    days.map((day) => ({ ...measured, day })),
  );
}
