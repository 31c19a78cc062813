import { z } from 'zod';
import type { DirectoryImport, Prisma } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { fromDbDate } from '../clock';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { basisOf } from './directory/basis';
import { changeCounts } from './directory/change-kinds';
import { isStuck } from './directory/commands';
import type { ReportLine } from './directory/report';
import type { ListChanges, ListImports } from './schema';
import { searchable } from './search';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

/** An import still « running » after this long died with its process. */
const LONGEST = 2 * 3600_000;

type LightRow = Omit<DirectoryImport, 'warnings' | 'refusals'>;

const reportLines = z.array(z.object({ line: z.number(), uai: z.string(), reason: z.string() }));

const said = (row: LightRow, now: Date) => {
  const dead =
    (row.status === 'running' || row.status === 'queued') &&
    now.getTime() - row.createdAt.getTime() > LONGEST;
  const stuck = isStuck(row, now);
  const { received, created, unchanged, refused, outside } = row;
  const changes = changeCounts.parse(row.changes);
  // A line that says its school closed is one line changed, and for who reads one school closed.
  const saidClosed = Math.max(0, (changes.counts.closed ?? 0) - row.closed);
  const updated = row.updated - saidClosed;
  return {
    id: row.id,
    version: row.version,
    academyCode: row.academyCode,
    fileName: row.fileName,
    bytes: row.bytes,
    sha256: row.sha256,
    status: dead ? ('failed' as const) : stuck ? ('prepared' as const) : row.status,
    step: dead || stuck ? '' : row.step,
    percent: row.percent,
    received,
    created,
    updated,
    unchanged,
    closed: row.closed + saidClosed,
    refused,
    outside,
    merged: received - created - row.updated - unchanged - refused - outside,
    warned: row.warned,
    reason: dead
      ? 'Le travail s’est interrompu. Rien n’a été enregistré\u00a0: recommencez.'
      : stuck
        ? 'L’application s’est interrompue. Rien n’a été enregistré\u00a0: appliquez à nouveau.'
        : row.reason,
    /** Day of which the file tells, and who said so. */
    fileOn: fromDbDate(row.fileOn),
    fileOnFrom: row.statedOn ? ('person' as const) : row.linesOn ? ('file' as const) : ('upload' as const),
    closingOn: fromDbDate(row.closingOn),
    appliedByName: row.appliedByName,
    changes,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
};

/** Who loaded each of these files, by the identifier of the import. */
async function loaders(ctx: Reader, rows: readonly LightRow[]): Promise<Map<string, string>> {
  const people = await ctx.db.user.findMany({
    where: { id: { in: rows.map((row) => row.actorId) } },
    select: { id: true, name: true, email: true },
  });
  const names = new Map(people.map((one) => [one.id, one.name ?? one.email]));
  return new Map(rows.map((row) => [row.id, names.get(row.actorId) ?? 'Ligne de commande']));
}

/** The imports that this hat may read, latest first; running ones say how far they are. */
export async function listImports(ctx: Reader, { page, size }: ListImports) {
  const where = { AND: [scope(ctx.ability, 'read', 'DirectoryImport')] };
  const [total, rows] = await Promise.all([
    ctx.db.directoryImport.count({ where }),
    ctx.db.directoryImport.findMany({
      where,
      omit: { warnings: true, refusals: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
  ]);
  const names = await loaders(ctx, rows);
  return {
    items: rows.map((row) => ({ ...said(row, ctx.now), by: names.get(row.id) ?? '' })),
    total,
    page,
    size,
  };
}

export type ImportLine = Awaited<ReturnType<typeof listImports>>['items'][number];

/** How far one import is: what the screen asks for again and again while it runs. */
export async function importProgress(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.directoryImport.findUnique({
    where: { id },
    omit: { warnings: true, refusals: true },
  });
  if (!row) throw notFound('Cet import');
  const { status, step, percent, reason } = said(row, ctx.now);
  return { id, status, step, percent, reason };
}

/**
 * One import: what it would change, or changed, its report (the first thousand refusals and warnings), and how it
 * stands to what was applied before.
 */
export async function getImport(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.directoryImport.findUnique({ where: { id } });
  if (!row) throw notFound('Cet import');
  const [names, academy, closedSchools, basis] = await Promise.all([
    loaders(ctx, [row]),
    row.academyCode ? ctx.db.academy.findUnique({ where: { code: row.academyCode } }) : null,
    ctx.db.directoryChange.findMany({
      where: { importId: id, kind: 'closed' },
      select: { uai: true, name: true, communeName: true, departmentCode: true },
      orderBy: [{ departmentCode: 'asc' }, { communeName: 'asc' }, { uai: 'asc' }],
      take: 1000,
    }),
    row.status === 'prepared' || row.status === 'applying'
      ? basisOf((sql, values) => ctx.db.$queryRawUnsafe(sql, ...values), {
          importId: id,
          sha256: row.sha256,
          departments: row.departmentCodes,
        })
      : null,
  ]);
  const view = said(row, ctx.now);
  return {
    ...view,
    by: names.get(id) ?? '',
    refusals: reportLines.parse(row.refusals) satisfies ReportLine[],
    warnings: reportLines.parse(row.warnings) satisfies ReportLine[],
    closedSchools,
    departments: row.departmentCodes.length,
    /** « académie de Versailles »; null when the whole file counts. */
    academyName: academy?.fullName ?? null,
    /** Another file was applied since this one was compared. */
    outdated: basis !== null && basis.id !== row.basisId,
    /** The file that tells of a later day and was applied before this one. */
    newer: basis?.newest && view.fileOn && view.fileOn < basis.newest.on ? basis.newest : null,
    /** This very file was the last that was applied. */
    sameAs: basis?.same ?? null,
  };
}

export type ImportView = Awaited<ReturnType<typeof getImport>>;

const changesWhere = (
  id: string,
  { kind, q, department }: Pick<ListChanges, 'kind' | 'q' | 'department'>,
): Prisma.DirectoryChangeWhereInput => ({
  importId: id,
  kind,
  ...(department ? { departmentCode: department } : {}),
  AND: searchable(q ?? '')
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ searchText: { contains: word } })),
});

/** The changes of one kind, by département and commune, page by page. */
export async function listChanges(ctx: Reader, { id, page, size, ...filter }: ListChanges & { id: string }) {
  const where = changesWhere(id, filter);
  const [total, items, departments] = await Promise.all([
    ctx.db.directoryChange.count({ where }),
    ctx.db.directoryChange.findMany({
      where,
      omit: { searchText: true, importId: true },
      orderBy: [{ departmentCode: 'asc' }, { communeName: 'asc' }, { name: 'asc' }, { uai: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    ctx.db.directoryChange.findMany({
      where: { importId: id, kind: filter.kind },
      distinct: ['departmentCode'],
      select: { departmentCode: true },
      orderBy: { departmentCode: 'asc' },
    }),
  ]);
  return { items, total, page, size, departments: departments.map((one) => one.departmentCode) };
}

export type ImportChanges = Awaited<ReturnType<typeof listChanges>>;
export type ImportChange = ImportChanges['items'][number];
