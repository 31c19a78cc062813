import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { askZip as orderZip } from './ask-zip';
import { askBulk as order, askMany as orderMany, resumeBulk } from './commands';
import { previewBulk as preview } from './preview';
import { bulkOptions, bulkReport } from './queries';
import { askBulk, askMany, askZip, previewBulk } from './schema';

/** Conventions in bulk: from a list of communes to drafts, and the same act on many of them. */
export const bulkRouter = router({
  options: may('create', 'Convention').query(({ ctx }) => bulkOptions(ctx)),
  // A mutation for the length of its input only.
  preview: may('create', 'Convention')
    .meta({ journal: 'nothing: a preview writes nothing' })
    .input(previewBulk)
    .mutation(({ ctx, input }) => preview(ctx, input)),
  ask: may('create', 'Convention')
    .meta({ journal: 'work.bulk_asked, then each line its own' })
    .input(askBulk)
    .mutation(({ ctx, input }) => order(ctx.act, input)),
  resume: on('BackgroundWork', 'edit')
    .meta({ journal: 'work.resumed' })
    .mutation(({ ctx, input }) => resumeBulk(ctx.act, input)),
  report: on('BackgroundWork').query(({ ctx, input }) => bulkReport(ctx, input)),
  many: may('transition', 'Convention')
    .meta({ journal: 'work.many_asked, then each convention its own' })
    .input(askMany)
    .mutation(({ ctx, input }) => orderMany(ctx.act, input)),
  zip: may('read', 'Convention')
    .meta({ journal: 'work.archive_asked' })
    .input(askZip)
    .mutation(({ ctx, input }) => orderZip(ctx, ctx.act, input)),
});
