import { mondayOf } from '@/server/audience/domain';
import { addDays } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';

/** Weeks of invented audience, the last one ended before the demonstration was loaded. */
const WEEKS = 30;

/** What a week is worth: holidays are quiet, summer nearly silent. */
function season(week: string): number {
  const month = Number(week.slice(5, 7));
  const day = Number(week.slice(8, 10));
  if (month === 8 || (month === 7 && day > 7)) return 0.04;
  if ((month === 10 && day > 18) || (month === 12 && day > 19) || (month === 4 && day > 12)) return 0.3;
  return 1;
}

/**
 * A few weeks of invented audience for the invented écoles: most of those that are attached are visited, some are
 * silent, a few are visited without being attached. The measure says that it is of the demonstration.
 */
export async function seedAudience(db: Db, loadedAt: Date): Promise<void> {
  const last = addDays(mondayOf(civilDate(loadedAt)), -7);
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(last, -7 * (WEEKS - 1 - index)));
  const schools = await db.school.findMany({
    where: { demonstration: true },
    select: { uai: true, attachments: { select: { status: true } } },
    orderBy: { uai: 'asc' },
  });
  const measured = schools.filter(({ attachments }, index) =>
    attachments.some(({ status }) => status === 'attached') ? index % 7 !== 6 : index % 9 === 4,
  );
  await db.audienceWeek.createMany({
    data: measured.flatMap(({ uai }, rank) => {
      const silent = rank % 8 === 5;
      // The measure reaches them one after the other.
      return weeks.slice((rank * 5) % 12).map((week, index) => {
        const share = silent ? 0 : season(week) * (0.75 + ((rank * 7 + index * 3) % 10) / 20);
        const pupils = Math.round(150 * share) + (silent ? 0 : rank % 5);
        const parents = Math.round(220 * share);
        const teachers = Math.round(40 * share);
        const staff = Math.round(12 * share);
        const visits = pupils + parents + teachers + staff + Math.round(9 * share);
        const of = (count: number) => ({ users: Math.ceil(count / 3), duration: BigInt(count * 210) });
        return {
          weekStart: toDbDate(week),
          uai,
          visitsTotal: visits,
          usersTotal: of(visits).users,
          durationTotal: of(visits).duration,
          visitsPupil: pupils,
          usersPupil: of(pupils).users,
          durationPupil: of(pupils).duration,
          visitsParent: parents,
          usersParent: of(parents).users,
          durationParent: of(parents).duration,
          visitsTeacher: teachers,
          usersTeacher: of(teachers).users,
          durationTeacher: of(teachers).duration,
          visitsStaff: staff,
          usersStaff: of(staff).users,
          durationStaff: of(staff).duration,
        };
      });
    }),
  });
  const created = await db.audienceWeek.count();
  await db.audienceImport.create({
    data: {
      fileName: 'audience-de-demonstration.csv',
      sha256: 'demonstration',
      bytes: 0,
      unfolded: 0,
      encoding: 'utf-8',
      delimiter: ';',
      heads: [],
      samples: [],
      reading: { columns: [] },
      state: 'done',
      createdAt: loadedAt,
      createdById: 'demonstration',
      createdByName: 'Démonstration',
      confirmedAt: loadedAt,
      finishedAt: loadedAt,
      lines: created,
      created,
      firstWeek: toDbDate(weeks[0] ?? last),
      lastWeek: toDbDate(last),
    },
  });
}
