import { router } from '../trpc/init';
import { on } from '../trpc/procedures';
import {
  approveElimination as approve,
  executeElimination as execute,
  setHold as hold,
  proposeElimination as propose,
  setRetention as set,
  withdrawElimination as withdraw,
} from './commands';
import { conservationOf, retentionOf } from './queries';
import {
  approveElimination,
  executeElimination,
  proposeElimination,
  setHold,
  setRetention,
  withdrawElimination,
} from './schema';

/** Keeping and elimination; `id` is the académie, or the convention for a hold. */
export const retentionRouter = router({
  get: on('Academy', 'edit').query(({ ctx, input }) => retentionOf(ctx, input.id)),
  ofConvention: on('Convention').query(({ ctx, input }) => conservationOf(ctx, input.id)),
  set: on('Academy', 'edit')
    .meta({ journal: 'academy.settings_changed' })
    .input(setRetention)
    .mutation(({ ctx, input }) => set(ctx.act, input)),
  propose: on('Academy', 'edit')
    .meta({ journal: 'elimination.proposed' })
    .input(proposeElimination)
    .mutation(({ ctx, input }) => propose(ctx.act, input)),
  approve: on('Academy', 'edit')
    .meta({ journal: 'elimination.approved' })
    .input(approveElimination)
    .mutation(({ ctx, input }) => approve(ctx.act, input)),
  execute: on('Academy', 'edit')
    .meta({ journal: 'elimination.executed' })
    .input(executeElimination)
    .mutation(({ ctx, input }) => execute(ctx.act, input)),
  withdraw: on('Academy', 'edit')
    .meta({ journal: 'elimination.withdrawn' })
    .input(withdrawElimination)
    .mutation(({ ctx, input }) => withdraw(ctx.act, input)),
  hold: on('Convention', 'edit')
    .meta({ journal: 'convention.hold_set' })
    .input(setHold)
    .mutation(({ ctx, input }) => hold(ctx.act, input)),
});
