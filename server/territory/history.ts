import type { SchoolChangeKind } from '@/prisma/generated/enums';
import { fromDbDate } from '../clock';
import type { Db } from '../db';

/** One thing that happened to a school. */
export type SchoolHistoryLine = {
  id: string;
  kind: SchoolChangeKind | 'listed';
  on: string;
  from: string | null;
  to: string | null;
  other: { uai: string; name: string } | null;
  clue: string | null;
};

/**
 * What the directories told of a school over time, latest first; also the schools that were probably merged into
 * it.
 */
export async function schoolHistory(db: Db, uai: string): Promise<SchoolHistoryLine[]> {
  const events = await db.schoolEvent.findMany({
    where: { OR: [{ uai }, { kind: 'merged', otherUai: uai }] },
    include: { school: { select: { name: true } } },
    orderBy: [{ on: 'desc' }, { createdAt: 'desc' }, { kind: 'asc' }],
    take: 200,
  });
  const others = await db.school.findMany({
    where: { uai: { in: events.flatMap((one) => (one.otherUai ? [one.otherUai] : [])) } },
    select: { uai: true, name: true },
  });
  return events.map((one) => {
    const other =
      one.uai === uai
        ? (others.find((school) => school.uai === one.otherUai) ?? null)
        : { uai: one.uai, name: one.school.name };
    // A merge seen from the school that stays.
    const taken = one.uai !== uai;
    return {
      id: one.id,
      kind: one.kind,
      on: fromDbDate(one.on),
      from: one.from,
      to: taken ? null : one.to,
      other,
      clue: one.clue,
    };
  });
}
