import { addDays } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { as, type DaysAgo } from './acting';
import { deliberationFile } from './conventions';

type Step = {
  number: number;
  /** Who says it, and how many days ago. */
  by: string;
  ago: number;
  act?: 'start' | 'finish' | 'block';
  reason?: string;
  /** Days from the day of the loading; before it when negative. */
  dueIn?: number;
};

/** Where the work of Argenteuil is: what is done, what goes on, one activity blocked, two late, some to come. */
const steps: Step[] = [
  ...[1, 2, 3, 4].map((number) => ({ number, by: 'projet', ago: 400, act: 'finish' as const })),
  ...[5, 6, 7, 8, 9, 10].map((number) => ({ number, by: 'dane', ago: 335, act: 'finish' as const })),
  ...[11, 12, 13].map((number) => ({ number, by: 'projet', ago: 300, act: 'finish' as const })),
  { number: 14, by: 'dane', ago: 45, act: 'start', dueIn: 25 },
  { number: 15, by: 'projet', ago: 60, act: 'start', dueIn: -6 },
  {
    number: 16,
    by: 'projet',
    ago: 9,
    act: 'block',
    reason: 'L’éditeur attend la liste des remplaçants de trois écoles.',
    dueIn: -2,
  },
  { number: 17, by: 'dane', ago: 30, dueIn: 40 },
  { number: 18, by: 'projet', ago: 30, dueIn: 12 },
  { number: 21, by: 'projet', ago: 40, act: 'start', dueIn: -4 },
  { number: 22, by: 'projet', ago: 40, act: 'start', dueIn: 60 },
];

/** Tells how far the activities of a project are, each by who speaks for it, at its date. */
export async function followWork(db: Db, id: string, day: DaysAgo): Promise<void> {
  const today = civilDate(day(0));
  for (const { number, by, ago, act, reason, dueIn } of steps) {
    const { raci } = await as(db, by, day(ago));
    const { activities } = await raci.work.ofProject({ id });
    const line = activities.find((one) => one.number === number);
    if (!line) continue;
    const activity = { id, activityId: line.id };
    let { workVersion } = line;
    if (act)
      ({ workVersion } = await raci.work.setState({
        ...activity,
        workVersion,
        act,
        ...(reason ? { reason } : {}),
      }));
    if (dueIn !== undefined)
      await raci.work.setDue({ ...activity, workVersion, dueOn: addDays(today, dueIn) });
    if (number === 12)
      await raci.work.addDocument({ ...activity, file: deliberationFile('rapport-d-analyse-fictif.pdf') });
  }
}
