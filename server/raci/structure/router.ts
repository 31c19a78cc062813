import { civilDate, toDbDate } from '@/server/clock';
import { router } from '@/server/trpc/init';
import { on } from '@/server/trpc/procedures';
import { editStructure } from './commands';
import { nameablePeople } from './people';
import { editStructureSchema } from './schema';
import { structureActions } from './told';

/** Rows and columns of the matrix of a project; `id` is the project's. */
export const structureRouter = router({
  people: on('Project', 'edit').query(({ ctx, input }) =>
    nameablePeople(ctx.db, input.id, toDbDate(civilDate(ctx.now))),
  ),
  edit: on('Project', 'edit')
    .meta({ journal: structureActions.join(', ') })
    .input(editStructureSchema)
    .mutation(({ ctx, input }) => editStructure(ctx.act, { projectId: input.id }, input)),
});
