import { z } from 'zod';
import { transitionConvention } from '../conventions/commands/transition';
import { router } from '../trpc/init';
import { may, on } from '../trpc/procedures';
import { setCircuit as compose } from './commands/circuit';
import { confirmDeposit as confirm, rejectDeposit as reject } from './commands/deposit';
import { sealHealth } from './health';
import { circuitCandidates, depositFile, evidencePdf, signatureView } from './queries';
import { circuitDecision, circuitRefusal, confirmDeposit, rejectDeposit, setCircuit } from './schema';

/** Circuit, decisions of approvers, files signed outside, evidence. Signing itself is `conventions.sign`. */
export const signaturesRouter = router({
  // Only whoever declares académies runs the platform.
  sealHealth: may('create', 'Academy').query(({ ctx }) => sealHealth(ctx)),
  view: on('Convention').query(({ ctx, input }) => signatureView(ctx, input.id)),
  candidates: on('Convention', 'conduct').query(({ ctx, input }) => circuitCandidates(ctx, input.id)),
  setCircuit: on('Convention', 'conduct')
    .meta({ journal: 'convention.circuit_changed' })
    .input(setCircuit)
    .mutation(({ ctx, input }) => compose(ctx.act, input)),
  approve: on('Convention', 'approve')
    .meta({ journal: 'convention.approved_in_circuit' })
    .input(circuitDecision)
    .mutation(({ ctx, input }) => transitionConvention(ctx.act, { ...input, action: 'approve' })),
  refuse: on('Convention', 'approve')
    .meta({ journal: 'convention.refused_in_circuit' })
    .input(circuitRefusal)
    .mutation(({ ctx, input }) => transitionConvention(ctx.act, { ...input, action: 'refuse' })),
  confirmDeposit: on('Convention', 'conduct')
    .meta({ journal: 'convention.deposit_confirmed' })
    .input(confirmDeposit)
    .mutation(({ ctx, input }) => confirm(ctx.act, input)),
  rejectDeposit: on('Convention', 'conduct')
    .meta({ journal: 'convention.deposit_rejected' })
    .input(rejectDeposit)
    .mutation(({ ctx, input }) => reject(ctx.act, input)),
  // Bytes: for callers on the server (routes, REST).
  depositFile: on('Convention')
    .input(z.object({ depositId: z.string().max(64) }))
    .query(({ ctx, input }) => depositFile(ctx, input.id, input.depositId)),
  evidence: on('Convention').query(({ ctx, input }) => evidencePdf(ctx, input.id)),
});
