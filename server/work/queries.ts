import type { BackgroundWork } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { addDays } from '../calendar';
import { civilDate } from '../clock';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { isUnderWay } from './domain';
import { KEPT_DAYS, readParts } from './parts';

type Reader = Pick<Context, 'db' | 'ability'>;

const shown = ({
  id,
  kind,
  label,
  state,
  step,
  done,
  total,
  reason,
  createdAt,
  finishedAt,
  fileId,
  fileName,
  fileSize,
  seenAt,
}: BackgroundWork) => ({
  id,
  kind,
  label,
  state,
  step,
  done,
  total,
  reason,
  createdAt,
  finishedAt,
  // A file kept in parts may be there before the work has ended.
  hasFile: state === 'done' && (fileId !== null || fileName !== null),
  /** Bytes of a large file, and the last day on which it is kept. */
  fileSize,
  keptUntil:
    state === 'done' && fileName !== null && finishedAt ? addDays(civilDate(finishedAt), KEPT_DAYS) : null,
  seen: seenAt !== null,
});

/** The last works that this hat asked for, newest first. */
export async function listWork(ctx: Reader) {
  const rows = await ctx.db.backgroundWork.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'BackgroundWork')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 50,
  });
  return rows.map(shown);
}

export type WorkLine = Awaited<ReturnType<typeof listWork>>[number];

/**
 * One work: what its page asks for again and again while it runs. Its report comes once it has ended, so that
 * the question stays light.
 */
export async function getWork(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.backgroundWork.findUnique({ where: { id } });
  if (!row) throw notFound('Ce travail');
  return { ...shown(row), report: isUnderWay(row.state) ? null : row.report };
}

export type WorkView = Awaited<ReturnType<typeof getWork>>;

/** The file that a work left: its size when it is known, and its bytes as they are read. */
export async function workFile(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.backgroundWork.findUnique({ where: { id }, include: { file: true } });
  if (row?.file) {
    const { name, mime, bytes } = row.file;
    return {
      name,
      mime,
      size: bytes.byteLength,
      chunks: (async function* () {
        yield bytes;
      })(),
    };
  }
  if (row?.state !== 'done' || !row.fileName || row.fileSize === null) throw notFound('Ce fichier');
  return {
    name: row.fileName,
    mime: row.fileMime ?? 'application/octet-stream',
    size: row.fileSize,
    chunks: readParts(ctx.db, id),
  };
}
