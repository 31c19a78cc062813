import type { Tx } from '../db';
import { formatConventionNumber } from './domain';

/** The next number of that académie and year. Serialised per académie, so that no two conventions share one. */
export async function nextNumber(tx: Tx, academyCode: string, year: number): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`convention-number-${academyCode}-${year}`}))`;
  const prefix = `${academyCode}-${year}-`;
  const [last] = await tx.$queryRaw<{ rank: number | null }[]>`
    SELECT max(split_part("number", '-', 3)::int) AS "rank" FROM "Convention" WHERE starts_with("number", ${prefix})`;
  return formatConventionNumber(academyCode, year, (last?.rank ?? 0) + 1);
}
