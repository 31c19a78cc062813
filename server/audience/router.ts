import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { confirmImport, discardImport, resumeImport } from './commands';
import { getImport, listImports } from './imports';
import { confirmImportSchema } from './schema';

/** The audience measure (DNMA): its files. */
export const audienceRouter = router({
  imports: may('read', 'AudienceImport').query(({ ctx }) => listImports(ctx)),
  import: on('AudienceImport').query(({ ctx, input }) => getImport(ctx, input)),
  confirm: on('AudienceImport', 'edit')
    .meta({ journal: 'audience.started, then audience.imported or audience.stopped' })
    .input(confirmImportSchema)
    .mutation(({ ctx, input }) => confirmImport(ctx.act, input)),
  resume: on('AudienceImport', 'edit')
    .meta({ journal: 'audience.resumed' })
    .mutation(({ ctx, input }) => resumeImport(ctx.act, input)),
  discard: on('AudienceImport', 'edit')
    .meta({ journal: 'audience.discarded' })
    .mutation(({ ctx, input }) => discardImport(ctx.act, input)),
});
