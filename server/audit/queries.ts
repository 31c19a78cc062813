import type { Prisma } from '@/prisma/generated/client';
import type { SubjectName } from '../access/rules';
import { prove } from '../access/scope';
import type { Db, Tx } from '../db';
import { type AppError, conflict } from '../errors';
import type { Context } from '../trpc/context';
import { type FactChange, factChanges } from './fact-changes';
import { sentenceOf } from './sentences';

/** One line of an object's history, in French, ready to be shown. */
export type HistoryEntry = {
  /** « 25/118 »: chain and rank, unique and stable. */
  id: string;
  at: Date;
  who: string;
  hat: string;
  action: string;
  /** « a déclaré la convention prête à signer » … */
  sentence: string;
  changes: FactChange[];
};

type Row = Prisma.JournalEntryGetPayload<object>;

const shown = (row: Row): HistoryEntry => ({
  id: `${row.chain}/${row.seq}`,
  at: row.at,
  who: row.actorName,
  hat: row.hat,
  action: row.action,
  sentence: sentenceOf(row),
  changes: factChanges(row),
});

/**
 * The history of an object, latest first, for whoever may read that object (proven here).
 * `before` continues after the last line of a page (its `id`); `next` is null at the end.
 */
export async function historyOf(
  ctx: Pick<Context, 'db' | 'ability'>,
  objectType: SubjectName,
  objectId: string,
  { size = 50, before }: { size?: number; before?: string | undefined } = {},
): Promise<{ entries: HistoryEntry[]; next: string | null }> {
  await prove(ctx.db, ctx.ability, 'read', objectType, objectId);
  return historyRows(ctx.db, objectType, objectId, { size, before });
}

/** The same rows for whoever has proven access otherwise: `objectType` may be a part of an object. */
export async function historyRows(
  db: Db | Tx,
  objectType: string,
  objectId: string,
  { size = 50, before }: { size?: number; before?: string | undefined } = {},
): Promise<{ entries: HistoryEntry[]; next: string | null }> {
  const rank = Number(before?.split('/')[1]);
  const rows = await db.journalEntry.findMany({
    where: { objectType, objectId, ...(Number.isInteger(rank) ? { seq: { lt: rank } } : {}) },
    orderBy: { seq: 'desc' },
    take: size + 1,
  });
  const page = rows.slice(0, size).map(shown);
  return { entries: page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}

/**
 * The refusal of a change made on a version that is no longer the latest: it says who was quicker, when and
 * what they did. `what` is « Ce projet », « Cette convention »…
 */
export async function staleVersion(
  db: Db | Tx,
  objectType: string,
  objectId: string,
  version: number,
  what: string,
): Promise<AppError> {
  const last = await db.journalEntry.findFirst({
    where: { objectType, objectId },
    orderBy: { seq: 'desc' },
  });
  const since = last ? `\u00a0: ${last.actorName} ${sentenceOf(last)}` : '';
  return conflict(
    `${what} a changé depuis que vous l’avez ouvert${what.startsWith('Cette') ? 'e' : ''}${since}. Rechargez la page, puis reprenez.`,
    {
      currentVersion: version,
      ...(last ? { changedBy: last.actorName, changedAt: last.at.toISOString() } : {}),
    },
  );
}
