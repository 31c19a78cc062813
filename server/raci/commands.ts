import { type Act, change } from '../audit/journal';
import type { Tx } from '../db';
import { conflict, invalid, notFound } from '../errors';
import { formatLetters, type Meaning } from './domain';
import type { SetCell } from './schema';
import { raciTemplate } from './template';

/** The project behind a matrix, locked for the rest of the transaction. */
async function lockedProject(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE "id" = ${id} FOR UPDATE`;
  const project = await tx.project.findUnique({
    where: { id },
    select: { degree: true, academyCode: true, raci: { select: { id: true } } },
  });
  if (!project) throw notFound('Ce projet');
  return project;
}

/**
 * Opens the matrix of a project from the template of its degree. A matrix that is already open is left as it
 * is: two people who open it at once get the same one.
 */
export async function startMatrix(
  act: Act,
  { id }: { id: string },
): Promise<{ matrixId: string; started: boolean }> {
  return change<{ matrixId: string; started: boolean }>(act, async (tx) => {
    const project = await lockedProject(tx, id);
    if (project.raci) return { result: { matrixId: project.raci.id, started: false }, journal: null };
    const template = raciTemplate(project.degree);
    const matrix = await tx.raciMatrix.create({
      data: {
        projectId: id,
        templateKey: project.degree,
        createdAt: act.now,
        actors: { create: template.actors.map((actor, position) => ({ ...actor, position })) },
        activities: {
          create: template.activities.map(({ number, phase, label }, position) => ({
            number,
            phase,
            label,
            position,
          })),
        },
      },
      include: { actors: true, activities: true },
    });
    const actorId = new Map(matrix.actors.map((actor) => [actor.key, actor.id]));
    const activityId = new Map(matrix.activities.map((activity) => [activity.number, activity.id]));
    await tx.raciCell.createMany({
      data: template.activities.flatMap(({ number, cells }) =>
        Object.entries(cells).map(([key, meanings]) => ({
          activityId: activityId.get(number) ?? '',
          actorId: actorId.get(key) ?? '',
          meanings: [...meanings],
        })),
      ),
    });
    return {
      result: { matrixId: matrix.id, started: true },
      journal: {
        chain: project.academyCode,
        action: 'raci.started',
        objectType: 'Project',
        objectId: id,
        after: { template: project.degree, activities: template.activities.length },
      },
    };
  });
}

/**
 * Writes one cell, compare-and-set on the version that the person saw (0: never filled). When somebody was
 * quicker the refusal carries the newer value: `details: { meanings, version, changedBy }`.
 */
export async function setMatrixCell(
  act: Act,
  { id, activityId, actorKey, meanings, version }: SetCell & { id: string },
): Promise<{ meanings: Meaning[]; version: number }> {
  return change(act, async (tx) => {
    const activity = await tx.raciActivity.findFirst({
      where: { id: activityId, matrix: { projectId: id } },
      select: {
        label: true,
        matrix: {
          select: { project: { select: { academyCode: true } }, actors: { where: { key: actorKey } } },
        },
      },
    });
    if (!activity) throw invalid({ activityId: 'Cette activité ne figure pas dans la matrice du projet.' });
    const [actor] = activity.matrix.actors;
    if (!actor) throw invalid({ actorKey: 'Cet acteur ne figure pas dans la matrice du projet.' });

    const key = { activityId, actorId: actor.id };
    // The row's lock makes people who write the same cell take turns; other cells are never held.
    await tx.$queryRaw`SELECT 1 FROM "RaciCell" WHERE "activityId" = ${activityId} AND "actorId" = ${actor.id} FOR UPDATE`;
    const current = await tx.raciCell.findUnique({ where: { activityId_actorId: key } });
    const written =
      current?.version === version
        ? await tx.raciCell.updateMany({
            where: { ...key, version },
            data: { meanings, version: { increment: 1 } },
          })
        : version === 0
          ? await tx.raciCell.createMany({ data: [{ ...key, meanings }], skipDuplicates: true })
          : { count: 0 };
    if (written.count !== 1) throw await cellChanged(tx, id, activityId, actor);
    return {
      result: { meanings, version: version + 1 },
      journal: {
        chain: activity.matrix.project.academyCode,
        action: 'raci.cell_set',
        objectType: 'Project',
        objectId: id,
        before: { letters: formatLetters(current?.meanings ?? []) },
        after: {
          activityId,
          actorKey,
          activity: activity.label,
          actor: actor.label,
          letters: formatLetters(meanings),
        },
      },
    };
  });
}

async function cellChanged(
  tx: Tx,
  projectId: string,
  activityId: string,
  actor: { id: string; key: string; label: string },
) {
  const now = await tx.raciCell.findUnique({
    where: { activityId_actorId: { activityId, actorId: actor.id } },
  });
  const last = await tx.journalEntry.findFirst({
    where: {
      objectType: 'Project',
      objectId: projectId,
      action: 'raci.cell_set',
      AND: [
        { after: { path: ['activityId'], equals: activityId } },
        { after: { path: ['actorKey'], equals: actor.key } },
      ],
    },
    orderBy: { seq: 'desc' },
  });
  const letters = formatLetters(now?.meanings ?? []);
  const value = letters ? `vaut maintenant «\u00a0${letters}\u00a0»` : 'est maintenant vide';
  return conflict(
    `${last?.actorName ?? 'Une autre personne'} vient de modifier cette case\u00a0: elle ${value}.`,
    {
      meanings: now?.meanings ?? [],
      version: now?.version ?? 0,
      ...(last ? { changedBy: last.actorName, changedAt: last.at.toISOString() } : {}),
    },
  );
}
