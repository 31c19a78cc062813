import type { Db } from '../db';
import { AppError } from '../errors';

/** Bytes of one part: what is in memory at a time, written or read. */
const PART = 4 * 1024 * 1024;
/** Largest file that a work may leave, in bytes: beyond, neither browsers nor disks follow. */
export const MAX_FILE = 1024 * 1024 * 1024;
/** Days for which such a file is kept once the work has ended. */
export const KEPT_DAYS = 30;

export type LargeFile = { name: string; mime: string; chunks: AsyncIterable<Uint8Array> };

/**
 * Stores a file of a work part by part as it comes; what an earlier run had begun is replaced.
 * @throws AppError `payload_too_large` beyond MAX_FILE: nothing of it is kept.
 */
export async function keepParts(
  db: Db,
  workId: string,
  { name, mime, chunks }: LargeFile,
  maxBytes = MAX_FILE,
): Promise<{ size: number }> {
  await dropParts(db, workId);
  let size = 0;
  let position = 0;
  let held: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    if (bytes === 0) return;
    await db.workPart.create({ data: { workId, position, bytes: new Uint8Array(Buffer.concat(held)) } });
    position += 1;
    held = [];
    bytes = 0;
  };
  try {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > maxBytes)
        throw new AppError(
          'payload_too_large',
          `Le fichier dépasse ${Math.round(maxBytes / 1024 / 1024)} Mo\u00a0: choisissez moins de documents et recommencez.`,
        );
      held.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= PART) await flush();
    }
    await flush();
  } catch (error) {
    await dropParts(db, workId);
    throw error;
  }
  await db.backgroundWork.updateMany({
    where: { id: workId },
    data: { fileName: name, fileMime: mime, fileSize: size },
  });
  return { size };
}

/** Reads a kept file, one part in memory at a time. */
export async function* readParts(db: Db, workId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const part = await db.workPart.findUnique({ where: { workId_position: { workId, position } } });
    if (!part) return;
    yield part.bytes;
  }
}

async function dropParts(db: Db, workId: string) {
  await db.workPart.deleteMany({ where: { workId } });
  await db.backgroundWork.updateMany({
    where: { id: workId, fileName: { not: null } },
    data: { fileName: null, fileMime: null, fileSize: null },
  });
}

/** Forgets the large files of works that ended long ago, and what stopped ones had begun; reports stay. */
export async function forgetOldFiles(db: Db, now: Date): Promise<number> {
  await db.workPart.deleteMany({ where: { work: { is: { state: { in: ['failed', 'cancelled'] } } } } });
  const old = await db.backgroundWork.findMany({
    where: {
      fileName: { not: null },
      finishedAt: { lt: new Date(now.getTime() - KEPT_DAYS * 86_400_000) },
    },
    select: { id: true },
  });
  for (const { id } of old) await dropParts(db, id);
  return old.length;
}
