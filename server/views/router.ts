import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { changeView, removeView, saveView } from './commands';
import { listViews } from './queries';
import * as schema from './schema';

/** Lists as people like to see them. */
export const viewsRouter = router({
  list: may('read', 'SavedView')
    .input(schema.listViews)
    .query(({ ctx, input }) => listViews(ctx, input)),
  save: may('create', 'SavedView')
    .meta({ journal: 'view.saved' })
    .input(schema.saveView)
    .mutation(({ ctx, input }) => saveView(ctx.act, input)),
  change: on('SavedView', 'edit')
    .meta({ journal: 'view.changed' })
    .input(schema.changeView)
    .mutation(({ ctx, input }) => changeView(ctx.act, input)),
  remove: on('SavedView', 'edit')
    .meta({ journal: 'view.removed' })
    .input(schema.removeView)
    .mutation(({ ctx, input }) => removeView(ctx.act, input)),
});
