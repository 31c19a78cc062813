import type { Act } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import type { Meaning } from '../domain';
import { type WholeRows, whole } from '../load';
import { lockedMatrix } from '../owner';
import { type Hat, recordsFor, speaksFor } from '../speaks';
import type { Answer } from './domain';

export type ActorRow = WholeRows['actors'][number];
export type ActivityRow = WholeRows['activities'][number];

/** How a hat speaks for a column: for itself, for a party without an account here, or not at all. */
export type Speech = 'own' | 'on_behalf' | null;

export function speechOf(hat: Hat | null, column: ActorRow): Speech {
  if (!hat) return null;
  if (speaksFor(hat, column)) return 'own';
  return recordsFor(hat, column) ? 'on_behalf' : null;
}

export const hatOf = ({ actor }: Pick<Act, 'actor'>): Hat | null =>
  'system' in actor ? null : { role: actor.role, membershipId: actor.membershipId };

/** The matrix of a project, whole and locked for the rest of the transaction. */
export async function lockedWhole(tx: Tx, projectId: string) {
  const locked = await lockedMatrix(tx, { projectId });
  const rows = await tx.raciMatrix.findUniqueOrThrow({ where: { id: locked.id }, include: whole });
  return { ...locked, rows };
}

/** What a cell holds. */
export const heldIn = (activity: ActivityRow, actorId: string): Meaning[] =>
  (activity.cells.find((cell) => cell.actorId === actorId)?.meanings ?? []) as Meaning[];

/** What was answered about a cell. */
export function answerIn(activity: ActivityRow, actorId: string) {
  const row = activity.answers.find((answer) => answer.actorId === actorId);
  return row ? { ...row, meanings: row.meanings as Meaning[] } : null;
}

/** Finds answers by the keys of activity and actor. */
export function answerFinder(rows: WholeRows): (activityKey: string, actorKey: string) => Answer | null {
  const found = new Map(
    rows.activities.flatMap(({ key, answers }) =>
      answers.map((answer) => [
        `${key} ${answer.actor.key}`,
        { stance: answer.stance, meanings: answer.meanings as Meaning[] },
      ]),
    ),
  );
  return (activityKey, actorKey) => found.get(`${activityKey} ${actorKey}`) ?? null;
}
