import { router } from '../trpc/init';
import { may } from '../trpc/procedures';
import { askExport } from './commands';
import * as schema from './schema';

const journal = 'list.export_asked';

/** Lists as files, whatever their size. */
export const listsRouter = router({
  exportProjects: may('read', 'Project')
    .meta({ journal })
    .input(schema.projectsExport)
    .mutation(({ ctx, input }) => askExport(ctx.act, { list: 'projects', ...input })),
  exportConventions: may('read', 'Convention')
    .meta({ journal })
    .input(schema.conventionsExport)
    .mutation(({ ctx, input }) => askExport(ctx.act, { list: 'conventions', ...input })),
  exportAaf: may('read', 'AafAttachment')
    .meta({ journal })
    .input(schema.aafExport)
    .mutation(({ ctx, input }) => askExport(ctx.act, { list: 'aaf', ...input })),
});
