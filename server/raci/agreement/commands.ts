import { Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { AppError, conflict, forbidden, invalid } from '@/server/errors';
import { listed } from '@/server/french';
import { academySettings } from '@/server/organisations/settings';
import { type Meaning, meaningLabels, sameMeanings } from '../domain';
import { formatLetters, letterSet } from '../letters';
import type { WholeRows } from '../load';
import { cellState } from './domain';
import {
  type ActivityRow,
  type ActorRow,
  answerIn,
  hatOf,
  heldIn,
  lockedWhole,
  type Speech,
  speechOf,
} from './matrix';
import { tellObjections } from './notify';
import type { AnswerCells, AnswerInput } from './schema';
import { whoSpeaks } from './words';

type Cell = { activity: ActivityRow; actor: ActorRow };
type Given = Cell & Pick<AnswerInput, 'stance' | 'comment'> & { speech: Speech };

/** The cell that an answer names, when this hat speaks for its column. */
function cellOfAnswer(
  rows: WholeRows,
  act: PersonAct,
  { activityId, actorKey }: { activityId: string; actorKey: string },
  path: string,
): Cell & { speech: Speech } {
  const activity = rows.activities.find(({ id }) => id === activityId);
  const actor = rows.actors.find(({ key }) => key === actorKey);
  if (!activity || activity.hidden)
    throw invalid({ [`${path}.activityId`]: 'Cette activité ne figure pas, ou plus, dans cette matrice.' });
  if (!actor || actor.hidden)
    throw invalid({ [`${path}.actorKey`]: 'Cet acteur ne figure pas, ou plus, dans cette matrice.' });
  const speech = speechOf(hatOf(act), actor);
  if (!speech)
    throw forbidden(
      `Vous ne répondez pas pour la colonne «\u00a0${actor.label}\u00a0»\u00a0: c’est ${whoSpeaks(actor)} qui l’accepte ou fait une objection.`,
    );
  return { activity, actor, speech };
}

/** « répond du résultat et réalise », as one reads it in a refusal. */
const inWords = (held: readonly Meaning[]) =>
  held.length === 0 ? 'aucun rôle' : listed(held.map((one) => meaningLabels[one]));

/**
 * Accepts, or objects to, cells of one's own column, as they were shown: all are kept or none, in one journal
 * row. The académie records what a party without an account has said, and the answer says so.
 * @throws AppError forbidden for another's column, conflict for a cell that changed since it was shown.
 */
export async function answerCells(act: PersonAct, { id, answers }: AnswerCells & { id: string }) {
  return change(act, async (tx) => {
    const { rows, keptUnder } = await lockedWhole(tx, id);
    const given = new Map<string, Given>();
    for (const [index, answer] of answers.entries()) {
      const cell = cellOfAnswer(rows, act, answer, `answers.${index}`);
      const held = heldIn(cell.activity, cell.actor.id);
      if (!sameMeanings(held, answer.meanings))
        throw conflict(
          `La case «\u00a0${cell.activity.label}\u00a0» de ${cell.actor.label} vient de changer. Elle dit maintenant\u00a0: ${inWords(held)}. Relisez-la avant de répondre\u00a0; rien n’a été enregistré.`,
          { activityId: cell.activity.id, actorKey: cell.actor.key, meanings: held },
        );
      given.set(`${cell.activity.id} ${cell.actor.id}`, {
        ...cell,
        stance: answer.stance,
        comment: answer.comment?.trim() || undefined,
      });
    }
    return keep(tx, act, { projectId: id, keptUnder }, [...given.values()]);
  });
}

/**
 * Accepts in one act all that a column holds, on the version of the matrix that was shown: what was objected to
 * as well, for whoever accepts the whole.
 */
export async function acceptColumn(
  act: PersonAct,
  { id, actorKey, version }: { id: string; actorKey: string; version: number },
) {
  return change(act, async (tx) => {
    const { rows, keptUnder } = await lockedWhole(tx, id);
    const shown = rows.activities.filter(({ hidden }) => !hidden);
    const [first] = shown;
    if (!first) throw conflict('La matrice ne contient aucune activité.');
    const { actor, speech } = cellOfAnswer(rows, act, { activityId: first.id, actorKey }, 'column');
    const changed = shown.filter(({ cells }) =>
      cells.some((cell) => cell.actorId === actor.id && cell.version > version),
    );
    if (changed.length > 0 || rows.structureVersion > version)
      throw conflict(
        changed.length > 0
          ? `La colonne a changé depuis que vous l’avez ouverte\u00a0: ${listed(
              changed.map(
                (one) => `«\u00a0${one.label}\u00a0» dit maintenant ${inWords(heldIn(one, actor.id))}`,
              ),
              3,
            )}. Relisez-la avant de l’accepter.`
          : 'Des lignes ou des colonnes de la matrice ont changé depuis que vous l’avez ouverte. Relisez-la avant de l’accepter.',
        { version: rows.version },
      );
    const cells = shown.filter(
      (activity) => cellState(heldIn(activity, actor.id), answerIn(activity, actor.id)) !== 'none',
    );
    if (cells.length === 0)
      throw new AppError(
        'invalid',
        `${actor.label} n’a aucun rôle dans cette matrice\u00a0: il n’y a rien à accepter.`,
      );
    return keep(
      tx,
      act,
      { projectId: id, keptUnder },
      cells.map((activity) => ({ activity, actor, speech, stance: 'accepted' as const })),
    );
  });
}

type Kept = {
  projectId: string;
  keptUnder: Awaited<ReturnType<typeof lockedWhole>>['keptUnder'];
};

/** Writes answers that differ from what was said already; objections are told to whoever edits the matrix. */
async function keep(tx: Tx, act: PersonAct, { projectId, keptUnder }: Kept, given: readonly Given[]) {
  const changed = given.filter(({ activity, actor, stance, comment }) => {
    const before = answerIn(activity, actor.id);
    return !(
      before &&
      before.stance === stance &&
      (before.comment ?? undefined) === comment &&
      sameMeanings(before.meanings, heldIn(activity, actor.id))
    );
  });
  if (changed.length === 0) return { result: { answered: 0 }, journal: null };
  const onBehalf = changed.some(({ speech }) => speech === 'on_behalf');
  await upsert(
    tx,
    changed.map(({ activity, actor, stance, comment, speech }) => ({
      activityId: activity.id,
      actorId: actor.id,
      stance,
      comment: comment ?? null,
      meanings: heldIn(activity, actor.id),
      onBehalf: speech === 'on_behalf',
    })),
    act,
  );
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    include: { academy: { select: { settings: true } } },
  });
  const letters = letterSet(academySettings(project.academy.settings).raci.letters);
  const told = changed.map(({ activity, actor, stance, comment }) => ({
    activity: activity.label,
    actor: actor.label,
    letters: formatLetters(heldIn(activity, actor.id), letters),
    stance,
    ...(comment ? { comment } : {}),
  }));
  const objections = told.filter(({ stance }) => stance === 'objected');
  await tellObjections(tx, act, project, objections);
  return {
    result: { answered: changed.length },
    journal: {
      ...keptUnder,
      action: 'raci.answered',
      after: {
        actors: [...new Set(told.map(({ actor }) => actor))],
        accepted: told.length - objections.length,
        objected: objections.length,
        ...(onBehalf ? { onBehalf } : {}),
        cells: told,
      },
    },
  };
}

