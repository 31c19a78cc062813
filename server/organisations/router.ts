import { historyOf } from '../audit/queries';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { enterAuthority } from './authorities/commands';
import { findAuthorities } from './authorities/queries';
import { createAuthority, searchAuthorities } from './authorities/schema';
import { createNewOrganisation, endMandate, giveMandate, renameOrganisation } from './commands';
import { getOrganisation, listOrganisations as list, organisationChoices } from './queries';
import { createOrganisation, listOrganisations, mandate, updateOrganisation } from './schema';

export const organisationsRouter = router({
  list: may('edit', 'Organisation')
    .input(listOrganisations)
    .query(({ ctx, input }) => list(ctx, input)),
  get: on('Organisation', 'edit').query(({ ctx, input }) => getOrganisation(ctx, input)),
  choices: may('create', 'Organisation').query(({ ctx }) => organisationChoices(ctx)),
  history: on('Organisation', 'edit').query(({ ctx, input }) => historyOf(ctx, 'Organisation', input.id)),
  authorities: may('create', 'Organisation')
    .input(searchAuthorities)
    .query(({ ctx, input }) => findAuthorities(ctx, input)),
  createAuthority: may('create', 'Authority')
    .meta({ journal: 'authority.created' })
    .input(createAuthority)
    .mutation(({ ctx, input }) => enterAuthority(ctx.act, input)),
  create: may('create', 'Organisation')
    .meta({ journal: 'organisation.created' })
    .input(createOrganisation)
    .mutation(({ ctx, input }) => createNewOrganisation(ctx.act, input)),
  rename: on('Organisation', 'edit')
    .meta({ journal: 'organisation.renamed' })
    .input(updateOrganisation)
    .mutation(({ ctx, input }) => renameOrganisation(ctx.act, input)),
  giveMandate: on('Organisation', 'edit')
    .meta({ journal: 'organisation.mandate_given' })
    .input(mandate)
    .mutation(({ ctx, input }) => giveMandate(ctx.act, input)),
  endMandate: on('Organisation', 'edit')
    .meta({ journal: 'organisation.mandate_ended' })
    .input(mandate)
    .mutation(({ ctx, input }) => endMandate(ctx.act, input)),
});
