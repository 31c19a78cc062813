import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/server/db';
import { counted } from '@/server/french';
import type { Meaning } from '../domain';
import { whole } from '../load';
import { arrangedColumns, arrangedRows, type Structure } from './structure';

const withHeld = {
  actors: {
    ...whole.actors,
    include: { ...whole.actors.include, _count: { select: { answers: true } } },
  },
  activities: {
    ...whole.activities,
    include: { ...whole.activities.include, _count: { select: { answers: true, documents: true } } },
  },
} as const satisfies Prisma.RaciMatrixInclude;

/** A matrix as its edits see it, with the identifiers of its rows and columns. */
export async function structureIn(tx: Tx, matrixId: string) {
  const matrix = await tx.raciMatrix.findUniqueOrThrow({ where: { id: matrixId }, include: withHeld });
  const some = (count: number, one: string) => (count > 0 ? [counted(count, one)] : []);
  const structure: Structure = {
    columns: arrangedColumns(
      matrix.actors.map(({ key, label, short, party, kind, parent, membershipId, hidden, _count }) => ({
        key,
        label,
        short,
        party,
        kind,
        within: parent?.key ?? null,
        membershipId,
        hidden,
        holds: some(_count.answers, 'réponse'),
      })),
    ),
    rows: arrangedRows(
      matrix.activities.map(({ key, phase, label, hidden, cells, _count, ...work }) => ({
        key,
        phase,
        label,
        hidden,
        cells: Object.fromEntries(
          cells
            .filter(({ meanings }) => meanings.length > 0)
            .map((cell) => [cell.actor.key, cell.meanings as Meaning[]]),
        ),
        holds: [
          ...some(_count.answers, 'réponse'),
          ...some(_count.documents, 'document'),
          ...(work.state !== 'to_do' || work.stateNote ? ['un avancement'] : []),
          ...(work.dueOn ? ['une échéance'] : []),
        ],
      })),
    ),
  };
  return {
    structure,
    structureVersion: matrix.structureVersion,
    rowIds: new Map(matrix.activities.map(({ key, id }) => [key, id])),
    columnIds: new Map(matrix.actors.map(({ key, id }) => [key, id])),
  };
}
type Held = Awaited<ReturnType<typeof structureIn>>;

/** Writes what an edit made of a matrix: what is gone, what is new, what has changed, and the letters of what is new. */
export async function keepStructure(
  tx: Tx,
  matrixId: string,
  { structure: before, rowIds, columnIds }: Held,
  after: Structure,
  { version, by }: { version: number; by: { id: string; name: string } | null },
): Promise<void> {
  const gone = <One extends { key: string }>(was: readonly One[], is: readonly One[]) =>
    was.filter(({ key }) => is.every((one) => one.key !== key)).map(({ key }) => key);
  const goneRows = gone(before.rows, after.rows);
  const goneColumns = gone(before.columns, after.columns);
  if (goneRows.length > 0) await tx.raciActivity.deleteMany({ where: { matrixId, key: { in: goneRows } } });
  if (goneColumns.length > 0)
    await tx.raciActor.deleteMany({ where: { matrixId, key: { in: goneColumns } } });

  const rows = new Map(rowIds);
  const columns = new Map(columnIds);
  for (const [position, { key, phase, label, hidden }] of after.rows.entries())
    if (!rows.has(key)) {
      const data = { matrixId, key, phase, label, hidden, position };
      rows.set(key, (await tx.raciActivity.create({ data, select: { id: true } })).id);
    }
  for (const [position, column] of after.columns.entries())
    if (!columns.has(column.key)) {
      const { key, label, short, party, kind, within, membershipId, hidden } = column;
      const parentId = within === null ? null : (columns.get(within) ?? null);
      const data = { matrixId, key, label, short, party, kind, parentId, membershipId, hidden, position };
      columns.set(key, (await tx.raciActor.create({ data, select: { id: true } })).id);
    }
  await place(tx, matrixId, after);

  const isNew = (row: string, column: string) => !rowIds.has(row) || !columnIds.has(column);
  await tx.raciCell.createMany({
    data: after.rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([column, meanings]) => {
        const [activityId, actorId] = [rows.get(row.key), columns.get(column)];
        return activityId && actorId && meanings.length > 0 && isNew(row.key, column)
          ? [
              {
                activityId,
                actorId,
                meanings: [...meanings],
                version,
                changedById: by?.id ?? null,
                changedByName: by?.name ?? null,
              },
            ]
          : [];
      }),
    ),
  });
}

/** Names, places and visibility of all rows and columns, in two statements however many there are. */
async function place(tx: Tx, matrixId: string, { rows, columns }: Structure): Promise<void> {
  const told = (list: readonly object[]) =>
    JSON.stringify(list.map((one, position) => ({ ...one, position, cells: undefined, holds: undefined })));
  await tx.$executeRaw(Prisma.sql`
    UPDATE "RaciActivity" SET "phase" = (one->>'phase')::"ProjectPhase", "label" = one->>'label',
      "hidden" = (one->>'hidden')::boolean, "position" = (one->>'position')::int
    FROM jsonb_array_elements(${told(rows)}::jsonb) one
    WHERE "matrixId" = ${matrixId} AND "key" = one->>'key'`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE "RaciActor" SET "label" = one->>'label', "short" = one->>'short',
      "hidden" = (one->>'hidden')::boolean, "position" = (one->>'position')::int,
      "membershipId" = one->>'membershipId'
    FROM jsonb_array_elements(${told(columns)}::jsonb) one
    WHERE "matrixId" = ${matrixId} AND "key" = one->>'key'`);
}
