import { historyOf } from '@/server/audit/queries';
import { router } from '@/server/trpc/init';
import { may, on, signedIn } from '@/server/trpc/procedures';
import {
  changeMembership,
  endMembership,
  givePersonRole,
  grantSigningDelegation,
  revokeSigningDelegation,
} from './commands';
import { getMembership, hatsOf, listMemberships } from './queries';
import { grantDelegation, invitePerson, listPeople, revokeDelegation, updateMembership } from './schema';

/** Who holds which role where: the operator everywhere, an académie's administrator in their académie. */
export const peopleRouter = router({
  hats: signedIn.query(({ ctx }) => hatsOf(ctx, ctx.userId)),
  list: may('read', 'Membership')
    .input(listPeople)
    .query(({ ctx, input }) => listMemberships(ctx, input)),
  get: on('Membership').query(({ ctx, input }) => getMembership(ctx, input)),
  history: on('Membership').query(({ ctx, input }) => historyOf(ctx, 'Membership', input.id)),
  invite: may('create', 'Membership')
    .meta({ journal: 'membership.granted' })
    .input(invitePerson)
    .mutation(({ ctx, input }) => givePersonRole(ctx.act, input)),
  change: on('Membership', 'edit')
    .meta({ journal: 'membership.changed' })
    .input(updateMembership)
    .mutation(({ ctx, input }) => changeMembership(ctx.act, input)),
  end: on('Membership', 'edit')
    .meta({ journal: 'membership.ended' })
    .mutation(({ ctx, input }) => endMembership(ctx.act, input.id)),
  grantDelegation: on('Membership', 'edit')
    .meta({ journal: 'membership.delegation_granted' })
    .input(grantDelegation)
    .mutation(({ ctx, input }) => grantSigningDelegation(ctx.act, input)),
  revokeDelegation: on('Membership', 'edit')
    .meta({ journal: 'membership.delegation_revoked' })
    .input(revokeDelegation)
    .mutation(({ ctx, input }) => revokeSigningDelegation(ctx.act, input)),
});
