import type { Tx } from '../db';
import { formatConventionNumber, parseConventionNumber } from './domain';

/** The next number of that académie and year. Serialised per académie, so that no two conventions share one. */
export async function nextNumber(tx: Tx, academyCode: string, year: number): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`convention-number-${academyCode}-${year}`}))`;
  const last = await tx.convention.findFirst({
    where: { number: { startsWith: `${academyCode}-${year}-` } },
    orderBy: { createdAt: 'desc' },
    select: { number: true },
  });
  const rank = (last && parseConventionNumber(last.number)?.rank) ?? 0;
  return formatConventionNumber(academyCode, year, rank + 1);
}
