import { historyOf } from '../audit/queries';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { transitionAttachments } from './commands';
import { detachTasks, resumeTasks } from './detach-tasks';
import { eligibility, requestableConventions } from './eligibility';
import { attachmentStages, conventionsInQueue, getAttachment, getRequest, listAttachments } from './queries';
import { requestAttachments } from './request';
import { requestFile } from './request-file';
import * as schema from './schema';

export const aafRouter = router({
  list: may('read', 'AafAttachment')
    .input(schema.listAttachments)
    .query(({ ctx, input }) => listAttachments(ctx, input)),
  get: on('AafAttachment').query(({ ctx, input }) => getAttachment(ctx, input)),
  conventionsInQueue: may('read', 'AafAttachment').query(({ ctx }) => conventionsInQueue(ctx)),
  stages: on('AafAttachment').query(({ ctx, input }) => attachmentStages(ctx, input)),
  history: on('AafAttachment').query(({ ctx, input }) => historyOf(ctx, 'AafAttachment', input.id)),
  request: on('AafRequest').query(({ ctx, input }) => getRequest(ctx, input)),
  /** The request file: `bytes` is a ZIP. Pages and REST call it on the server; it is never sent as JSON. */
  requestFile: on('AafRequest').query(({ ctx, input }) => requestFile(ctx.db, input.id)),
  /** `id` is a convention's. */
  eligibility: on('Convention').query(({ ctx, input }) => eligibility(ctx, input)),
  requestableConventions: may('request', 'Convention').query(({ ctx }) => requestableConventions(ctx)),
  detachTasks: may('read', 'AafAttachment').query(({ ctx }) => detachTasks(ctx)),
  resumeTasks: may('read', 'AafAttachment').query(({ ctx }) => resumeTasks(ctx)),
  // The convention is named by the body, as over REST: the command proves the right to ask under it.
  create: may('request', 'Convention')
    .meta({ journal: 'aaf.request_created, aaf.requested' })
    .input(schema.requestAttachments)
    .mutation(({ ctx, input }) => requestAttachments(ctx.act, input)),
  // Many objects at once: the command proves each of them.
  transition: may('transition', 'AafAttachment')
    .meta({ journal: 'aaf.checked … aaf.cancelled, one row per school' })
    .input(schema.transitionAttachments)
    .mutation(({ ctx, input }) => transitionAttachments(ctx.act, input)),
});
