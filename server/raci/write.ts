import { Prisma } from '@/prisma/generated/client';
import { type Act, change } from '../audit/journal';
import type { Tx } from '../db';
import { invalid } from '../errors';
import { type Meaning, sameMeanings } from './domain';
import { formatLetters } from './letters';
import { lockedMatrix, type MatrixOwner } from './owner';
import type { CellInput, SetCells } from './schema';

/** A cell that somebody else had written since it was shown: what it held, and who wrote it. */
export type Replaced = {
  activityId: string;
  actorKey: string;
  meanings: Meaning[];
  changedByName: string | null;
};

/**
 * Writes cells of a matrix, all or none, in one journal row. Whoever writes last is kept, and is told
 * of what others had written there since; the others learn it from `changesOf`. Cells that hold the same already
 * stay untouched.
 *
 * @returns the version of the matrix from which these cells date, and what they replaced.
 * @throws AppError invalid when an activity or an actor is not in this matrix: nothing is written then.
 */
export async function setMatrixCells(
  act: Act,
  owner: MatrixOwner,
  { cells }: SetCells,
): Promise<{ version: number; replaced: Replaced[] }> {
  return change<{ version: number; replaced: Replaced[] }>(act, async (tx) => {
    const { keptUnder, ...matrix } = await lockedMatrix(tx, owner);
    const structure = await tx.raciMatrix.findUniqueOrThrow({
      where: { id: matrix.id },
      select: {
        actors: { select: { id: true, key: true, label: true } },
        activities: { select: { id: true, label: true } },
      },
    });
    const activities = new Map(structure.activities.map((one) => [one.id, one]));
    const actors = new Map(structure.actors.map((one) => [one.key, one]));
    const wanted = new Map<string, CellInput>();
    for (const [index, cell] of cells.entries()) {
      if (!activities.has(cell.activityId))
        throw invalid({
          [`cells.${index}.activityId`]: 'Cette activité ne figure pas dans cette matrice.',
        });
      if (!actors.has(cell.actorKey))
        throw invalid({ [`cells.${index}.actorKey`]: 'Cet acteur ne figure pas dans cette matrice.' });
      wanted.set(`${cell.activityId} ${cell.actorKey}`, cell);
    }
    const held = await heldCells(tx, [...new Set(cells.map(({ activityId }) => activityId))]);
    const changed = [...wanted.values()].flatMap((cell) => {
      const actor = actors.get(cell.actorKey);
      const now = held.get(`${cell.activityId} ${actor?.id}`);
      return actor && !sameMeanings(now?.meanings ?? [], cell.meanings) ? [{ cell, actor, now }] : [];
    });
    if (changed.length === 0) return { result: { version: matrix.version, replaced: [] }, journal: null };

    const version = matrix.version + 1;
    const by = 'system' in act.actor ? null : { id: act.actor.userId, name: act.actor.userName };
    await writeCells(
      tx,
      changed.map(({ cell, actor }) => ({
        activityId: cell.activityId,
        actorId: actor.id,
        meanings: cell.meanings,
      })),
      version,
      by,
    );
    await tx.raciMatrix.update({ where: { id: matrix.id }, data: { version } });
    const replaced = changed.flatMap(({ cell, now }): Replaced[] =>
      now && now.version > cell.version && now.changedById !== by?.id
        ? [
            {
              activityId: cell.activityId,
              actorKey: cell.actorKey,
              meanings: now.meanings,
              changedByName: now.changedByName,
            },
          ]
        : [],
    );
    const told = changed.map(({ cell, actor, now }) => ({
      activity: activities.get(cell.activityId)?.label ?? '',
      actor: actor.label,
      before: formatLetters(now?.meanings ?? []),
      letters: formatLetters(cell.meanings),
    }));
    const [only] = told;
    return {
      result: { version, replaced },
      journal: {
        ...keptUnder,
        ...(told.length === 1 && only
          ? {
              action: 'raci.cell_set',
              before: { letters: only.before },
              after: { activity: only.activity, actor: only.actor, letters: only.letters },
            }
          : { action: 'raci.cells_set', after: { count: told.length, cells: told } }),
      },
    };
  });
}

/** The cells of these activities, by « activity actor ». */
async function heldCells(tx: Tx, activityIds: string[]) {
  const rows = await tx.raciCell.findMany({ where: { activityId: { in: activityIds } } });
  return new Map(rows.map((row) => [`${row.activityId} ${row.actorId}`, row]));
}

/** All the cells in one statement, however many. */
export async function writeCells(
  tx: Tx,
  cells: readonly { activityId: string; actorId: string; meanings: readonly Meaning[] }[],
  version: number,
  by: { id: string; name: string } | null,
): Promise<void> {
  const rows = JSON.stringify(cells);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "RaciCell" ("activityId", "actorId", "meanings", "version", "changedById", "changedByName")
    SELECT cell->>'activityId', cell->>'actorId',
      ARRAY(SELECT jsonb_array_elements_text(cell->'meanings'))::"RaciMeaning"[],
      ${version}, ${by?.id ?? null}, ${by?.name ?? null}
    FROM jsonb_array_elements(${rows}::jsonb) cell
    ON CONFLICT ("activityId", "actorId") DO UPDATE SET
      "meanings" = EXCLUDED."meanings", "version" = EXCLUDED."version",
      "changedById" = EXCLUDED."changedById", "changedByName" = EXCLUDED."changedByName"`);
}
