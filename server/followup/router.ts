import { z } from 'zod';
import { router } from '../trpc/init';
import { on } from '../trpc/procedures';
import { editEntry, removeEntry, writeEntry } from './commands';
import { followUpChoices, followUpHistory, followUpOf } from './queries';
import * as schema from './schema';
import { addStep, editStep, removeStep, setStepDone } from './steps';

/** What happened on a project and what comes next. */
export const followUpRouter = router({
  ofProject: on('Project', 'follow')
    .input(schema.readFollowUp)
    .query(({ ctx, input }) => followUpOf(ctx, input)),
  history: on('Project', 'follow')
    .input(z.object({ before: z.string().max(40).optional() }))
    .query(({ ctx, input }) => followUpHistory(ctx, input)),
  choices: on('Project', 'edit').query(({ ctx, input }) => followUpChoices(ctx, input)),
  write: on('Project', 'edit')
    .meta({ journal: 'followup.written, followup.step_added' })
    .input(schema.writeEntry)
    .mutation(({ ctx, input }) => writeEntry(ctx.act, input)),
  edit: on('FollowUpEntry', 'edit')
    .meta({ journal: 'followup.edited' })
    .input(schema.editEntry)
    .mutation(({ ctx, input }) => editEntry(ctx.act, input)),
  remove: on('FollowUpEntry', 'edit')
    .meta({ journal: 'followup.removed' })
    .input(schema.removeEntry)
    .mutation(({ ctx, input }) => removeEntry(ctx.act, input)),
  addStep: on('Project', 'edit')
    .meta({ journal: 'followup.step_added' })
    .input(schema.addStep)
    .mutation(({ ctx, input }) => addStep(ctx.act, input)),
  editStep: on('FollowUpStep', 'edit')
    .meta({ journal: 'followup.step_edited' })
    .input(schema.editStep)
    .mutation(({ ctx, input }) => editStep(ctx.act, input)),
  setStepDone: on('FollowUpStep', 'transition')
    .meta({ journal: 'followup.step_done, followup.step_reopened' })
    .input(schema.setStepDone)
    .mutation(({ ctx, input }) => setStepDone(ctx.act, input)),
  removeStep: on('FollowUpStep', 'edit')
    .meta({ journal: 'followup.step_removed' })
    .input(schema.removeEntry)
    .mutation(({ ctx, input }) => removeStep(ctx.act, input)),
});
