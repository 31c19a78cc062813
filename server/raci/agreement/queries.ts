import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { civilDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { cellOf, phaseLabels } from '../domain';
import { matrixOfRows, type WholeRows, whole } from '../load';
import type { Hat } from '../speaks';
import { cellState, matrixAgreement } from './domain';
import { answerFinder, answerIn, type Speech, speechOf } from './matrix';
import { whoSpeaks } from './words';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

async function readWhole({ db }: Reader, id: string) {
  const project = await db.project.findUnique({ where: { id }, include: { raci: { include: whole } } });
  if (!project) throw notFound('Ce projet');
  return project;
}

/** The hat under which one answers, when it takes part in the project at all. */
function hatIn({ ability, actor }: Reader, project: Project): Hat | null {
  if (!actor || !ability.can('participate', subject('Project', project))) return null;
  return { role: actor.role, membershipId: actor.membershipId };
}

/** For each shown column: who answers for it, and whether the reader does. */
const voicesOf = (rows: WholeRows, hat: Hat | null) =>
  rows.actors
    .filter(({ hidden }) => !hidden)
    .map((actor) => ({
      key: actor.key,
      label: actor.label,
      speech: speechOf(hat, actor) as Speech,
      who: whoSpeaks(actor),
      asked:
        actor.askedAt && actor.askedByName
          ? { on: civilDate(actor.askedAt), byName: actor.askedByName }
          : null,
    }));

const shownAnswer = (answer: NonNullable<ReturnType<typeof answerIn>>) => ({
  stance: answer.stance,
  meanings: answer.meanings,
  comment: answer.comment,
  byName: answer.byName,
  at: answer.answeredAt.toISOString(),
  onBehalf: answer.onBehalf,
});
export type ShownAnswer = ReturnType<typeof shownAnswer>;

/** What was answered, for a grid that knows its cells already and asks every few seconds. */
export async function answersOf(ctx: Reader, { id }: { id: string }) {
  const { raci, ...project } = await readWhole(ctx, id);
  if (!raci) return { columns: [], answers: [] };
  return {
    columns: voicesOf(raci, hatIn(ctx, project as Project)),
    answers: raci.activities
      .filter(({ hidden }) => !hidden)
      .flatMap((activity) =>
        activity.answers.flatMap(({ actor, actorId }) => {
          const answer = answerIn(activity, actorId);
          return answer ? [{ activityId: activity.id, actorKey: actor.key, ...shownAnswer(answer) }] : [];
        }),
      ),
  };
}
export type MatrixAnswers = Awaited<ReturnType<typeof answersOf>>;

/** The agreement of a matrix, party by party: one column each with its state, its cells and what was said of them. */
export async function agreementView(ctx: Reader, { id }: { id: string }) {
  const { raci, ...row } = await readWhole(ctx, id);
  const project = row as Project;
  const head = {
    project: { id, name: project.name },
    canEdit: ctx.ability.can('edit', subject('Project', project)),
  };
  if (!raci) return { ...head, matrix: null };
  const matrix = matrixOfRows(raci);
  const find = answerFinder(raci);
  const state = matrixAgreement(matrix, find);
  const rows = new Map(raci.activities.map((activity) => [activity.key, activity]));
  const ids = new Map(raci.actors.map((actor) => [actor.key, actor.id]));
  return {
    ...head,
    matrix: {
      version: raci.version,
      whole: state.whole,
      columns: voicesOf(raci, hatIn(ctx, project)).map((column) => ({
        ...column,
        agreement: state.columns[column.key] ?? state.whole,
        cells: matrix.activities.flatMap((activity) => {
          const held = cellOf(activity, column.key);
          const now = cellState(held, find(activity.key, column.key));
          const kept = rows.get(activity.key);
          if (now === 'none' || !kept) return [];
          const answer = answerIn(kept, ids.get(column.key) ?? '');
          return [
            {
              activityId: kept.id,
              number: activity.number,
              label: activity.label,
              phase: phaseLabels[activity.phase],
              meanings: [...held],
              state: now,
              answer: answer && shownAnswer(answer),
            },
          ];
        }),
      })),
    },
  };
}
export type AgreementView = Awaited<ReturnType<typeof agreementView>>;
export type AgreementColumn = NonNullable<AgreementView['matrix']>['columns'][number];
