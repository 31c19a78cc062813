import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import {
  acceptRenewal as accept,
  postponeRenewal as postpone,
  refuseRenewal as refuse,
  denounce as refuseTacit,
} from './commands';
import { renewalOf, renewals } from './queries';
import { acceptRenewal, denounce, postponeRenewal, refuseRenewal } from './schema';

/** Renewal of conventions; `id` is the convention. */
export const renewalRouter = router({
  list: may('read', 'Convention').query(({ ctx }) => renewals(ctx)),
  get: on('Convention').query(({ ctx, input }) => renewalOf(ctx, input.id)),
  accept: on('Convention', 'edit')
    .meta({ journal: 'convention.renewal_accepted, convention.created' })
    .input(acceptRenewal)
    .mutation(({ ctx, input }) => accept(ctx.act, input)),
  postpone: on('Convention', 'edit')
    .meta({ journal: 'convention.renewal_postponed' })
    .input(postponeRenewal)
    .mutation(({ ctx, input }) => postpone(ctx.act, input)),
  refuse: on('Convention', 'edit')
    .meta({ journal: 'convention.renewal_refused' })
    .input(refuseRenewal)
    .mutation(({ ctx, input }) => refuse(ctx.act, input)),
  denounce: on('Convention', 'edit')
    .meta({ journal: 'convention.denounced' })
    .input(denounce)
    .mutation(({ ctx, input }) => refuseTacit(ctx.act, input)),
});
