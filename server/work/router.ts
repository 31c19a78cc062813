import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { cancelWork, seeWork } from './commands';
import { getWork, listWork } from './queries';

/** Long work under way: how far it is, what it left. */
export const workRouter = router({
  list: may('read', 'BackgroundWork').query(({ ctx }) => listWork(ctx)),
  get: on('BackgroundWork').query(({ ctx, input }) => getWork(ctx, input)),
  cancel: on('BackgroundWork', 'edit')
    .meta({ journal: 'work.cancelled' })
    .mutation(({ ctx, input }) => cancelWork(ctx.act, input)),
  see: on('BackgroundWork', 'edit')
    .meta({ journal: 'nothing: what a person has seen' })
    .mutation(({ ctx, input }) => seeWork(ctx.act, input)),
});
