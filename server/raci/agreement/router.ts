import { router } from '@/server/trpc/init';
import { on } from '@/server/trpc/procedures';
import { askAgreement } from './ask';
import { acceptColumn, answerCells, withdrawAnswers } from './commands';
import { agreementView, answersOf } from './queries';
import * as schema from './schema';

/** What each party says of its column of a project's matrix; `id` is the project's. */
export const agreementRouter = router({
  view: on('Project').query(({ ctx, input }) => agreementView(ctx, input)),
  answers: on('Project').query(({ ctx, input }) => answersOf(ctx, input)),
  answer: on('Project', 'participate')
    .meta({ journal: 'raci.answered' })
    .input(schema.answerCells)
    .mutation(({ ctx, input }) => answerCells(ctx.act, input)),
  acceptColumn: on('Project', 'participate')
    .meta({ journal: 'raci.answered' })
    .input(schema.acceptColumn)
    .mutation(({ ctx, input }) => acceptColumn(ctx.act, input)),
  withdraw: on('Project', 'participate')
    .meta({ journal: 'raci.answers_withdrawn' })
    .input(schema.withdrawAnswers)
    .mutation(({ ctx, input }) => withdrawAnswers(ctx.act, input)),
  ask: on('Project', 'edit')
    .meta({ journal: 'raci.agreement_asked' })
    .input(schema.askAgreement)
    .mutation(({ ctx, input }) => askAgreement(ctx.act, input)),
});
