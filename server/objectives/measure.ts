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

/**
 * The chain on the territory of an objective, on each of these days, in their order: one statement for all. A
 * territory finer than the département is counted within the perimeter of whoever asks.
 */
export async function measureOn(
  db: Db | Tx,
  actor: Actor,
  { territory, stage, basis, degree, sector }: Measured,
  days: readonly string[],
): Promise<Measure[]> {
  if (days.length === 0) return [];
  const within = countedWithin(actor, territory.kind);
  const rows = await db.$queryRaw<(ChainCounts & { day: number })[]>(
    Prisma.join(
      days.map(
        (asOf, index) => Prisma.sql`SELECT ${index}::int AS "day", ${countColumns}
          FROM (${chainSql({ asOf, degree, sector, territory })}) c WHERE ${within}`,
      ),
      ' UNION ALL ',
    ),
  );
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return days.map((_, index) => {
    const counts = byDay.get(index);
    return counts
      ? { numerator: countOf(counts, stage, basis), denominator: countOf(counts, 'exists', basis) }
      : { numerator: 0, denominator: 0 };
  });
}
