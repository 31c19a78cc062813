import type { Prisma } from '@/prisma/generated/client';
import { aafStatusLabels } from '../aaf/domain';
import { type AttachmentLine, listAttachments } from '../aaf/queries';
import { civilDate, fromDbDate } from '../clock';
import { conventionKindLabels, conventionOriginLabels } from '../conventions/list-schema';
import { conventionFilters } from '../conventions/queries/list';
import { matchConventions } from '../conventions/queries/search';
import { statusLabels } from '../conventions/transitions';
import type { SheetColumn } from '../documents/sheet';
import { degreeLabels } from '../projects/domain';
import { formatCell, type TableColumn } from '../projects/table/cells';
import type { ProjectRow } from '../projects/table/columns';
import { columnsOf, projectRows } from '../projects/table/queries';
import type { Context } from '../trpc/context';
import type { ExportInput } from './schema';

export type ExportReader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** A list as a file takes it: its columns, how many rows it has, and its rows page after page. */
export type Source<Row> = {
  columns: SheetColumn<Row>[];
  total: number;
  pages: AsyncIterable<readonly Row[]>;
};

/** Rows read at once: what stands in memory. */
const PAGE = 500;

type Filters<List extends ExportInput['list']> = Extract<ExportInput, { list: List }>['filters'];

const sheetColumn = (column: TableColumn): SheetColumn<ProjectRow> => {
  const { key, label } = column;
  const kept = (row: ProjectRow) => row.values[key] ?? '';
  const width = Math.round(column.width / 8);
  if (column.type === 'number')
    return { label, width, kind: 'number', value: (row) => (kept(row) === '' ? null : Number(kept(row))) };
  if (column.type === 'date') return { label, width, kind: 'date', value: kept };
  return { label, width, kind: 'text', value: (row) => formatCell(column, kept(row)) };
};

/** Projects with every column of the table that this hat has, those of its académie included. */
export async function projectSource(
  ctx: ExportReader,
  filters: Filters<'projects'>,
): Promise<Source<ProjectRow>> {
  const columns = await columnsOf(ctx.db, ctx.ability);
  const { total, pages } = await projectRows(ctx, filters, columns, PAGE);
  return { columns: columns.map(sheetColumn), total, pages };
}

const conventionLine = {
  id: true,
  number: true,
  title: true,
  kind: true,
  origin: true,
  status: true,
  statusSince: true,
  degree: true,
  effectiveOn: true,
  endsOn: true,
  departmentCodes: true,
  authority: { select: { name: true, siren: true } },
  project: { select: { name: true } },
  product: { select: { name: true } },
  _count: { select: { schools: { where: { leftOn: null } } } },
} as const satisfies Prisma.ConventionSelect;

type ConventionRow = Prisma.ConventionGetPayload<{ select: typeof conventionLine }>;

const conventionColumns: SheetColumn<ConventionRow>[] = [
  { label: 'Numéro', kind: 'text', width: 16, value: (row) => row.number },
  { label: 'Convention', kind: 'text', width: 50, value: (row) => row.title },
  { label: 'Nature', kind: 'text', value: (row) => conventionKindLabels[row.kind] },
  { label: 'Origine', kind: 'text', value: (row) => conventionOriginLabels[row.origin] },
  { label: 'État', kind: 'text', value: (row) => statusLabels[row.status].label },
  { label: 'Depuis le', kind: 'date', width: 12, value: (row) => civilDate(row.statusSince) },
  { label: 'Collectivité', kind: 'text', width: 30, value: (row) => row.authority.name },
  { label: 'SIREN', kind: 'text', width: 12, value: (row) => row.authority.siren },
  { label: 'Projet', kind: 'text', width: 40, value: (row) => row.project.name },
  { label: 'Degré', kind: 'text', value: (row) => degreeLabels[row.degree] },
  { label: 'Départements', kind: 'text', value: (row) => row.departmentCodes.join(', ') },
  { label: 'Solution', kind: 'text', value: (row) => row.product?.name },
  { label: 'Écoles', kind: 'number', width: 10, value: (row) => row._count.schools },
  { label: 'Date d’effet', kind: 'date', width: 12, value: (row) => fromDbDate(row.effectiveOn) },
  { label: 'Terme', kind: 'date', width: 12, value: (row) => fromDbDate(row.endsOn) },
];

/** Conventions by number. */
export async function conventionSource(
  ctx: ExportReader,
  filters: Filters<'conventions'>,
): Promise<Source<ConventionRow>> {
  const where: Prisma.ConventionWhereInput = {
    AND: [
      ...conventionFilters(ctx, filters),
      filters.q ? { id: { in: (await matchConventions(ctx, filters.q)).ids } } : {},
    ],
  };
  const read = (after: string | undefined) =>
    ctx.db.convention.findMany({
      where,
      select: conventionLine,
      orderBy: [{ number: 'asc' }, { id: 'asc' }],
      take: PAGE,
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    });
  return {
    columns: conventionColumns,
    total: await ctx.db.convention.count({ where }),
    pages: byCursor(read),
  };
}

/** Page after page, each after the last row of the one before. */
async function* byCursor<Row extends { id: string }>(
  read: (after: string | undefined) => Promise<Row[]>,
): AsyncIterable<readonly Row[]> {
  let after: string | undefined;
  do {
    const page = await read(after);
    if (page.length > 0) yield page;
    after = page.length === PAGE ? page.at(-1)?.id : undefined;
  } while (after);
}

const aafColumns: SheetColumn<AttachmentLine>[] = [
  { label: 'UAI', kind: 'text', width: 11, value: (row) => row.uai },
  { label: 'École', kind: 'text', width: 40, value: (row) => row.school.name },
  { label: 'Commune', kind: 'text', value: (row) => row.school.communeName },
  { label: 'Département', kind: 'text', width: 12, value: (row) => row.school.departmentCode },
  { label: 'Solution', kind: 'text', value: (row) => row.product.name },
  { label: 'Convention', kind: 'text', width: 16, value: (row) => row.convention.number },
  { label: 'Projet', kind: 'text', width: 40, value: (row) => row.project.name },
  { label: 'État', kind: 'text', value: (row) => aafStatusLabels[row.status].label },
  { label: 'Depuis le', kind: 'date', width: 12, value: (row) => civilDate(row.statusSince) },
  { label: 'Motif', kind: 'text', value: (row) => row.reason },
  { label: 'Souhaité le', kind: 'date', width: 12, value: (row) => row.request.wantedOn },
  { label: 'Demandé par', kind: 'text', value: (row) => row.request.requestedByName },
  {
    label: 'Pièces manquantes',
    kind: 'text',
    width: 50,
    value: (row) =>
      row.checklist
        .filter(({ met }) => !met)
        .map(({ label }) => label)
        .join(', '),
  },
];

/** The queue of the AAF, each school with what is still missing. */
export async function aafSource(ctx: ExportReader, filters: Filters<'aaf'>): Promise<Source<AttachmentLine>> {
  const read = (size: number, cursor?: string) =>
    listAttachments(ctx, { ...filters, page: 1, size, ...(cursor ? { cursor } : {}) });
  const { total } = await read(1);
  return {
    columns: aafColumns,
    total,
    pages: byCursor(async (after) => (await read(PAGE, after)).items),
  };
}
