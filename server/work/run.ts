import type { Prisma } from '@/prisma/generated/client';
import { loadActor } from '../access/actor';
import { civilDate, now as clock, toDbDate } from '../clock';
import type { Db } from '../db';
import { AppError, conflict } from '../errors';
import { storeFile } from '../files/commands';
import { log } from '../log';
import { type Kind, kinds } from './kinds';
import { keepParts } from './parts';

/** A run that said nothing for this long died with its process, in minutes: another one takes over. */
const silentMinutes = 10;

/**
 * Does the work that waits, oldest first, and takes over what a stopped process left. A work is claimed by
 * one UPDATE, so two processes never do the same one.
 * @returns how many ended.
 */
export async function runWaitingWork(db: Db, registry: Record<string, Kind> = kinds): Promise<number> {
  for (let ended = 0; ; ended += 1) {
    const [claimed] = await db.$queryRaw<{ id: string }[]>`
      UPDATE "BackgroundWork" SET "state" = 'running', "startedAt" = coalesce("startedAt", now()), "aliveAt" = now()
      WHERE "id" = (
        SELECT "id" FROM "BackgroundWork"
        WHERE "state" = 'waiting'
           OR ("state" = 'running' AND "aliveAt" < now() - ${silentMinutes} * interval '1 minute')
        ORDER BY "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    if (!claimed) return ended;
    await runOne(db, claimed.id, registry);
  }
}

/** At the start of the application, alone on its database: what was running can only be what a stop left. */
export async function reclaimWork(db: Db): Promise<void> {
  await db.backgroundWork.updateMany({ where: { state: 'running' }, data: { state: 'waiting' } });
}

async function runOne(db: Db, id: string, registry: Record<string, Kind>): Promise<void> {
  const at = clock();
  const work = await db.backgroundWork.findUniqueOrThrow({ where: { id } });
  try {
    const actor = await loadActor(db, work.membershipId, toDbDate(civilDate(at)));
    if (!actor) throw new AppError('forbidden', 'L’habilitation de qui a demandé ce travail a pris fin.');
    const kind = registry[work.kind];
    if (!kind) throw new Error(`no kind of work is called ${work.kind}`);
    const { report, file } = await kind({
      act: { db, actor, now: at },
      work,
      checkpoint: async ({ cursor, report: found, ...said }) => {
        const { count } = await db.backgroundWork.updateMany({
          where: { id, state: 'running' },
          data: {
            ...said,
            ...(cursor === undefined ? {} : { cursor }),
            ...(found === undefined ? {} : { report: found }),
            aliveAt: clock(),
          },
        });
        if (count === 0) throw conflict('Ce travail a été annulé.');
      },
      keepFile: (large) => keepParts(db, id, large),
    });
    await db.$transaction(async (tx) => {
      const stored =
        file &&
        (await storeFile(tx, {
          ...file,
          academyCode: work.academyCode,
          createdById: work.userId,
          at: clock(),
        }));
      await tx.backgroundWork.updateMany({
        where: { id, state: 'running' },
        data: {
          state: 'done',
          step: '',
          finishedAt: clock(),
          ...(report === undefined ? {} : { report: report as Prisma.InputJsonValue }),
          ...(stored ? { fileId: stored.id } : {}),
        },
      });
    });
  } catch (error) {
    const expected = error instanceof AppError;
    if (!expected) log.error({ err: error, work: id, kind: work.kind }, 'background work stopped');
    await db.backgroundWork.updateMany({
      where: { id, state: 'running' },
      data: {
        state: 'failed',
        step: '',
        finishedAt: clock(),
        reason: expected
          ? error.message
          : 'Ce travail s’est arrêté sur une erreur inattendue. Ce qui était fait est gardé\u00a0; relancez-le.',
      },
    });
  }
}
