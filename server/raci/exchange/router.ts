import { router } from '@/server/trpc/init';
import { on } from '@/server/trpc/procedures';
import { applyTable } from './commands';
import { previewExchange, readMatrixFile } from './queries';
import { applyTable as applySchema, exchangedTable, readFile } from './schema';

/** A matrix from and to a spreadsheet; `id` is the project's. */
export const exchangeRouter = router({
  // Mutations for the length of their input only.
  read: on('Project', 'edit')
    .meta({ journal: 'nothing: reading a file writes nothing' })
    .input(readFile)
    .mutation(({ ctx, input }) => readMatrixFile(ctx, { projectId: input.id }, input)),
  preview: on('Project', 'edit')
    .meta({ journal: 'nothing: a preview writes nothing' })
    .input(exchangedTable)
    .mutation(({ ctx, input }) => previewExchange(ctx, { projectId: input.id }, input)),
  write: on('Project', 'edit')
    .meta({ journal: 'raci.imported' })
    .input(applySchema)
    .mutation(({ ctx, input }) => applyTable(ctx.act, { projectId: input.id }, input)),
});
