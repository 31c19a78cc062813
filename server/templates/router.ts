import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { publishClause as publishOwnClause, takeNationalClause } from './commands/clause';
import { explainDeviation as explain, revertDeviation as revert } from './commands/deviation';
import {
  deriveTemplate as derive,
  editTemplate as edit,
  publishTemplate as publish,
  retireTemplate as retire,
} from './commands/template';
import { clauseDetail, listClauses as clauses } from './queries/clauses';
import { conventionDeviations, listDeviations as deviations } from './queries/deviations';
import { previewFacts as facts, previewChoices } from './queries/preview';
import { listTemplates, templateDetail, templateVersions } from './queries/templates';
import {
  deriveTemplate,
  editTemplate,
  explainDeviation,
  listClauses,
  listDeviations,
  previewFacts,
  publishClause,
  publishTemplate,
  retireTemplate,
  revertDeviation,
  takeClause,
} from './schema';

/** Templates, the library of clauses, and what departs from them. */
export const templatesRouter = router({
  list: may('read', 'ConventionTemplate').query(({ ctx }) => listTemplates(ctx)),
  get: on('ConventionTemplate').query(({ ctx, input }) => templateDetail(ctx, input.id)),
  versions: on('ConventionTemplate').query(({ ctx, input }) => templateVersions(ctx, input.id)),
  previewChoices: may('read', 'ConventionTemplate').query(({ ctx }) => previewChoices(ctx)),
  previewFacts: may('read', 'ConventionTemplate')
    .input(previewFacts)
    .query(({ ctx, input }) => facts(ctx, input)),
  derive: may('create', 'ConventionTemplate')
    .meta({ journal: 'template.derived' })
    .input(deriveTemplate)
    .mutation(({ ctx, input }) => derive(ctx.act, input)),
  edit: on('ConventionTemplate', 'edit')
    .meta({ journal: 'template.edited' })
    .input(editTemplate)
    .mutation(({ ctx, input }) => edit(ctx.act, input)),
  publish: on('ConventionTemplate', 'publish')
    .meta({ journal: 'template.published' })
    .input(publishTemplate)
    .mutation(({ ctx, input }) => publish(ctx.act, input)),
  retire: on('ConventionTemplate', 'publish')
    .meta({ journal: 'template.retired template.restored' })
    .input(retireTemplate)
    .mutation(({ ctx, input }) => retire(ctx.act, input)),
  clauses: may('read', 'Clause')
    .input(listClauses)
    .query(({ ctx, input }) => clauses(ctx, input)),
  clause: on('Clause').query(({ ctx, input }) => clauseDetail(ctx, input.id)),
  publishClause: may('create', 'Clause')
    .meta({ journal: 'clause.published' })
    .input(publishClause)
    .mutation(({ ctx, input }) => publishOwnClause(ctx.act, input)),
  takeClause: on('Clause', 'publish')
    .meta({ journal: 'clause.taken_over' })
    .input(takeClause)
    .mutation(({ ctx, input }) => takeNationalClause(ctx.act, input)),
  deviations: may('read', 'ConventionTemplate')
    .input(listDeviations)
    .query(({ ctx, input }) => deviations(ctx, input)),
  conventionDeviations: on('Convention').query(({ ctx, input }) => conventionDeviations(ctx, input.id)),
  explainDeviation: on('Convention', 'edit')
    .meta({ journal: 'convention.deviation_explained' })
    .input(explainDeviation)
    .mutation(({ ctx, input }) => explain(ctx.act, input)),
  revertDeviation: on('Convention', 'edit')
    .meta({ journal: 'convention.deviation_reverted' })
    .input(revertDeviation)
    .mutation(({ ctx, input }) => revert(ctx.act, input)),
});
