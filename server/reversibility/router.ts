import { router } from '../trpc/init';
import { on } from '../trpc/procedures';
import { completeTask as complete, planTask as plan, reopenTask as reopen } from './commands';
import { openPlans, plansOf } from './queries';
import { completeTask, planTask, reopenTask } from './schema';

/** The reversibility checklist; `id` is the convention. */
export const reversibilityRouter = router({
  get: on('Convention').query(({ ctx, input }) => plansOf(ctx, input.id)),
  open: on('Convention').query(({ ctx, input }) => openPlans(ctx, input.id)),
  completeTask: on('Convention', 'edit')
    .meta({ journal: 'reversibility.task_done' })
    .input(completeTask)
    .mutation(({ ctx, input }) => complete(ctx.act, input)),
  reopenTask: on('Convention', 'edit')
    .meta({ journal: 'reversibility.task_reopened' })
    .input(reopenTask)
    .mutation(({ ctx, input }) => reopen(ctx.act, input)),
  planTask: on('Convention', 'edit')
    .meta({ journal: 'reversibility.task_planned' })
    .input(planTask)
    .mutation(({ ctx, input }) => plan(ctx.act, input)),
});
