import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Act, change } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict } from '@/server/errors';
import { type KeptUnder, lockedMatrix, type MatrixOwner } from '../owner';
import { edited } from './edits';
import { keepStructure, structureIn } from './keep';
import { nameablePeople } from './people';
import type { EditStructure, StructureEdit } from './schema';
import { structureActions, toldOf } from './told';

export type EditedStructure = {
  version: number;
  structureVersion: number;
  /** Keys of the rows or columns that were made. */
  made: string[];
  /** What takes the edit back, when something does. */
  inverse: StructureEdit | null;
};

const namesPeople = ({ kind }: StructureEdit) =>
  kind === 'column.name' || kind === 'column.divide' || kind === 'column.replace';

/** Who last changed the rows or the columns of a matrix, as its journal tells it. */
export async function lastStructureChange(
  db: Pick<Tx, 'journalEntry'>,
  { objectType, objectId }: Pick<KeptUnder, 'objectType' | 'objectId'>,
): Promise<{ actorId: string | null; actorName: string } | null> {
  return db.journalEntry.findFirst({
    where: { objectType, objectId, action: { in: [...structureActions] } },
    orderBy: { seq: 'desc' },
    select: { actorId: true, actorName: true },
  });
}

/**
 * Changes the rows or the columns of a matrix: one edit, one journal row. Whoever asks says which structure they
 * saw; an edit that changes nothing leaves everything as it is.
 *
 * @throws AppError conflict when the structure has changed since, or a removal would take other letters than those
 * announced; invalid for what is not in the matrix, would be lost silently, or is beyond its limits.
 */
export async function editStructure(
  act: Act,
  owner: MatrixOwner,
  { structureVersion, edit }: EditStructure,
): Promise<EditedStructure> {
  return change<EditedStructure>(act, async (tx) => {
    const matrix = await lockedMatrix(tx, owner);
    const held = await structureIn(tx, matrix.id);
    if (held.structureVersion !== structureVersion) {
      const last = await lastStructureChange(tx, matrix.keptUnder);
      throw conflict(
        `${last?.actorName ?? 'Quelqu’un'} a changé les lignes ou les colonnes de la matrice entre-temps. Regardez-la telle qu’elle est maintenant, puis recommencez.`,
        { structureVersion: held.structureVersion },
      );
    }
    // A template is for any project: it names nobody.
    const people =
      'projectId' in owner && namesPeople(edit)
        ? await nameablePeople(tx, owner.projectId, toDbDate(civilDate(act.now)))
        : [];
    const result = edited(held.structure, edit, {
      newKey: randomUUID,
      nameOf: (id) => people.find(({ membershipId }) => membershipId === id)?.name,
    });
    if (isDeepStrictEqual(result.structure, held.structure))
      return {
        result: { version: matrix.version, structureVersion, made: [], inverse: null },
        journal: null,
      };
    const version = matrix.version + 1;
    const by = 'system' in act.actor ? null : { id: act.actor.userId, name: act.actor.userName };
    await keepStructure(tx, matrix.id, held, result.structure, { version, by });
    await tx.raciMatrix.update({ where: { id: matrix.id }, data: { version, structureVersion: version } });
    return {
      result: {
        version,
        structureVersion: version,
        made: [...result.made],
        inverse: result.inverse,
      },
      journal: { ...matrix.keptUnder, ...toldOf(edit, held.structure, result) },
    };
  });
}
