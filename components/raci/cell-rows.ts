import { counted } from '@/components/ui/format';
import type { Meaning } from '@/server/raci/domain';
import type { MatrixChanges, MatrixView } from '@/server/raci/queries';
import type { Circumstances } from '@/server/raci/rules';

export type Matrix = Omit<NonNullable<MatrixView['matrix']>, 'circumstances'> & {
  circumstances: Circumstances;
};
export type Activity = Matrix['phases'][number]['activities'][number];
/** Actor → meanings, of one activity. The same object as long as nothing changes in it. */
export type Row = Readonly<Record<string, readonly Meaning[]>>;

/** Which cell: an activity and an actor. */
export type Place = { activityId: string; actorKey: string };
export type Change = Place & { meanings: readonly Meaning[] };
export type Arrived = MatrixChanges['cells'][number];
export const keyOf = ({ activityId, actorKey }: Place) => `${activityId} ${actorKey}`;

/** What others wrote; `overwrites` when it took the place of something of one's own, or the other way round. */
export type CellNews = { message: string; overwrites: boolean; place: Place | null };

export const activitiesOf = (matrix: Matrix) => matrix.phases.flatMap((band) => band.activities);

export const rowsOf = (matrix: Matrix): Map<string, Row> =>
  new Map(
    activitiesOf(matrix).map(({ id, cells }) => [
      id,
      Object.fromEntries(Object.entries(cells).map(([key, { meanings }]) => [key, meanings])),
    ]),
  );

/** Whether a cell has its place in the matrix, hidden or shown. */
export function placesOf(matrix: Matrix): (place: Place) => boolean {
  const rows = new Set([...activitiesOf(matrix), ...matrix.hidden.activities].map(({ id }) => id));
  const columns = new Set([...matrix.actors, ...matrix.hidden.actors].map(({ key }) => key));
  return ({ activityId, actorKey }) => rows.has(activityId) && columns.has(actorKey);
}

/** Rows with some cells changed; the other rows stay the same objects. */
export function withChanges(rows: ReadonlyMap<string, Row>, changes: readonly Change[]): Map<string, Row> {
  const next = new Map(rows);
  for (const { activityId, actorKey, meanings } of changes)
    next.set(activityId, { ...next.get(activityId), [actorKey]: meanings });
  return next;
}

/** « Alix Projet a modifié 3 cases. » */
export function toldOf(cells: readonly { changedByName: string | null }[]): string {
  const [first] = cells;
  const names = new Set(cells.map(({ changedByName }) => changedByName));
  const who = names.size === 1 ? (first?.changedByName ?? 'L’application') : 'Plusieurs personnes';
  return `${who} ${names.size > 1 ? 'ont' : 'a'} modifié ${counted(cells.length, 'case')}`;
}

/** What is said of others' cells, those among them that took the place of one's own first. */
export function newsOf(theirs: readonly Arrived[], taken: readonly Arrived[]): CellNews {
  const overwrites = taken.length > 0;
  return {
    message: overwrites
      ? `${toldOf(taken)} que vous aviez ${taken.length > 1 ? 'saisies' : 'saisie'}\u00a0: la dernière saisie est gardée.`
      : `${toldOf(theirs)}.`,
    overwrites,
    place: (overwrites ? taken : theirs)[0] ?? null,
  };
}
