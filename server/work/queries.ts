import type { BackgroundWork } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { isUnderWay } from './domain';

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
  hasFile: fileId !== null,
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

/** The file that a work left. */
export async function workFile(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.backgroundWork.findUnique({ where: { id }, include: { file: true } });
  if (!row?.file) throw notFound('Ce fichier');
  return { name: row.file.name, mime: row.file.mime, bytes: row.file.bytes };
}
