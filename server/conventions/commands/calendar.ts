import type { Act } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { transitionConvention } from './transition';

/**
 * What the calendar does by itself (DOMAIN §4): a signed convention enters into force on its effect date, one
 * past its term expires. Run often; each act is the table's and does nothing twice.
 * @returns how many conventions moved.
 */
export async function followCalendar(db: Db, now: Date): Promise<number> {
  const act: Act = { db, actor: { system: true, name: 'Calendrier' }, now };
  const today = toDbDate(civilDate(now));
  const due = [
    ...(
      await db.convention.findMany({
        where: { status: 'signed', effectiveOn: { lte: today } },
        select: { id: true, version: true },
      })
    ).map((row) => ({ ...row, action: 'enter_into_force' as const })),
    ...(
      await db.convention.findMany({
        where: { status: { in: ['in_force', 'suspended'] }, endsOn: { lt: today } },
        select: { id: true, version: true },
      })
    ).map((row) => ({ ...row, action: 'expire' as const })),
  ];
  let moved = 0;
  for (const { id, version, action } of due) {
    try {
      await transitionConvention(act, { id, version, action });
      moved += 1;
    } catch (error) {
      // Somebody moved it meanwhile: the next turn looks again.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return moved;
}
