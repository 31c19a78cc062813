import { z } from 'zod';
import type { DirectoryImport } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import type { ReportLine } from './directory/report';
import type { ListImports } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

/** An import still « running » after this long died with its process. */
const LONGEST = 2 * 3600_000;

type LightRow = Omit<DirectoryImport, 'warnings' | 'refusals'>;

const reportLines = z.array(z.object({ line: z.number(), uai: z.string(), reason: z.string() }));

const said = (row: LightRow, now: Date) => {
  const dead =
    (row.status === 'running' || row.status === 'queued') &&
    now.getTime() - row.createdAt.getTime() > LONGEST;
  const { received, created, updated, unchanged, refused, outside } = row;
  return {
    id: row.id,
    academyCode: row.academyCode,
    fileName: row.fileName,
    bytes: row.bytes,
    sha256: row.sha256,
    status: dead ? ('failed' as const) : row.status,
    step: dead ? '' : row.step,
    percent: row.percent,
    received,
    created,
    updated,
    unchanged,
    closed: row.closed,
    refused,
    outside,
    merged: received - created - updated - unchanged - refused - outside,
    warned: row.warned,
    reason: dead ? 'L’import s’est interrompu. Rien n’a été enregistré\u00a0: recommencez.' : row.reason,
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

/** One import with its report: the first thousand refusals and warnings, and the schools it closed. */
export async function getImport(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.directoryImport.findUnique({ where: { id } });
  if (!row) throw notFound('Cet import');
  const [names, closedSchools] = await Promise.all([
    loaders(ctx, [row]),
    ctx.db.school.findMany({
      where: { lastImportId: id, factsHash: 'closed' },
      select: { uai: true, name: true, communeName: true, departmentCode: true },
      orderBy: [{ departmentCode: 'asc' }, { communeName: 'asc' }, { uai: 'asc' }],
      take: 1000,
    }),
  ]);
  return {
    ...said(row, ctx.now),
    by: names.get(id) ?? '',
    refusals: reportLines.parse(row.refusals) satisfies ReportLine[],
    warnings: reportLines.parse(row.warnings) satisfies ReportLine[],
    closedSchools,
  };
}

export type ImportView = Awaited<ReturnType<typeof getImport>>;