/** All the answers in one statement, however many. */
async function upsert(
  tx: Tx,
  answers: readonly {
    activityId: string;
    actorId: string;
    stance: string;
    comment: string | null;
    meanings: readonly Meaning[];
    onBehalf: boolean;
  }[],
  { actor, now }: PersonAct,
): Promise<void> {
  const name = `${actor.userName}, ${actor.organisation.name}`;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "RaciAnswer" ("activityId", "actorId", "stance", "meanings", "comment", "answeredAt", "byId", "byName", "onBehalf")
    SELECT one->>'activityId', one->>'actorId', (one->>'stance')::"RaciStance",
      ARRAY(SELECT jsonb_array_elements_text(one->'meanings'))::"RaciMeaning"[],
      one->>'comment', ${now.toISOString()}::timestamp, ${actor.userId}, ${name}, (one->>'onBehalf')::boolean
    FROM jsonb_array_elements(${JSON.stringify(answers)}::jsonb) one
    ON CONFLICT ("activityId", "actorId") DO UPDATE SET
      "stance" = EXCLUDED."stance", "meanings" = EXCLUDED."meanings", "comment" = EXCLUDED."comment",
      "answeredAt" = EXCLUDED."answeredAt", "byId" = EXCLUDED."byId", "byName" = EXCLUDED."byName",
      "onBehalf" = EXCLUDED."onBehalf"`);
}

/** Takes one's answers back: the cells wait for an answer again. Cells without an answer stay as they are. */
export async function withdrawAnswers(
  act: PersonAct,
  { id, cells }: { id: string; cells: readonly { activityId: string; actorKey: string }[] },
) {
  return change(act, async (tx) => {
    const { rows, keptUnder } = await lockedWhole(tx, id);
    const named = cells.map((cell, index) => cellOfAnswer(rows, act, cell, `cells.${index}`));
    const answered = named.filter(({ activity, actor }) => answerIn(activity, actor.id));
    if (answered.length === 0) return { result: { withdrawn: 0 }, journal: null };
    const { count } = await tx.raciAnswer.deleteMany({
      where: {
        OR: answered.map(({ activity, actor }) => ({ activityId: activity.id, actorId: actor.id })),
      },
    });
    return {
      result: { withdrawn: count },
      journal: {
        ...keptUnder,
        action: 'raci.answers_withdrawn',
        before: {
          cells: answered.map(({ activity, actor }) => ({
            activity: activity.label,
            actor: actor.label,
            stance: answerIn(activity, actor.id)?.stance,
            comment: answerIn(activity, actor.id)?.comment ?? null,
          })),
        },
        after: { actors: [...new Set(answered.map(({ actor }) => actor.label))], withdrawn: count },
      },
    };
  });
}
