import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { correctFigure, enterFigure, importFigures, withdrawFigure } from './commands';
import { comparedFigures, openedFigure } from './compare';
import { listedFigures, writableDepartments } from './queries';
import { previewFigures, readFiguresFile } from './reading';
import {
  correctFigure as correctSchema,
  figureFacts,
  figuresQuery,
  figuresTable,
  importFigures as importSchema,
  readFile,
  withdrawFigure as withdrawSchema,
} from './schema';

/** Figures that others published: beside what is computed, entered, corrected, withdrawn, imported. */
export const figuresRouter = router({
  list: may('read', 'PublishedFigure')
    .input(figuresQuery)
    .query(async ({ ctx, input }) => comparedFigures(ctx, await listedFigures(ctx, input))),
  get: on('PublishedFigure').query(({ ctx, input }) => openedFigure(ctx, input)),
  history: on('PublishedFigure', 'edit').query(({ ctx, input }) =>
    historyOf(ctx, 'PublishedFigure', input.id),
  ),
  departments: may('create', 'PublishedFigure').query(({ ctx }) => writableDepartments(ctx)),
  enter: may('create', 'PublishedFigure')
    .meta({ journal: 'published.entered' })
    .input(figureFacts)
    .mutation(({ ctx, input }) => enterFigure(ctx.act, input)),
  correct: on('PublishedFigure', 'edit')
    .meta({ journal: 'published.corrected' })
    .input(correctSchema)
    .mutation(({ ctx, input }) => correctFigure(ctx.act, input)),
  withdraw: on('PublishedFigure', 'edit')
    .meta({ journal: 'published.withdrawn' })
    .input(withdrawSchema)
    .mutation(({ ctx, input }) => withdrawFigure(ctx.act, input)),
  // Mutations for the length of their input only.
  read: may('create', 'PublishedFigure')
    .meta({ journal: 'nothing: reading a file writes nothing' })
    .input(readFile)
    .mutation(({ input }) => readFiguresFile(input)),
  preview: may('create', 'PublishedFigure')
    .meta({ journal: 'nothing: a preview writes nothing' })
    .input(figuresTable)
    .mutation(({ ctx, input }) => previewFigures({ ...ctx, actor: ctx.actor }, input)),
  import: may('create', 'PublishedFigure')
    .meta({ journal: 'published.entered, published.corrected' })
    .input(importSchema)
    .mutation(({ ctx, input }) => importFigures(ctx.act, input)),
});
