import type { Prisma } from '@/prisma/generated/client';
import type { PersonAct } from '../audit/journal';
import type { Tx } from '../db';
import { enqueue } from '../jobs/queue';
import { log } from '../log';
import type { WorkKind } from './kinds';

/**
 * Writes down work to be done in the background, in the transaction of the act that asks for it and of its
 * journal row. Call `workSoon` once that transaction is kept; a work that nobody announced is found by the
 * minute's schedule.
 * @param ask `input` is JSON, read back by the kind; `total` counts the steps of the progress bar
 */
export async function askWork(
  tx: Tx,
  act: PersonAct,
  ask: { kind: WorkKind; label: string; input: Prisma.InputJsonObject; total?: number },
): Promise<{ id: string }> {
  const { kind, label, input, total } = ask;
  return tx.backgroundWork.create({
    data: {
      kind,
      label,
      input,
      total: total ?? 0,
      academyCode: act.actor.academyCode,
      membershipId: act.actor.membershipId,
      userId: act.actor.userId,
      createdAt: act.now,
    },
    select: { id: true },
  });
}

/** Starts the waiting work now rather than within the minute; a failure here loses nothing. */
export async function workSoon(): Promise<void> {
  await enqueue('work.run', {}).catch((err) => log.warn({ err }, 'work waits for the next minute'));
}
