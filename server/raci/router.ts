import { z } from 'zod';
import { cleanLine } from '../text';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { agreementRouter } from './agreement/router';
import { startMatrix as start } from './commands';
import { raciCompareRouter } from './compare/router';
import { exchangeRouter } from './exchange/router';
import { changesOf, frameOf, listMatrices, matrixOf } from './queries';
import { changesSince, setCells, startMatrix } from './schema';
import { structureRouter } from './structure/router';
import { raciTemplatesRouter } from './templates/router';
import { versionsRouter } from './versions/router';
import { raciWork } from './work/router';
import { setMatrixCells } from './write';

/** Responsibility matrices; `id` is the project's everywhere. */
export const raciRouter = router({
  templates: raciTemplatesRouter,
  agreement: agreementRouter,
  versions: versionsRouter,
  structure: structureRouter,
  compare: raciCompareRouter,
  list: may('read', 'Project')
    .input(z.object({ q: cleanLine({ max: 200 }).optional() }))
    .query(({ ctx, input }) => listMatrices(ctx, input)),
  frame: on('Project').query(({ ctx, input }) => frameOf(ctx, input)),
  matrix: on('Project').query(({ ctx, input }) => matrixOf(ctx, input)),
  start: on('Project', 'edit')
    .meta({ journal: 'raci.started' })
    .input(startMatrix)
    .mutation(({ ctx, input }) => start(ctx.act, input)),
  changes: on('Project')
    .input(changesSince)
    .query(({ ctx, input }) => changesOf(ctx, { projectId: input.id }, input)),
  setCells: on('Project', 'edit')
    .meta({ journal: 'raci.cell_set, raci.cells_set' })
    .input(setCells)
    .mutation(({ ctx, input }) => setMatrixCells(ctx.act, { projectId: input.id }, input)),
  work: raciWork,
  exchange: exchangeRouter,
});
