import type { AudienceImport } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { fromDbDate } from '../clock';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import type { WorkState } from '../work/domain';
import { ownerOf } from './commands';
import { isReadyMade } from './fields';
import type { ReportLine } from './report';
import { draftReadingSchema, keptReadingSchema } from './schema';
import { isLeft } from './standing';

type Reader = Pick<Context, 'db' | 'ability'>;
type LightRow = Omit<AudienceImport, 'refusals' | 'warnings' | 'heads' | 'samples'>;

/** The works of these imports, by identifier: one that was cancelled before its turn never told its import. */
async function worksOf(ctx: Reader, rows: readonly LightRow[]): Promise<Map<string, WorkState>> {
  const works = await ctx.db.backgroundWork.findMany({
    where: { id: { in: rows.flatMap(({ workId }) => workId ?? []) } },
    select: { id: true, state: true },
  });
  return new Map(works.map(({ id, state }) => [id, state]));
}

const said = (row: LightRow, work: WorkState | undefined) => ({
  id: row.id,
  academyCode: row.academyCode,
  fileName: row.fileName,
  bytes: Number(row.bytes),
  state: isLeft(row, work) ? ('cancelled' as const) : row.state,
  version: row.version,
  workId: row.workId,
  mappingName: row.mappingName,
  lines: row.lines,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  refused: row.refused,
  outside: row.outside,
  warned: row.warned,
  unknown: row.unknown,
  firstWeek: fromDbDate(row.firstWeek),
  lastWeek: fromDbDate(row.lastWeek),
  newestBefore: fromDbDate(row.newestBefore),
  reason: row.reason,
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
  by: row.createdByName,
});

/** The last imports that this hat may read, latest first. */
export async function listImports(ctx: Reader) {
  const rows = await ctx.db.audienceImport.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'AudienceImport')] },
    omit: { refusals: true, warnings: true, heads: true, samples: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 20,
  });
  const works = await worksOf(ctx, rows);
  return rows.map((row) => said(row, works.get(row.workId ?? '')));
}
export type ImportLine = Awaited<ReturnType<typeof listImports>>[number];

/** One import: its columns while they are chosen, its report once it has run. */
export async function getImport(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.audienceImport.findUnique({ where: { id } });
  if (!row) throw notFound('Cet import');
  const reading = draftReadingSchema.parse(row.reading);
  const [works, mappings, before] = await Promise.all([
    worksOf(ctx, [row]),
    ctx.db.audienceMapping.findMany({
      where: { owner: { in: [ownerOf(row.academyCode), 'national'] } },
      orderBy: { name: 'asc' },
    }),
    ctx.db.audienceImport.findFirst({
      where: {
        AND: [
          scope(ctx.ability, 'read', 'AudienceImport'),
          { sha256: row.sha256, state: 'done', id: { not: row.id } },
        ],
      },
      orderBy: { createdAt: 'desc' },
      select: { id: true, fileName: true, finishedAt: true },
    }),
  ]);
  return {
    ...said(row, works.get(row.workId ?? '')),
    heads: row.heads as unknown as string[],
    samples: row.samples as unknown as string[][],
    reading,
    /** The published schema, column for column: nothing to choose. */
    readyMade: isReadyMade(reading.columns),
    mappings: mappings.map((one) => ({
      name: one.name,
      national: one.owner === 'national',
      reading: keptReadingSchema.parse(one.reading),
    })),
    /** An import of the same text. */
    sameAs: before,
    refusals: row.refusals as unknown as ReportLine[],
    warnings: row.warnings as unknown as ReportLine[],
  };
}
export type ImportView = Awaited<ReturnType<typeof getImport>>;
