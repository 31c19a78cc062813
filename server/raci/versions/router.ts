import { router } from '@/server/trpc/init';
import { on } from '@/server/trpc/procedures';
import { freezeMatrix } from './commands';
import { listVersions, versionOf } from './queries';
import * as schema from './schema';

/** The frozen versions of a project's matrix; `id` is the project's. */
export const versionsRouter = router({
  list: on('Project').query(({ ctx, input }) => listVersions(ctx, input)),
  get: on('Project')
    .input(schema.versionNumber)
    .query(({ ctx, input }) => versionOf(ctx, input)),
  freeze: on('Project', 'edit')
    .meta({ journal: 'raci.frozen' })
    .input(schema.freezeMatrix)
    .mutation(({ ctx, input }) => freezeMatrix(ctx.act, input)),
});
