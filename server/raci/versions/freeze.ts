import type { Prisma } from '@/prisma/generated/client';
import { canonicalJson } from '@/server/audit/hash';
import type { Act, JournalFacts } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { AppError } from '@/server/errors';
import { matrixAgreement } from '../agreement/domain';
import { answerFinder, lockedWhole } from '../agreement/matrix';
import { cellOf, sameMeanings } from '../domain';
import { matrixOfRows, type WholeRows } from '../load';
import { type MatrixSnapshot, snapshotOf, snapshotSchema } from '../snapshot';
import { freezeErrors } from './errors';
import { type KeptAnswer, type VersionSnapshot, versionSnapshotSchema } from './snapshot';
import { errorsInWords } from './words';

/** The answers that hold: what they say is still what the cell says. */
function heldAnswers(rows: WholeRows): KeptAnswer[] {
  const { actors, activities } = matrixOfRows(rows);
  const kept = new Map(rows.activities.map((activity) => [activity.key, activity]));
  return activities.flatMap((activity) =>
    actors.flatMap(({ key }) => {
      const answer = kept.get(activity.key)?.answers.find((one) => one.actor.key === key);
      return answer && sameMeanings(cellOf(activity, key), answer.meanings)
        ? [
            {
              activityKey: activity.key,
              actorKey: key,
              stance: answer.stance,
              meanings: [...answer.meanings],
              comment: answer.comment,
              byName: answer.byName,
              at: answer.answeredAt.toISOString(),
              onBehalf: answer.onBehalf,
            },
          ]
        : [];
    }),
  );
}

/** True when both say the same of who does what. */
export const sameMatrix = (one: MatrixSnapshot, other: MatrixSnapshot): boolean =>
  canonicalJson(snapshotSchema.parse(one)) === canonicalJson(snapshotSchema.parse(other));

/** Who last answered when does not make another version; what they said does. */
const said = ({ answers }: VersionSnapshot) =>
  canonicalJson(
    answers.map(({ activityKey, actorKey, stance, comment }) => [activityKey, actorKey, stance, comment]),
  );

export type Frozen = { number: number; created: boolean; journal: JournalFacts | null };

/**
 * Freezes the matrix of a project inside a change: the next version, never changed afterwards. The same matrix
 * with the same answers makes no new one.
 * @throws AppError invalid while the matrix has errors; the message lists them.
 */
export async function freezeVersion(
  tx: Tx,
  act: Act,
  projectId: string,
  { note, seen }: { note: string | null; seen?: number },
): Promise<Frozen> {
  const { rows, keptUnder, version } = await lockedWhole(tx, projectId);
  if (seen !== undefined && seen !== version)
    throw new AppError(
      'conflict',
      'La matrice a changé depuis que vous l’avez ouverte. Relisez-la, puis figez-la\u00a0: rien n’a été enregistré.',
      { details: { version } },
    );
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { academy: { select: { settings: true } } },
  });
  const errors = freezeErrors(rows, project.academy.settings);
  if (errors.length > 0)
    throw new AppError('invalid', `La matrice ne peut pas être figée\u00a0: ${errorsInWords(errors)}`, {
      details: { errors, href: `/responsabilites/${projectId}` },
    });
  const matrix = matrixOfRows(rows, toDbDate(civilDate(act.now)));
  const snapshot: VersionSnapshot = { ...snapshotOf(matrix), answers: heldAnswers(rows) };
  const last = await tx.raciVersion.findFirst({
    where: { matrixId: rows.id },
    orderBy: { number: 'desc' },
    select: { number: true, snapshot: true },
  });
  if (last) {
    const before = versionSnapshotSchema.parse(last.snapshot);
    if (sameMatrix(before, snapshot) && said(before) === said(snapshot))
      return { number: last.number, created: false, journal: null };
  }
  const number = (last?.number ?? 0) + 1;
  await tx.raciVersion.create({
    data: {
      matrixId: rows.id,
      number,
      snapshot: snapshot as unknown as Prisma.InputJsonValue,
      note,
      frozenAt: act.now,
      frozenById: 'system' in act.actor ? null : act.actor.userId,
      frozenByName: 'system' in act.actor ? act.actor.name : act.actor.userName,
    },
  });
  const { whole } = matrixAgreement(matrix, answerFinder(rows));
  return {
    number,
    created: true,
    journal: {
      ...keptUnder,
      action: 'raci.frozen',
      after: {
        number,
        ...(note ? { note } : {}),
        activities: matrix.activities.length,
        actors: matrix.actors.length,
        agreement: whole,
      },
    },
  };
}
