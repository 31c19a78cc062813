import { prove } from '@/server/access/scope';
import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on } from '@/server/trpc/procedures';
import { changesOf } from '../queries';
import { changesSince, setCells } from '../schema';
import { editStructure } from '../structure/commands';
import { editStructureSchema } from '../structure/schema';
import { structureActions } from '../structure/told';
import { setMatrixCells } from '../write';
import {
  createTemplate as create,
  publishTemplate as publish,
  renameTemplate as rename,
  retireTemplate as retire,
} from './commands';
import { choicesFor, listTemplates, readinessOf, templateOf, versionsOf } from './queries';
import { createTemplate, publishTemplate, renameTemplate, retireTemplate } from './schema';

/** An académie's own templates of matrices; `id` is the template's, but for `choices` (the project's). */
export const raciTemplatesRouter = router({
  list: may('read', 'RaciTemplate').query(({ ctx }) => listTemplates(ctx)),
  get: on('RaciTemplate').query(({ ctx, input }) => templateOf(ctx, input)),
  versions: on('RaciTemplate').query(({ ctx, input }) => versionsOf(ctx, input)),
  history: on('RaciTemplate').query(({ ctx, input }) => historyOf(ctx, 'RaciTemplate', input.id)),
  readiness: on('RaciTemplate', 'publish').query(({ ctx, input }) => readinessOf(ctx, input)),
  choices: on('Project', 'edit').query(({ ctx, input }) => choicesFor(ctx, input)),
  create: may('create', 'RaciTemplate')
    .meta({ journal: 'raci.template_created' })
    .input(createTemplate)
    .mutation(async ({ ctx, input }) => {
      const { from } = input;
      if (from.kind === 'project') await prove(ctx.db, ctx.ability, 'read', 'Project', from.projectId);
      if (from.kind === 'template') await prove(ctx.db, ctx.ability, 'read', 'RaciTemplate', from.templateId);
      return create(ctx.act, input);
    }),
  rename: on('RaciTemplate', 'edit')
    .meta({ journal: 'raci.template_renamed' })
    .input(renameTemplate)
    .mutation(({ ctx, input }) => rename(ctx.act, input)),
  publish: on('RaciTemplate', 'publish')
    .meta({ journal: 'raci.template_published' })
    .input(publishTemplate)
    .mutation(({ ctx, input }) => publish(ctx.act, input)),
  retire: on('RaciTemplate', 'publish')
    .meta({ journal: 'raci.template_retired, raci.template_restored' })
    .input(retireTemplate)
    .mutation(({ ctx, input }) => retire(ctx.act, input)),
  changes: on('RaciTemplate')
    .input(changesSince)
    .query(({ ctx, input }) => changesOf(ctx, { templateId: input.id }, input)),
  setCells: on('RaciTemplate', 'edit')
    .meta({ journal: 'raci.cell_set, raci.cells_set' })
    .input(setCells)
    .mutation(({ ctx, input }) => setMatrixCells(ctx.act, { templateId: input.id }, input)),
  editStructure: on('RaciTemplate', 'edit')
    .meta({ journal: structureActions.join(', ') })
    .input(editStructureSchema)
    .mutation(({ ctx, input }) => editStructure(ctx.act, { templateId: input.id }, input)),
});
