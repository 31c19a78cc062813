import { createHash } from 'node:crypto';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { readTable, textOf } from '@/server/documents/table-file';
import { invalid } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { columnsRefusal, knownHeads, recogniseColumns } from './columns';
import { type FiguresPlan, planFigures } from './plan';
import { factsOfRow, mayWrite } from './rows';
import { type FiguresTable, MAX_FILE_BYTES, MAX_HEADS, MAX_LINES, type ReadFile } from './schema';

/**
 * The table of a file, CSV or XLSX, and what its columns seem to hold. Writes nothing.
 * @throws AppError invalid on `file`: empty, cut, protected, no line of heads, too many lines or columns.
 */
export async function readFiguresFile({ contentBase64 }: ReadFile) {
  const { heads, rows } = await readTable(Buffer.from(contentBase64, 'base64'), {
    maxBytes: MAX_FILE_BYTES,
    maxLines: MAX_LINES,
    named: 'un tableau de chiffres publiés',
    known: knownHeads,
  });
  if (heads.length > MAX_HEADS)
    throw invalid({ file: `Ce fichier a ${heads.length} colonnes\u00a0: ${MAX_HEADS} au plus.` });
  return {
    heads,
    rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(textOf) })),
    columns: recogniseColumns(heads),
  };
}

/** What a table would make of what is known now. */
export async function plannedFigures(
  db: Db | Tx,
  { actor, now }: { actor: Actor; now: Date },
  table: Pick<FiguresTable, 'rows' | 'columns' | 'common'>,
) {
  const [departments, rows] = await Promise.all([
    db.department.findMany({ select: { code: true, name: true, academyCode: true } }),
    db.publishedFigure.findMany({ where: { withdrawnAt: null } }),
  ]);
  const plan = planFigures(
    table,
    rows.map((row) => ({ id: row.id, version: row.version, facts: factsOfRow(row) })),
    departments.map((one) => ({ code: one.code, name: one.name, mine: mayWrite(actor, one) })),
    civilDate(now),
  );
  const academies = new Map(departments.map((one) => [one.code, one.academyCode]));
  return { plan, academyOf: (code: string) => academies.get(code) ?? '' };
}

/** A mark of what a preview showed: another plan has another mark. */
export const markOf = ({ lines }: FiguresPlan): string =>
  createHash('sha256')
    .update(JSON.stringify(lines.map(({ line, state, facts, known }) => [line, state, facts, known])))
    .digest('hex');

/** What a table would make, line by line; `refusal` says why its columns cannot be read yet. */
export async function previewFigures(
  ctx: Pick<Context, 'db' | 'now'> & { actor: Actor },
  table: FiguresTable,
) {
  const refusal = columnsRefusal(table.columns, table.common);
  if (refusal) return { refusal, plan: null, seen: '' };
  const { plan } = await plannedFigures(ctx.db, ctx, table);
  return { refusal: null, plan, seen: markOf(plan) };
}
export type FiguresPreview = Awaited<ReturnType<typeof previewFigures>>;
