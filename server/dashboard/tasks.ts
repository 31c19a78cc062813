import type { Actor } from '@/server/access/actor';
import type { Watch } from '@/server/alerts/facts';
import type { Context } from '@/server/trpc/context';
import { aafTasks, importTasks } from './aaf-tasks';
import { conventionTasks } from './convention-tasks';
import { groupTasks, type TaskGroup } from './domain';
import { endTasks } from './end-tasks';
import { reviewTasks } from './review-tasks';
import { schoolTasks } from './school-tasks';
import { stepTasks } from './step-tasks';
import { workTasks } from './work-tasks';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** Everything that waits for this hat, grouped by act; conventions are read from what the alerts already loaded. */
export async function tasksFrom(
  ctx: Hatted,
  { movingRows }: Pick<Watch, 'movingRows'>,
): Promise<TaskGroup[]> {
  const found = await Promise.all([
    conventionTasks(ctx, movingRows),
    reviewTasks(ctx),
    endTasks(ctx),
    aafTasks(ctx),
    stepTasks(ctx),
    schoolTasks(ctx),
    importTasks(ctx),
    workTasks(ctx),
  ]);
  return groupTasks(found.flat());
}
