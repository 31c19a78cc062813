import { type Meaning, type Phase, phases } from '../domain';
import { type Hat, type SpokenColumn, speaksFor } from '../speaks';

/** How far an activity of a project is. The order is that of filters and counts. */
export const workStates = ['to_do', 'in_progress', 'blocked', 'done'] as const;
export type WorkState = (typeof workStates)[number];

/** Name of each state on a line, and its count: « 3 terminées ». */
export const workStateWords: Record<WorkState, { label: string; one: string; many: string }> = {
  to_do: { label: 'À faire', one: 'à faire', many: 'à faire' },
  in_progress: { label: 'En cours', one: 'en cours', many: 'en cours' },
  blocked: { label: 'Bloquée', one: 'bloquée', many: 'bloquées' },
  done: { label: 'Terminée', one: 'terminée', many: 'terminées' },
};

export const workActs = ['start', 'finish', 'block', 'resume', 'reopen', 'reset'] as const;
export type WorkAct = (typeof workActs)[number];

type Transition = {
  label: string;
  from: readonly WorkState[];
  to: WorkState;
  /** It says why; the reason stays with the state. */
  asksWhy: boolean;
};

/** The one table of what may become of an activity: guards and buttons read it. */
export const workTransitions: Record<WorkAct, Transition> = {
  start: { label: 'Commencer', from: ['to_do'], to: 'in_progress', asksWhy: false },
  resume: { label: 'Lever le blocage', from: ['blocked'], to: 'in_progress', asksWhy: false },
  finish: { label: 'Terminer', from: ['to_do', 'in_progress', 'blocked'], to: 'done', asksWhy: false },
  block: { label: 'Signaler un blocage', from: ['to_do', 'in_progress'], to: 'blocked', asksWhy: true },
  reopen: { label: 'Rouvrir', from: ['done'], to: 'in_progress', asksWhy: false },
  reset: { label: 'Remettre à faire', from: ['in_progress', 'blocked'], to: 'to_do', asksWhy: false },
};

/** What may be done to an activity in this state, in the order of the buttons. */
export const actsFrom = (state: WorkState): WorkAct[] =>
  (Object.keys(workTransitions) as WorkAct[]).filter((act) => workTransitions[act].from.includes(state));

/** True once its day has passed and it is not done. Both are ISO days. */
export const isLate = ({ state, dueOn }: { state: WorkState; dueOn: string | null }, today: string) =>
  state !== 'done' && dueOn !== null && dueOn < today;

/** Those whose word counts on the work of an activity: they do it or answer for it. */
const working: readonly Meaning[] = ['doer', 'accountable'];

/** A column's part in an activity. */
export type Part = { meanings: readonly Meaning[]; column: SpokenColumn };

/** Whether this hat says how far an activity is, because it speaks for who does it or answers for it. */
export const worksOn = (hat: Hat, parts: readonly Part[]): boolean =>
  parts.some(
    ({ meanings, column }) => meanings.some((one) => working.includes(one)) && speaksFor(hat, column),
  );

type Going = { phase: Phase; state: WorkState };

/** How far a set of activities is. */
export function progressOf(activities: readonly { state: WorkState; late: boolean }[]) {
  const counts = { to_do: 0, in_progress: 0, blocked: 0, done: 0 } satisfies Record<WorkState, number>;
  for (const { state } of activities) counts[state] += 1;
  return { ...counts, total: activities.length, late: activities.filter(({ late }) => late).length };
}
export type Progress = ReturnType<typeof progressOf>;

/** A phase to which a project could move, and why; a person decides. */
export type PhaseProposal = {
  from: Phase;
  to: Phase;
  why: 'phase_done' | 'later_started';
  /** Activities that are done in the present phase, or begun in the later one. */
  count: number;
};

/**
 * To which phase the work says that the project has come. When all of the present phase is done: to the first
 * later one where something is left. When a later phase has begun before that: to the first such one.
 */
export function phaseProposal(phase: Phase, activities: readonly Going[]): PhaseProposal | null {
  const of = (one: Phase) => activities.filter((activity) => activity.phase === one);
  const later = phases.slice(phases.indexOf(phase) + 1).filter((one) => of(one).length > 0);
  const allDone = (one: Phase) => of(one).every(({ state }) => state === 'done');
  const present = of(phase);
  if (present.length > 0 && allDone(phase)) {
    const to = later.find((one) => !allDone(one)) ?? later.at(-1);
    return to ? { from: phase, to, why: 'phase_done', count: present.length } : null;
  }
  const begun = (one: Phase) => of(one).filter(({ state }) => state !== 'to_do').length;
  const to = later.find((one) => begun(one) > 0);
  return to ? { from: phase, to, why: 'later_started', count: begun(to) } : null;
}
