import type { Meaning } from './domain';

/** One cell of a step, before and after it. */
export type CellStep = {
  activityId: string;
  actorKey: string;
  before: readonly Meaning[];
  after: readonly Meaning[];
};

/** What one did, most recent last, and what one took back. */
export type History = { done: readonly (readonly CellStep[])[]; undone: readonly (readonly CellStep[])[] };

export const emptyHistory: History = { done: [], undone: [] };

/** Steps that can be taken back. */
const DEPTH = 200;

/** Remembers a step; what had been taken back can no longer be done again. */
export function remember(history: History, step: readonly CellStep[]): History {
  if (step.length === 0) return history;
  return { done: [...history.done, step].slice(-DEPTH), undone: [] };
}

type Move = {
  history: History;
  cells: { activityId: string; actorKey: string; meanings: readonly Meaning[] }[];
};

/** Takes the last step back: the cells as they were before it. Null when there is none. */
export function undo({ done, undone }: History): Move | null {
  const step = done.at(-1);
  if (!step) return null;
  return {
    history: { done: done.slice(0, -1), undone: [...undone, step] },
    cells: step.map(({ activityId, actorKey, before }) => ({ activityId, actorKey, meanings: before })),
  };
}

/** Does the last step taken back again. Null when there is none. */
export function redo({ done, undone }: History): Move | null {
  const step = undone.at(-1);
  if (!step) return null;
  return {
    history: { done: [...done, step], undone: undone.slice(0, -1) },
    cells: step.map(({ activityId, actorKey, after }) => ({ activityId, actorKey, meanings: after })),
  };
}
