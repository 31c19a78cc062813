import { cellOf, type Meaning, type RaciActivity, sameMeanings } from '../domain';

/** What a party says of one cell of its column, with what the cell held when it was answered. */
export const stances = ['accepted', 'objected'] as const;
export type Stance = (typeof stances)[number];
export type Answer = { stance: Stance; meanings: readonly Meaning[] };

/**
 * How a cell stands: `to_review` when it no longer says what was answered. A cell without any part awaits nothing,
 * but may be objected to (« we should be consulted »).
 */
export const cellStates = ['accepted', 'objected', 'to_review', 'waiting', 'none'] as const;
export type CellState = (typeof cellStates)[number];

/** The state of one cell. */
export function cellState(held: readonly Meaning[], answer: Answer | null | undefined): CellState {
  if (!answer) return held.length > 0 ? 'waiting' : 'none';
  return sameMeanings(held, answer.meanings) ? answer.stance : 'to_review';
}

export type Counts = Record<Exclude<CellState, 'none'>, number>;
export type AgreementState = 'agreed' | 'objected' | 'to_review' | 'waiting' | 'nothing';
export type Agreement = Counts & { state: AgreementState };

/** What weighs most comes first: an objection, then what changed since, then what nobody has answered. */
function stateOf(counts: Counts): AgreementState {
  if (counts.objected > 0) return 'objected';
  if (counts.to_review > 0) return 'to_review';
  if (counts.waiting > 0) return 'waiting';
  return counts.accepted > 0 ? 'agreed' : 'nothing';
}

/** The state of some cells together: of a column, or of the whole matrix. */
export function agreementOf(states: readonly CellState[]): Agreement {
  const counts: Counts = { accepted: 0, objected: 0, to_review: 0, waiting: 0 };
  for (const state of states) if (state !== 'none') counts[state] += 1;
  return { ...counts, state: stateOf(counts) };
}

/** Finds what was answered about a cell. */
export type AnswerAt = (activityKey: string, actorKey: string) => Answer | null | undefined;

/** The states of the cells of one column, line by line. */
export const columnStates = (
  activities: readonly Pick<RaciActivity, 'key' | 'cells'>[],
  actorKey: string,
  answerAt: AnswerAt,
): CellState[] =>
  activities.map((activity) => cellState(cellOf(activity, actorKey), answerAt(activity.key, actorKey)));

/** The state of each column, and of the whole matrix. */
export function matrixAgreement(
  {
    actors,
    activities,
  }: { actors: readonly { key: string }[]; activities: readonly Pick<RaciActivity, 'key' | 'cells'>[] },
  answerAt: AnswerAt,
): { whole: Agreement; columns: Record<string, Agreement> } {
  const states = actors.map(({ key }) => [key, columnStates(activities, key, answerAt)] as const);
  return {
    whole: agreementOf(states.flatMap(([, column]) => column)),
    columns: Object.fromEntries(states.map(([key, column]) => [key, agreementOf(column)])),
  };
}
