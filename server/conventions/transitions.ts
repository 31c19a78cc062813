import {
  type ConventionFacts,
  type ConventionStatus,
  conventionStatuses,
  type Finding,
  type Findings,
  type TransitionActor,
  type TransitionPayload,
} from './facts';
import { statusLabels } from './lifecycle';
import {
  type ConventionAction,
  conventionActions,
  type Transition,
  type TransitionEffect,
  transitions,
} from './table';

export * from './facts';
export * from './lifecycle';
export * from './table';

/** What an avenant does not do of itself: it follows the end of its convention. */
const notForAmendments: readonly ConventionAction[] = [
  'suspend',
  'resume',
  'give_notice',
  'withdraw_notice',
  'terminate',
  'expire',
  'mark_renewed',
  'archive',
];

const known = (facts: ConventionFacts, action: ConventionAction) =>
  !facts.amendment || !notForAmendments.includes(action);

export type AvailableAction = Omit<Transition, 'guard' | 'to' | 'who' | 'from' | 'concerns'> & Findings;

/**
 * Every act that this state knows and this role may do, with what stands in its way: `blockers` empty means
 * possible now. A screen shows the impossible ones with their reasons.
 */
export function availableActions(facts: ConventionFacts, actor: TransitionActor): AvailableAction[] {
  return conventionActions
    .map((action): Transition => transitions[action])
    .filter((row) => row.from.includes(facts.status) && row.who.includes(actor.role))
    .filter((row) => known(facts, row.action) && (row.concerns?.(facts, actor) ?? true))
    .map(({ guard, to: _to, who: _who, from: _from, concerns: _concerns, ...shown }) => ({
      ...shown,
      ...guard(facts, actor),
    }));
}

export type DecisionRefusal = {
  ok: false;
  /** `input` : something to fill in is missing; `blocked` : a guard says no, `blockers` tell why. */
  code: 'unknown_action' | 'wrong_status' | 'forbidden' | 'input' | 'blocked';
  message: string;
  blockers: Finding[];
  /** Field → sentence, when code is `input`. */
  fields: Record<string, string>;
};

export type Decision =
  | {
      ok: true;
      from: ConventionStatus;
      to: ConventionStatus;
      event: string;
      effects: readonly TransitionEffect[];
      warnings: Finding[];
    }
  | DecisionRefusal;

/** True for the id of an act of the table. */
export function isConventionAction(action: string): action is ConventionAction {
  return (conventionActions as readonly string[]).includes(action);
}

/** Decides one act on these facts: where it leads, or why not. Changes nothing itself. */
export function decide(
  facts: ConventionFacts,
  actor: TransitionActor,
  action: string,
  payload: TransitionPayload = {},
): Decision {
  const refuse = (
    code: DecisionRefusal['code'],
    message: string,
    rest: Partial<Pick<DecisionRefusal, 'blockers' | 'fields'>> = {},
  ): DecisionRefusal => ({ ok: false, code, message, blockers: [], fields: {}, ...rest });

  if (!isConventionAction(action)) return refuse('unknown_action', 'Cet acte n’existe pas.');
  const row: Transition = transitions[action];
  if (!row.who.includes(actor.role)) {
    return refuse('forbidden', `Votre rôle ne permet pas l’acte « ${row.label} ».`);
  }
  if (!known(facts, row.action))
    return refuse(
      'wrong_status',
      `Un avenant suit le sort de sa convention\u00a0: «\u00a0${row.label}\u00a0» se fait sur elle.`,
    );
  if (!row.from.includes(facts.status)) return refuse('wrong_status', wrongStatusMessage(row, facts.status));

  const fields = missingInputs(row, payload);
  const [firstField] = Object.values(fields);
  if (firstField) return refuse('input', firstField, { fields });

  const { blockers, warnings } = row.guard(facts, actor, payload);
  const [first] = blockers;
  if (first)
    return refuse('blocked', `« ${row.label} » impossible : ${decapitalise(first.message)}`, { blockers });

  const to = row.to?.(facts, actor, payload) ?? row.targets[0];
  if (!to) throw new Error(`transition without target: ${action}`);
  return { ok: true, from: facts.status, to, event: row.event, effects: row.effects, warnings };
}

/** Required fields that are missing. The consent of a signature is the guard's to judge. */
function missingInputs(row: Transition, payload: TransitionPayload): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const input of row.inputs) {
    const value = payload[input.name];
    const empty = value === undefined || (typeof value === 'string' && value.trim() === '');
    if (input.required && input.kind !== 'consent' && input.kind !== 'hidden' && empty) {
      fields[input.name] = `Renseignez « ${input.label} » : ${decapitalise(input.help)}`;
    }
  }
  return fields;
}

function wrongStatusMessage(row: Transition, status: ConventionStatus): string {
  const { label } = statusLabels[status];
  return `« ${row.label} » n’est pas possible dans l’état actuel de la convention (« ${label} »).`;
}

function decapitalise(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** States that can be reached from this one by any act, for documents and tests. */
export function successorsOf(status: ConventionStatus): ConventionStatus[] {
  const targets = new Set(
    conventionActions
      .map((action): Transition => transitions[action])
      .filter((row) => row.from.includes(status))
      .flatMap((row) => row.targets),
  );
  return conventionStatuses.filter((one) => targets.has(one));
}
