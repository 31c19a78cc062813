import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { confirmImport, discardImport, resumeImport } from './commands';
import { getImport, listImports } from './imports';
import { audienceSchools } from './lists';
import { audienceOf } from './queries';
import { audienceQuery, audienceSchoolsQuery, confirmImportSchema, schoolAudienceQuery } from './schema';
import { schoolAudience } from './school';

/** The audience measure (DNMA): what it says of a territory or a school, and its files. */
export const audienceRouter = router({
  of: may('read', 'School')
    .input(audienceQuery)
    .query(({ ctx, input }) => audienceOf(ctx, input)),
  /** `id` is a UAI. */
  school: on('School')
    .input(schoolAudienceQuery)
    .query(({ ctx, input }) => schoolAudience(ctx, input)),
  schools: may('read', 'School')
    .input(audienceSchoolsQuery)
    .query(({ ctx, input }) => audienceSchools(ctx, input)),
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
