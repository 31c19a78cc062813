import { may, on } from '@/server/trpc/procedures';
import { addActivityDocument, removeActivityDocument, setActivityDue, setActivityState } from './commands';
import { responsibilitiesOf } from './mine';
import { proposalOf, workOf } from './queries';
import * as schema from './schema';

/** The work that a matrix drives; `id` is the project's. Who speaks for which activity is told by the commands. */
export const raciWork = {
  ofProject: on('Project').query(({ ctx, input }) => workOf(ctx, input)),
  proposal: on('Project', 'edit').query(({ ctx, input }) => proposalOf(ctx, input)),
  mine: may('participate', 'Project')
    .input(schema.mine)
    .query(({ ctx, input }) => responsibilitiesOf(ctx, input)),
  setState: on('Project', 'participate')
    .meta({ journal: 'raci.work_state' })
    .input(schema.setState)
    .mutation(({ ctx, input }) => setActivityState(ctx.act, input)),
  setDue: on('Project', 'participate')
    .meta({ journal: 'raci.work_due' })
    .input(schema.setDue)
    .mutation(({ ctx, input }) => setActivityDue(ctx.act, input)),
  addDocument: on('Project', 'participate')
    .meta({ journal: 'raci.document_added' })
    .input(schema.addDocument)
    .mutation(({ ctx, input }) => addActivityDocument(ctx.act, input)),
  removeDocument: on('Project', 'participate')
    .meta({ journal: 'raci.document_removed' })
    .input(schema.removeDocument)
    .mutation(({ ctx, input }) => removeActivityDocument(ctx.act, input)),
};
