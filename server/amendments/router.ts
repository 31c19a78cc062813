import { router } from '../trpc/init';
import { on } from '../trpc/procedures';
import {
  createAmendment as create,
  regenerateArticle as regenerate,
  updateChanges as update,
} from './commands';
import { consolidated } from './consolidated';
import { amendmentChoices, amendmentsOf, changesView } from './queries';
import { asOfInput, createAmendment, regenerateArticle, takeOverAmendment, updateChanges } from './schema';
import { takeOverAmendment as takeOver } from './take-over';

/** Avenants; `id` is the convention to amend, or the avenant itself for its changes. */
export const amendmentsRouter = router({
  list: on('Convention').query(({ ctx, input }) => amendmentsOf(ctx, input.id)),
  choices: on('Convention', 'edit').query(({ ctx, input }) => amendmentChoices(ctx, input.id)),
  changes: on('Convention').query(({ ctx, input }) => changesView(ctx, input.id)),
  consolidated: on('Convention')
    .input(asOfInput)
    .query(({ ctx, input }) => consolidated(ctx, input.id, input.asOf)),
  create: on('Convention', 'edit')
    .meta({ journal: 'amendment.created, convention.amendment_opened' })
    .input(createAmendment)
    .mutation(({ ctx, input }) => create(ctx.act, input)),
  takeOver: on('Convention', 'edit')
    .meta({ journal: 'amendment.taken_over' })
    .input(takeOverAmendment)
    .mutation(({ ctx, input }) => takeOver(ctx.act, input)),
  updateChanges: on('Convention', 'edit')
    .meta({ journal: 'amendment.changes_edited' })
    .input(updateChanges)
    .mutation(({ ctx, input }) => update(ctx.act, input)),
  regenerateArticle: on('Convention', 'edit')
    .meta({ journal: 'convention.article_edited' })
    .input(regenerateArticle)
    .mutation(({ ctx, input }) => regenerate(ctx.act, input)),
});
