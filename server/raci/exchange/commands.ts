import { randomUUID } from 'node:crypto';
import { type Act, change } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { conflict, invalid } from '@/server/errors';
import type { MatrixOwner } from '../owner';
import { lockedMatrix } from '../owner';
import { MAX_COLUMNS, MAX_LABEL, MAX_ROWS } from '../structure/schema';
import { shortOf } from '../structure/structure';
import { writeCells } from '../write';
import { type ColumnUse, columnsRefusal } from './columns';
import { type ExchangePlan, planExchange } from './plan';
import { exchangeable } from './queries';
import type { ApplyTable } from './schema';

export type Exchanged = {
  version: number;
  activities: number;
  actors: number;
  renamed: number;
  cells: number;
};

/**
 * Writes a table into a matrix, all or nothing, in one journal row: new actors and activities, corrected labels
 * and phases, cells.
 *
 * @throws AppError conflict when the matrix changed since the preview; invalid when a column or a line cannot be
 * read: nothing is written then.
 */
export async function applyTable(act: Act, owner: MatrixOwner, input: ApplyTable): Promise<Exchanged> {
  return change<Exchanged>(act, async (tx) => {
    const { id, version, keptUnder } = await lockedMatrix(tx, owner);
    if (version !== input.version)
      throw conflict(
        'La matrice a changé depuis l’aperçu\u00a0: rien n’est importé. Relisez l’aperçu, puis confirmez.',
      );
    const { rows, matrix, letters, hidden } = await exchangeable(tx, owner);
    const columns: ColumnUse[] = input.columns;
    const refusal = columnsRefusal(columns, matrix.actors);
    if (refusal) throw invalid({ columns: refusal }, refusal);
    const plan = planExchange(matrix, input, columns, { letters, hidden });
    refuseWrongLines(plan);
    if (rows.activities.length + plan.counts.new > MAX_ROWS)
      throw invalid({ rows: `Une matrice compte au plus ${MAX_ROWS} activités.` });
    if (rows.actors.length + plan.newActors.length > MAX_COLUMNS)
      throw invalid({ columns: `Une matrice compte au plus ${MAX_COLUMNS} acteurs.` });

    const moved = plan.lines.filter(
      (line) => line.activityKey !== null && phaseOf(matrix, line.activityKey) !== line.phase,
    );
    const done: Exchanged = {
      version: version + 1,
      activities: plan.counts.new,
      actors: plan.newActors.length,
      renamed: plan.lines.filter(({ renamed }) => renamed).length,
      cells: plan.counts.cells,
    };
    const isStructural = done.activities + done.actors + done.renamed + moved.length > 0;
    if (!isStructural && done.cells === 0) return { result: { ...done, version }, journal: null };

    const actorIds = await withNewActors(tx, id, rows.actors, plan);
    const activityIds = await withLines(tx, id, rows.activities, plan);
    const by = 'system' in act.actor ? null : { id: act.actor.userId, name: act.actor.userName };
    const cells = plan.lines.flatMap((line) =>
      line.cells.map(({ actor, after }) => ({
        activityId: activityIds.get(line.line) ?? '',
        actorId: actorIds.get(actor) ?? '',
        meanings: after,
      })),
    );
    if (cells.length > 0) await writeCells(tx, cells, done.version, by);
    await tx.raciMatrix.update({
      where: { id },
      data: { version: done.version, ...(isStructural ? { structureVersion: done.version } : {}) },
    });
    const { version: _, ...counts } = done;
    return {
      result: done,
      journal: { ...keptUnder, action: 'raci.imported', after: { file: input.name, ...counts } },
    };
  });
}

const phaseOf = (matrix: Awaited<ReturnType<typeof exchangeable>>['matrix'], key: string) =>
  matrix.activities.find((activity) => activity.key === key)?.phase;

function refuseWrongLines({ lines }: ExchangePlan): void {
  const wrong = lines.filter(({ state }) => state === 'error');
  if (wrong.length === 0) return;
  throw invalid(
    Object.fromEntries(
      wrong.slice(0, 50).map(({ line, said }) => [`rows.${line}`, `Ligne ${line}\u00a0: ${said}`]),
    ),
    `Rien n’est importé. Ligne ${wrong[0]?.line}\u00a0: ${wrong[0]?.said}`,
  );
}

/** Ids of the actors by key; new ones stand after the others, without a party. */
async function withNewActors(
  tx: Tx,
  matrixId: string,
  actors: readonly { id: string; key: string; position: number }[],
  plan: ExchangePlan,
): Promise<Map<string, string>> {
  const ids = new Map(actors.map(({ key, id }) => [key, id]));
  const last = Math.max(-1, ...actors.map(({ position }) => position));
  for (const [rank, { column, label }] of plan.newActors.entries()) {
    const named = label.replace(/\s+/g, ' ').trim().slice(0, MAX_LABEL) || `Acteur ${rank + 1}`;
    const { id } = await tx.raciActor.create({
      data: { matrixId, key: randomUUID(), label: named, short: shortOf(named), position: last + 1 + rank },
    });
    ids.set(`new:${column}`, id);
  }
  return ids;
}

/** Ids of the activities by line of the file, once the new ones are made and the others corrected. */
async function withLines(
  tx: Tx,
  matrixId: string,
  activities: readonly { id: string; key: string; phase: string; position: number }[],
  { lines }: ExchangePlan,
): Promise<Map<number, string>> {
  const known = new Map(activities.map((one) => [one.key, one]));
  let position = Math.max(-1, ...activities.map((one) => one.position));
  const ids = new Map<number, string>();
  for (const { line, label, activityKey, phase, renamed } of lines) {
    const held = activityKey === null ? null : known.get(activityKey);
    if (held) {
      ids.set(line, held.id);
      const moves = phase !== null && phase !== held.phase;
      if (moves) position += 1;
      if (renamed || moves)
        await tx.raciActivity.update({
          where: { id: held.id },
          data: { ...(renamed ? { label } : {}), ...(moves ? { phase, position } : {}) },
        });
    } else if (phase) {
      position += 1;
      const { id } = await tx.raciActivity.create({
        data: { matrixId, key: randomUUID(), phase, label, position },
      });
      ids.set(line, id);
    }
  }
  return ids;
}
