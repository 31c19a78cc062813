import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { choose, confirmTakeover, discardTakeover, setColumns } from './commands';
import { correctTakenOver } from './correct';
import {
  getTakeover,
  listTakeovers,
  previewLines,
  productChoices,
  reportLines,
  takenOverFacts,
  waitingScans,
} from './queries';
import { matchByHand } from './scans';
import {
  chooseSchema,
  confirmSchema,
  correctSchema,
  linesSchema,
  matchScanSchema,
  setColumnsSchema,
} from './schema';
import { undoTakeover } from './undo';

/** Taking over conventions made elsewhere; files arrive through app/api/reprise. */
export const takeoverRouter = router({
  list: may('read', 'Takeover').query(({ ctx }) => listTakeovers(ctx)),
  products: may('read', 'Takeover').query(({ ctx }) => productChoices(ctx)),
  get: on('Takeover').query(({ ctx, input }) => getTakeover(ctx, input)),
  preview: on('Takeover')
    .input(linesSchema)
    .query(({ ctx, input }) => previewLines(ctx, input)),
  report: on('Takeover').query(({ ctx, input }) => reportLines(ctx, input)),
  waitingScans: on('Takeover').query(({ ctx, input }) => waitingScans(ctx, input)),
  setColumns: on('Takeover', 'edit')
    .meta({ journal: 'takeover.columns_set' })
    .input(setColumnsSchema)
    .mutation(({ ctx, input }) => setColumns(ctx.act, input)),
  choose: on('Takeover', 'edit')
    .meta({ journal: 'takeover.line_chosen' })
    .input(chooseSchema)
    .mutation(({ ctx, input }) => choose(ctx.act, input)),
  confirm: on('Takeover', 'edit')
    .meta({ journal: 'takeover.confirmed, then takeover.done and convention.taken_over by the work' })
    .input(confirmSchema)
    .mutation(({ ctx, input }) => confirmTakeover(ctx.act, input)),
  discard: on('Takeover', 'edit')
    .meta({ journal: 'takeover.discarded' })
    .input(confirmSchema)
    .mutation(({ ctx, input }) => discardTakeover(ctx.act, input)),
  undo: on('Takeover', 'edit')
    .meta({ journal: 'takeover.undone' })
    .mutation(({ ctx, input }) => undoTakeover(ctx.act, input)),
  matchScan: on('Takeover', 'edit')
    .meta({ journal: 'convention.scan_added, takeover.scan_discarded' })
    .input(matchScanSchema)
    .mutation(({ ctx, input }) => matchByHand(ctx.act, input)),
  facts: on('Convention').query(({ ctx, input }) => takenOverFacts(ctx, input)),
  correct: on('Convention', 'import')
    .meta({ journal: 'convention.takeover_corrected' })
    .input(correctSchema)
    .mutation(({ ctx, input }) => correctTakenOver(ctx.act, input)),
});
