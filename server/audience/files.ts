import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@/server/errors';
import { MAX_BYTES } from './limits';

/** Where files wait for their columns to be chosen, readable by this process alone. */
const waitingRoom = path.join(tmpdir(), 'accordent-audience');

/** A file whose columns nobody confirmed is removed after this long, in milliseconds. */
const KEPT_FOR = 7 * 24 * 3600_000;

/** Where the file of an import waits. */
export const fileOf = (importId: string) => path.join(waitingRoom, `${importId}.csv`);

export const tooLarge = () =>
  new AppError(
    'payload_too_large',
    `Le fichier dépasse ${MAX_BYTES / 1_000_000_000} Go. La mesure de toute la France depuis 2019 tient en 700 Mo\u00a0: vérifiez le fichier.`,
  );

/**
 * Writes what arrives to the disk, as it comes.
 * @returns where it is: the caller moves it (`settleUpload`) or removes it
 */
export async function keepUpload(
  body: ReadableStream<Uint8Array>,
  now: Date,
): Promise<{ path: string; bytes: number }> {
  await mkdir(waitingRoom, { recursive: true, mode: 0o700 });
  await sweep(now);
  const arriving = path.join(waitingRoom, `${randomUUID()}.part`);
  let bytes = 0;
  try {
    await pipeline(
      Readable.fromWeb(body as import('node:stream/web').ReadableStream),
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > MAX_BYTES) throw tooLarge();
          yield piece;
        }
      },
      createWriteStream(arriving, { mode: 0o600 }),
    );
    return { path: arriving, bytes };
  } catch (error) {
    await rm(arriving, { force: true });
    if (error instanceof Error && (error.name === 'AbortError' || error.message === 'aborted'))
      throw new AppError('invalid', 'L’envoi a été interrompu\u00a0: déposez le fichier à nouveau.');
    throw error;
  }
}

/** Gives a file that arrived to its import. */
export const settleUpload = (arrived: string, importId: string) => rename(arrived, fileOf(importId));

/** Removes the file of an import that has ended. */
export const dropFile = (importId: string) => rm(fileOf(importId), { force: true });

/** Removes what nobody came back for. */
async function sweep(now: Date): Promise<void> {
  for (const name of await readdir(waitingRoom)) {
    const file = path.join(waitingRoom, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now.getTime() }));
    if (now.getTime() - mtimeMs > KEPT_FOR) await rm(file, { force: true });
  }
}
