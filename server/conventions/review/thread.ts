import type { PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { notFound } from '@/server/errors';
import { lockConvention } from '../load';
import { readsInternal } from './sides';

/** The convention, locked, and one of its threads when this hat may read it; otherwise it does not exist. */
export async function openThread(tx: Tx, act: PersonAct, id: string, threadId: string) {
  const loaded = await lockConvention(tx, id);
  const thread = await tx.commentThread.findFirst({
    where: { id: threadId, conventionId: id },
    include: { correction: true },
  });
  if (!thread || (thread.visibility === 'internal' && !readsInternal(act.actor.role)))
    throw notFound('Ce commentaire');
  return { loaded, thread };
}
