import type { ConventionStatus } from '../conventions/facts';
import { type LifecycleStep, statusLabels } from '../conventions/lifecycle';

const over: readonly ConventionStatus[] = ['expired', 'terminated', 'renewed', 'archived'];

/**
 * The line of a convention made elsewhere: only the steps of which something is known, with their dates. What
 * happened before it came here is not drawn as if it had been followed.
 */
export function takenOverSteps(facts: {
  status: ConventionStatus;
  deliberationOn: string | null;
  hasDeliberation: boolean;
  signedOn: string | null;
  effectiveOn: string | null;
}): LifecycleStep[] {
  const { status, deliberationOn, hasDeliberation, signedOn, effectiveOn } = facts;
  const steps: LifecycleStep[] = [];
  if (hasDeliberation)
    steps.push({
      key: 'deliberation',
      label: 'Délibération',
      state: 'done',
      enteredOn: deliberationOn,
      detail: null,
    });
  steps.push({ key: 'signature', label: 'Signature', state: 'done', enteredOn: signedOn, detail: null });
  steps.push({
    key: 'in_force',
    label: 'En vigueur',
    state: status === 'signed' ? 'todo' : over.includes(status) ? 'done' : 'current',
    enteredOn: effectiveOn,
    detail: statusLabels[status].label,
  });
  return steps;
}
