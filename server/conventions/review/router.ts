import { z } from 'zod';
import { router } from '@/server/trpc/init';
import { on, open } from '@/server/trpc/procedures';
import {
  addComment as add,
  deleteMessage,
  editMessage as edit,
  replyToComment as reply,
  resolveComment as resolve,
  seeComment,
} from './commands/comments';
import { duplicateConvention as duplicate, resumeConvention } from './commands/copies';
import { closeField, decideCorrection as decide, proposeCorrection as propose } from './commands/corrections';
import { answerAsExpert, inviteExpert as invite } from './commands/experts';
import {
  askOpinion as ask,
  confirmOpinion,
  prolongOpinion as prolong,
  reactToAnswer as react,
  withdrawRequest,
} from './commands/opinions';
import { expertPage, throttleLink } from './queries/expert';
import { reviewState } from './queries/state';
import { mentionable, threadsOf } from './queries/threads';
import { comparisonOf, versionsOf } from './queries/versions';
import {
  addComment,
  askOpinion,
  comparison,
  decideCorrection,
  duplicateConvention,
  editMessage,
  expertAnswer,
  inviteExpert,
  linkToken,
  namedCorrection,
  namedMessage,
  namedOpinion,
  namedThread,
  prolongOpinion,
  proposeCorrection,
  reactToAnswer,
  replyToComment,
  resolveComment,
} from './schema';

/** Opinions, comments, versions and copies of a convention; `id` is always the convention's. */
export const reviewRouter = router({
  state: on('Convention').query(({ ctx, input }) => reviewState(ctx, input.id)),
  versions: on('Convention').query(({ ctx, input }) => versionsOf(ctx, input.id)),
  comparison: on('Convention')
    .input(comparison)
    .query(({ ctx, input }) => comparisonOf(ctx, input)),
  threads: on('Convention', 'comment').query(({ ctx, input }) => threadsOf(ctx, input.id)),
  mentionable: on('Convention', 'comment')
    .input(z.object({ visibility: z.enum(['internal', 'shared']).default('shared') }))
    .query(({ ctx, input }) => mentionable(ctx, input)),

  askOpinion: on('Convention', 'answer')
    .meta({ journal: 'convention.opinion_asked' })
    .input(askOpinion)
    .mutation(({ ctx, input }) => ask(ctx.act, input)),
  inviteExpert: on('Convention', 'answer')
    .meta({ journal: 'convention.expert_invited' })
    .input(inviteExpert)
    .mutation(({ ctx, input }) => invite(ctx.act, input)),
  prolongOpinion: on('Convention', 'answer')
    .meta({ journal: 'convention.opinion_prolonged' })
    .input(prolongOpinion)
    .mutation(({ ctx, input }) => prolong(ctx.act, input)),
  withdrawRequest: on('Convention', 'answer')
    .meta({ journal: 'convention.opinion_request_withdrawn, convention.expert_link_revoked' })
    .input(namedOpinion)
    .mutation(({ ctx, input }) => withdrawRequest(ctx.act, input)),
  reactToAnswer: on('Convention', 'opine')
    .meta({ journal: 'convention.reservation_reaction' })
    .input(reactToAnswer)
    .mutation(({ ctx, input }) => react(ctx.act, input)),
  confirmOpinion: on('Convention', 'opine')
    .meta({ journal: 'convention.opinion_confirmed' })
    .input(namedOpinion)
    .mutation(({ ctx, input }) => confirmOpinion(ctx.act, input)),

  // The token is the proof of access: one text, one opinion, once.
  expertPage: open
    .input(z.object({ token: linkToken }))
    .query(({ ctx, input }) => expertPage(ctx, input.token)),
  expertAnswer: open
    .meta({ journal: 'convention.opinion_given' })
    .input(expertAnswer)
    .mutation(async ({ ctx, input }) => {
      await throttleLink(ctx);
      return answerAsExpert(ctx.db, ctx.now, input);
    }),

  addComment: on('Convention', 'comment')
    .meta({ journal: 'convention.comment_added, convention.field_opened' })
    .input(addComment)
    .mutation(({ ctx, input }) => add(ctx.act, input)),
  reply: on('Convention', 'comment')
    .meta({ journal: 'convention.comment_added' })
    .input(replyToComment)
    .mutation(({ ctx, input }) => reply(ctx.act, input)),
  resolve: on('Convention', 'comment')
    .meta({ journal: 'convention.comment_resolved, convention.comment_reopened' })
    .input(resolveComment)
    .mutation(({ ctx, input }) => resolve(ctx.act, input)),
  editMessage: on('Convention', 'comment')
    .meta({ journal: 'convention.comment_edited' })
    .input(editMessage)
    .mutation(({ ctx, input }) => edit(ctx.act, input)),
  deleteMessage: on('Convention', 'comment')
    .meta({ journal: 'convention.comment_deleted' })
    .input(namedMessage)
    .mutation(({ ctx, input }) => deleteMessage(ctx.act, input)),
  see: on('Convention', 'comment')
    .meta({ journal: 'nothing: the mark of one reader' })
    .input(namedThread)
    .mutation(({ ctx, input }) => seeComment(ctx.act, input)),
  proposeCorrection: on('Convention', 'comment')
    .meta({ journal: 'convention.correction_proposed' })
    .input(proposeCorrection)
    .mutation(({ ctx, input }) => propose(ctx.act, input)),
  decideCorrection: on('Convention', 'comment')
    .meta({ journal: 'convention.correction_accepted, convention.correction_refused' })
    .input(decideCorrection)
    .mutation(({ ctx, input }) => decide(ctx.act, input)),
  closeField: on('Convention', 'comment')
    .meta({ journal: 'convention.field_closed' })
    .input(namedCorrection)
    .mutation(({ ctx, input }) => closeField(ctx.act, input)),

  duplicate: on('Convention', 'edit')
    .meta({ journal: 'convention.duplicated' })
    .input(duplicateConvention)
    .mutation(({ ctx, input }) => duplicate(ctx.act, input)),
  resume: on('Convention', 'edit')
    .meta({ journal: 'convention.resumed_as_draft' })
    .mutation(({ ctx, input }) => resumeConvention(ctx.act, input)),
});
