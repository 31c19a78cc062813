import type { Db, Tx } from '@/server/db';
import { readTable, textOf } from '@/server/documents/table-file';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { matrixOfRows, whole } from '../load';
import type { MatrixOwner } from '../owner';
import { usageOf } from '../queries';
import { type ColumnUse, columnsRefusal, knownHeads, recogniseColumns } from './columns';
import { planExchange } from './plan';
import { type ExchangedTable, MAX_FILE_BYTES, MAX_LINES, type ReadFile } from './schema';

type Reader = Pick<Context, 'db'>;

/**
 * The table of a file, CSV or XLSX, and what its columns seem to hold. Writes nothing.
 * @throws AppError invalid on `file`: empty, cut, protected, no line of heads, too many lines.
 */
export async function readMatrixFile(ctx: Reader, owner: MatrixOwner, { contentBase64 }: ReadFile) {
  const { matrix } = await exchangeable(ctx.db, owner);
  const { heads, rows } = await readTable(Buffer.from(contentBase64, 'base64'), {
    maxBytes: MAX_FILE_BYTES,
    maxLines: MAX_LINES,
    named: 'une matrice',
    known: (given) => knownHeads(given, matrix.actors),
  });
  const read = rows.map(({ line, cells }) => ({ line, cells: cells.map(textOf) }));
  const samples = heads.map((_, index) => read.map(({ cells }) => cells[index] ?? ''));
  return { heads, rows: read, columns: recogniseColumns(heads, matrix.actors, samples) };
}

/** The matrix that a table would change, with what reading it needs. */
export async function exchangeable(db: Db | Tx, owner: MatrixOwner) {
  const settings = { academy: { select: { settings: true } } } as const;
  const rows = await db.raciMatrix.findUnique({
    where: 'projectId' in owner ? { projectId: owner.projectId } : { templateId: owner.templateId },
    include: { ...whole, project: { select: settings }, template: { select: settings } },
  });
  const object = rows?.project ?? rows?.template;
  if (!rows || !object) throw notFound('Cette matrice');
  return {
    rows,
    matrix: matrixOfRows(rows),
    letters: usageOf(object.academy.settings).letters,
    hidden: rows.activities.filter(({ hidden }) => hidden).map(({ label }) => label),
  };
}

/** What a table would make of the matrix, line by line; `refusal` says why its columns cannot be read yet. */
export async function previewExchange(ctx: Reader, owner: MatrixOwner, table: ExchangedTable) {
  const { rows, matrix, letters, hidden } = await exchangeable(ctx.db, owner);
  const columns: ColumnUse[] = table.columns;
  const refusal = columnsRefusal(columns, matrix.actors);
  return {
    version: rows.version,
    refusal,
    plan: refusal ? null : planExchange(matrix, table, columns, { letters, hidden }),
  };
}
export type ExchangePreview = Awaited<ReturnType<typeof previewExchange>>;
