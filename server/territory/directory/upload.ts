import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonAct } from '@/server/audit/journal';
import { AppError } from '@/server/errors';
import { enqueue } from '@/server/jobs/queue';
import { dropFile, keepFile } from './kept-file';
import { MAX_BYTES } from './limits';
import { importScope, recordImport, refuseImport, tooLarge } from './record';
import { DirectorySource } from './source';

/** Where uploads arrive, readable by this process alone; they are then kept in the database. */
const waitingRoom = path.join(tmpdir(), 'accordent-imports');

/** What a broken upload left is removed after this long, in milliseconds. */
const KEPT_FOR = 24 * 3600_000;

/** Days for which a file waits to be applied or abandoned. */
const DECIDED_WITHIN = 60;

/**
 * Takes a file sent by the screen and asks for its reading in the background: it changes nothing by itself.
 * @param file `announced` is the length that the sender tells, 0 when it does not
 * @returns the identifier of the import, which says how far it is
 * @throws AppError `forbidden` by `importScope`, `payload_too_large`, `invalid` when nothing arrived
 */
export async function receiveUpload(
  act: PersonAct,
  file: {
    fileName: string;
    announced: number;
    body: ReadableStream<Uint8Array> | null;
    /** Day of which the file tells (ISO), when the person says it. */
    statedOn?: string | null;
  },
): Promise<string> {
  const scope = importScope(act);
  if (file.announced > MAX_BYTES) throw tooLarge();
  if (!file.body) throw new AppError('invalid', 'Aucun fichier n’a été envoyé.');
  await mkdir(waitingRoom, { recursive: true, mode: 0o700 });
  await sweep(act.now);
  await forgetUndecided(act);
  const arriving = path.join(waitingRoom, `${randomUUID()}.part`);
  try {
    let bytes = 0;
    await pipeline(
      Readable.fromWeb(file.body as import('node:stream/web').ReadableStream),
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > MAX_BYTES) throw tooLarge();
          yield piece;
        }
      },
      createWriteStream(arriving, { mode: 0o600 }),
    );
    const { sha256 } = await DirectorySource.fromFile(arriving).inspect();
    const importId = await recordImport(act, scope, {
      fileName: file.fileName,
      bytes,
      sha256,
      status: 'queued',
      statedOn: file.statedOn ?? null,
    });
    try {
      await keepFile(act.db, importId, arriving);
      await enqueue('directory.import', { importId, membershipId: act.actor.membershipId });
    } catch (error) {
      await dropFile(act.db, importId);
      await refuseImport(
        act,
        importId,
        'failed',
        'Le fichier n’a pas pu être mis en attente\u00a0: recommencez.',
      );
      throw error;
    }
    return importId;
  } catch (error) {
    if (error instanceof Error && (error.name === 'AbortError' || error.message === 'aborted'))
      throw new AppError('invalid', 'L’envoi a été interrompu\u00a0: déposez le fichier à nouveau.');
    throw error;
  } finally {
    await rm(arriving, { force: true });
  }
}

/** Removes uploads whose import never ran, because its process died. */
async function sweep(now: Date): Promise<void> {
  for (const name of await readdir(waitingRoom)) {
    const file = path.join(waitingRoom, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now.getTime() }));
    if (now.getTime() - mtimeMs > KEPT_FOR) await rm(file, { force: true });
  }
}

/** Forgets the files that nobody applied nor abandoned; their rows say so. */
async function forgetUndecided(act: PersonAct): Promise<void> {
  const before = new Date(act.now.getTime() - DECIDED_WITHIN * 86_400_000);
  const old = await act.db.directoryImport.findMany({
    where: { status: 'prepared', createdAt: { lt: before } },
    select: { id: true },
  });
  for (const { id } of old) {
    await refuseImport(
      act,
      id,
      'abandoned',
      `Personne ne l’a appliqué en ${DECIDED_WITHIN} jours\u00a0: il a été abandonné.`,
    );
    await dropFile(act.db, id);
  }
}
