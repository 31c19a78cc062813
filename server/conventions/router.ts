import { z } from 'zod';
import { historyOf } from '../audit/queries';
import { uploadedPdf } from '../files/schema';
import { router } from '../trpc/init';
import { may, on, open } from '../trpc/procedures';
import { enterBoardAct } from './commands/board-act';
import { openProcessingAgreement } from './commands/companion';
import { createConvention as create } from './commands/create';
import { enterDeliberation } from './commands/deliberation';
import { answerReservation as answer, giveOpinion } from './commands/opinions';
import { requestSignatureCode, signConvention } from './commands/sign';
import {
  updateConvention as edit,
  updateArticle as editArticle,
  updateVariables as editFields,
} from './commands/text';
import { transitionConvention } from './commands/transition';
import { keepCommitments, reviewCommitments } from './commitments/commands';
import { commitmentsOfText } from './commitments/queries';
import {
  keepCommitments as keepCommitmentsSchema,
  reviewCommitments as reviewCommitmentsSchema,
} from './commitments/schema';
import { listConventions } from './list-schema';
import { annexState } from './queries/annex';
import { conventionDetail, conventionText } from './queries/detail';
import { conventionContent, conventionPdf } from './queries/document';
import { conventionFacets } from './queries/facets';
import { listConventions as list } from './queries/list';
import { signatureSummary } from './queries/signature-summary';
import { familyOf, startOptions } from './queries/start-options';
import { startableProjects } from './queries/startable';
import { verification } from './queries/verification';
import {
  answerReservation,
  boardAct,
  createConvention,
  deliberation,
  opinion,
  sign,
  transition,
  updateArticle,
  updateConvention,
  updateVariables,
  version,
} from './schema';

/** The convention's procedures; each acts on the version that the person saw. */
export const conventionsRouter = router({
  list: may('read', 'Convention')
    .input(listConventions)
    .query(({ ctx, input }) => list(ctx, input)),
  facets: may('read', 'Convention').query(({ ctx }) => conventionFacets(ctx)),
  startable: may('create', 'Convention').query(({ ctx }) => startableProjects(ctx)),
  get: on('Convention').query(({ ctx, input }) => conventionDetail(ctx, input.id)),
  commitments: on('Convention').query(({ ctx, input }) => commitmentsOfText(ctx, input.id)),
  keepCommitments: on('Convention', 'edit')
    .meta({ journal: 'convention.commitments_proposed' })
    .input(keepCommitmentsSchema)
    .mutation(({ ctx, input }) => keepCommitments(ctx.act, input)),
  reviewCommitments: on('Convention', 'edit')
    .meta({ journal: 'convention.commitments_reviewed' })
    .input(reviewCommitmentsSchema)
    .mutation(({ ctx, input }) => reviewCommitments(ctx.act, input)),
  annex: on('Convention').query(({ ctx, input }) => annexState(ctx, input.id)),
  text: on('Convention').query(({ ctx, input }) => conventionText(ctx, input.id)),
  content: on('Convention')
    .input(z.object({ version: version.optional() }))
    .query(({ ctx, input }) => conventionContent(ctx, input.id, input.version)),
  signatureSummary: on('Convention').query(({ ctx, input }) => signatureSummary(ctx, input.id)),
  // Bytes: for callers on the server (REST), not for the browser, which downloads.
  pdf: on('Convention')
    .input(z.object({ version: version.optional() }))
    .query(({ ctx, input }) =>
      conventionPdf(ctx, input.id, input.version === undefined ? {} : { version: input.version }),
    ),
  history: on('Convention')
    .input(z.object({ before: z.string().max(40).optional() }))
    .query(({ ctx, input }) => historyOf(ctx, 'Convention', input.id, { before: input.before })),
  verify: open
    .input(z.object({ number: z.string().max(32) }))
    .query(({ ctx, input }) => verification(ctx, input.number)),
  startOptions: on('Project', 'edit').query(({ ctx, input }) => startOptions(ctx, input.id)),
  family: on('Convention').query(({ ctx, input }) => familyOf(ctx, input.id)),
  create: may('create', 'Convention')
    .meta({ journal: 'convention.created' })
    .input(createConvention)
    .mutation(({ ctx, input }) => create(ctx.act, input)),
  update: on('Convention', 'edit')
    .meta({ journal: 'convention.edited' })
    .input(updateConvention)
    .mutation(({ ctx, input }) => edit(ctx.act, input)),
  updateArticle: on('Convention', 'edit')
    .meta({ journal: 'convention.article_edited' })
    .input(updateArticle)
    .mutation(({ ctx, input }) => editArticle(ctx.act, input)),
  updateVariables: on('Convention', 'edit')
    .meta({ journal: 'convention.fields_edited' })
    .input(updateVariables)
    .mutation(({ ctx, input }) => editFields(ctx.act, input)),
  transition: on('Convention', 'transition')
    .meta({ journal: 'convention.*' })
    .input(transition)
    .mutation(({ ctx, input }) => transitionConvention(ctx.act, input)),
  giveOpinion: on('Convention', 'opine')
    .meta({ journal: 'convention.opinion_given' })
    .input(opinion)
    .mutation(({ ctx, input }) => giveOpinion(ctx.act, input)),
  answerReservation: on('Convention', 'answer')
    .meta({ journal: 'convention.reservation_answered' })
    .input(answerReservation)
    .mutation(({ ctx, input }) => answer(ctx.act, input)),
  enterDeliberation: on('Convention', 'deliberate')
    .meta({ journal: 'convention.deliberation_entered' })
    .input(deliberation)
    .input(z.object({ version: version.optional(), file: uploadedPdf.nullish() }))
    .mutation(({ ctx, input }) => enterDeliberation(ctx.act, input)),
  enterBoardAct: on('Convention', 'deliberate')
    .meta({ journal: 'convention.board_act_entered' })
    .input(boardAct)
    .input(z.object({ version: version.optional(), file: uploadedPdf.nullish() }))
    .mutation(({ ctx, input }) => enterBoardAct(ctx.act, input)),
  openProcessingAgreement: on('Convention', 'edit')
    .meta({ journal: 'convention.companion_opened' })
    .mutation(({ ctx, input }) => openProcessingAgreement(ctx.act, input)),
  requestSignatureCode: on('Convention', 'sign')
    .meta({ journal: 'convention.signature_code_sent' })
    .mutation(({ ctx, input }) => requestSignatureCode(ctx.act, input)),
  sign: on('Convention', 'sign')
    .meta({ journal: 'convention.signed_by_party' })
    .input(sign)
    .mutation(({ ctx, input }) => signConvention(ctx.act, input, ctx)),
});
