import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Prisma } from '@/prisma/generated/client';
import type { Db } from '../db';
import { RestRefusal } from './problem';

/** An answer kept for the next request with the same key: JSON, to the byte. */
export type KeptAnswer = { status: number; headers: Record<string, string>; text: string };

/** A key is remembered for a day. */
const keptFor = 24 * 3600_000;
/** How long a second request waits for the first, and how often it looks. */
const patience = 15_000;
const step = 50;

const header = 'Idempotency-Key';

/** The key of a request, or null without the header. */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers.get(header);
  if (key === null) return null;
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const message = 'La clé compte de 1 à 200 caractères ASCII visibles, sans espace.';
  throw new RestRefusal('invalid', message, { fields: { [header]: message } });
}

/** SHA-256 of what makes two requests the same: method, address, body. */
export function requestHash(method: string, url: URL, bytes: Uint8Array): string {
  return createHash('sha256').update(`${method} ${url.pathname}${url.search}\n`).update(bytes).digest('hex');
}

/**
 * Does the work once for a token and a key. The first request claims the key by inserting it; others with the
 * same body receive its answer, waiting for it if need be; with another body they are refused. A refusal
 * wrote nothing, so it frees the key.
 */
export async function once(
  db: Db,
  claim: { tokenId: string; key: string; hash: string; now: Date },
  work: () => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; replayed: boolean }> {
  const id = { tokenId_key: { tokenId: claim.tokenId, key: claim.key } };
  await db.idempotencyKey.deleteMany({
    where: { tokenId: claim.tokenId, createdAt: { lt: new Date(claim.now.getTime() - keptFor) } },
  });
  const until = performance.now() + patience;
  for (;;) {
    const { count } = await db.idempotencyKey.createMany({
      data: { tokenId: claim.tokenId, key: claim.key, requestHash: claim.hash, createdAt: claim.now },
      skipDuplicates: true,
    });
    if (count === 1) break;
    const known = await db.idempotencyKey.findUnique({ where: id });
    if (!known) continue;
    if (known.requestHash !== claim.hash) {
      const message = 'Cette clé a déjà servi à une autre demande : prenez-en une nouvelle.';
      throw new RestRefusal('invalid', message, { fields: { [header]: message } });
    }
    if (known.status !== null) return { answer: known.response as unknown as KeptAnswer, replayed: true };
    if (performance.now() > until)
      throw new RestRefusal('conflict', 'Une demande avec cette clé est encore en cours.', {
        details: { retryAfterSeconds: 5 },
      });
    await pause(step);
  }
  let answer: KeptAnswer;
  try {
    answer = await work();
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: { tokenId: claim.tokenId, key: claim.key, status: null } });
    throw error;
  }
  await db.idempotencyKey.update({
    where: id,
    data: { status: answer.status, response: answer as unknown as Prisma.InputJsonValue },
  });
  return { answer, replayed: false };
}
