import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { changeObjective, createObjective, endObjective } from './commands';
import { getObjective, listObjectives, objectiveTerritories } from './queries';
import * as schema from './schema';

/** Targets of an académie on the chain of coverage. */
export const objectivesRouter = router({
  list: may('read', 'Objective')
    .input(schema.listObjectives)
    .query(({ ctx, input }) => listObjectives(ctx, input)),
  get: on('Objective').query(({ ctx, input }) => getObjective(ctx, input)),
  history: on('Objective').query(({ ctx, input }) => historyOf(ctx, 'Objective', input.id)),
  territories: may('create', 'Objective').query(({ ctx }) => objectiveTerritories(ctx)),
  set: may('create', 'Objective')
    .meta({ journal: 'objective.set' })
    .input(schema.setObjective)
    .mutation(({ ctx, input }) => createObjective(ctx.act, input)),
  revise: on('Objective', 'edit')
    .meta({ journal: 'objective.revised' })
    .input(schema.reviseObjective)
    .mutation(({ ctx, input }) => changeObjective(ctx.act, input)),
  close: on('Objective', 'edit')
    .meta({ journal: 'objective.closed' })
    .input(schema.closeObjective)
    .mutation(({ ctx, input }) => endObjective(ctx.act, input)),
});
