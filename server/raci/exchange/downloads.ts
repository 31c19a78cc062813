import { prove } from '@/server/access/scope';
import { longDate } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import { toCsv } from '@/server/documents/csv';
import { renderMatrixPdf } from '@/server/documents/render';
import { writeXlsx } from '@/server/documents/xlsx';
import { invalid, notFound } from '@/server/errors';
import { refusedFile } from '@/server/files/serve';
import type { Context } from '@/server/trpc/context';
import { toContentRaci } from '../content';
import type { RaciMatrix } from '../domain';
import type { LetterSet } from '../letters';
import { matrixOfRows, whole } from '../load';
import { usageOf } from '../queries';
import { snapshotSchema } from '../snapshot';
import { matrixColumns } from './sheet';

export const matrixFormats = ['csv', 'xlsx', 'pdf'] as const;
export type MatrixFormat = (typeof matrixFormats)[number];

type Shown = {
  name: string;
  academyName: string;
  demonstration: boolean;
  letters: LetterSet;
  matrix: RaciMatrix;
  /** « État au 22 novembre 2026 », « Version n° 2, figée le 3 mars 2026 ». */
  state: string;
  /** For the name of the file. */
  mark: string;
};

/** The matrix of a project as it is now, or one of its frozen versions. */
async function shownOf(ctx: Context, id: string, version: string | null): Promise<Shown> {
  await prove(ctx.db, ctx.ability, 'read', 'Project', id);
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: { academy: true, raci: { include: whole } },
  });
  if (!project?.raci) throw notFound('La matrice de ce projet');
  const today = civilDate(ctx.now);
  const head = {
    name: project.name,
    academyName: project.academy.name,
    demonstration: project.demonstration,
    letters: usageOf(project.academy.settings).letters,
  };
  if (version === null)
    return {
      ...head,
      matrix: matrixOfRows(project.raci, toDbDate(today)),
      state: `État au ${longDate(today)}`,
      mark: today,
    };
  if (!/^\d{1,6}$/.test(version)) throw invalid({ version: 'Une version est un numéro.' });
  const frozen = await ctx.db.raciVersion.findUnique({
    where: { matrixId_number: { matrixId: project.raci.id, number: Number(version) } },
  });
  if (!frozen) throw notFound('Cette version de la matrice');
  return {
    ...head,
    matrix: snapshotSchema.parse(frozen.snapshot),
    state: `Version n°\u00a0${frozen.number}, figée le ${longDate(civilDate(frozen.frozenAt))}`,
    mark: `v${frozen.number}`,
  };
}

/** The matrix as a file of one of the three formats. */
export async function matrixFile(ctx: Context, id: string, format: MatrixFormat, version: string | null) {
  const { matrix, letters, state, mark, ...head } = await shownOf(ctx, id, version);
  const name = `responsabilites-${mark}.${format}`;
  if (format === 'pdf') {
    const { bytes } = await renderMatrixPdf({
      kind: 'matrix',
      layout: 1,
      title: head.name,
      state,
      composedOn: civilDate(ctx.now),
      draft: false,
      demonstration: head.demonstration,
      academyName: head.academyName,
      raci: toContentRaci(matrix, letters),
    });
    return { name, type: 'application/pdf', bytes };
  }
  const columns = matrixColumns(matrix, letters);
  if (format === 'xlsx')
    return {
      name,
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      bytes: await writeXlsx('Responsabilités', columns, matrix.activities),
    };
  return { name, type: 'text/csv; charset=utf-8', bytes: toCsv(columns, matrix.activities) };
}

/** Answers with the matrix as a file; `?version=2` gives a frozen one. */
export async function serveMatrix(
  ctx: Context,
  id: string,
  format: MatrixFormat,
  query: URLSearchParams,
): Promise<Response> {
  try {
    const { name, type, bytes } = await matrixFile(ctx, id, format, query.get('version'));
    return new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusedFile(error);
  }
}
