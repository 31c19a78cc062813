import { z } from 'zod';
import { cleanLine } from '../text';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { setMatrixCell, startMatrix } from './commands';
import { listMatrices, matrixOf } from './queries';
import { setCell } from './schema';

/** Responsibility matrices; `id` is the project's everywhere. */
export const raciRouter = router({
  list: may('read', 'Project')
    .input(z.object({ q: cleanLine({ max: 200 }).optional() }))
    .query(({ ctx, input }) => listMatrices(ctx, input)),
  matrix: on('Project').query(({ ctx, input }) => matrixOf(ctx, input)),
  start: on('Project', 'edit')
    .meta({ journal: 'raci.started' })
    .mutation(({ ctx, input }) => startMatrix(ctx.act, input)),
  setCell: on('Project', 'edit')
    .meta({ journal: 'raci.cell_set' })
    .input(setCell)
    .mutation(({ ctx, input }) => setMatrixCell(ctx.act, input)),
});
