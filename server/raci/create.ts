import type { Tx } from '../db';
import type { RaciMatrix } from './domain';
import type { MatrixOwner } from './owner';

/**
 * Writes a whole matrix for an owner that has none. Named persons are left out: whoever was named elsewhere was
 * named for another project.
 */
export async function createMatrix(
  tx: Tx,
  owner: MatrixOwner,
  { actors, activities }: RaciMatrix,
  begun: { at: Date; templateKey: string; startedFromId?: string | null },
): Promise<{ id: string }> {
  const columns = actors.filter(({ kind }) => kind !== 'person');
  const matrix = await tx.raciMatrix.create({
    data: {
      ...owner,
      templateKey: begun.templateKey,
      startedFromId: begun.startedFromId ?? null,
      createdAt: begun.at,
      actors: {
        create: columns.map(({ key, label, short, party, kind }, position) => ({
          key,
          label,
          short,
          party,
          kind,
          position,
        })),
      },
      activities: {
        create: activities.map(({ key, phase, label }, position) => ({ key, phase, label, position })),
      },
    },
    include: { actors: true, activities: true },
  });
  const actorId = new Map(matrix.actors.map((actor) => [actor.key, actor.id]));
  const activityId = new Map(matrix.activities.map((activity) => [activity.key, activity.id]));
  for (const { key, within } of columns) {
    const id = actorId.get(key);
    if (id && within && actorId.has(within))
      await tx.raciActor.update({ where: { id }, data: { parentId: actorId.get(within) ?? null } });
  }
  await tx.raciCell.createMany({
    data: activities.flatMap(({ key, cells }) =>
      Object.entries(cells).flatMap(([actorKey, meanings]) => {
        const [activity, actor] = [activityId.get(key), actorId.get(actorKey)];
        return activity && actor && meanings.length > 0
          ? [{ activityId: activity, actorId: actor, meanings: [...meanings] }]
          : [];
      }),
    ),
  });
  return { id: matrix.id };
}
