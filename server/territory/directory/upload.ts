import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadActor } from '@/server/access/actor';
import type { PersonAct } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { enqueue } from '@/server/jobs/queue';
import { importScope, recordImport, refuseImport, runImport, tooLarge } from './commands';
import { MAX_BYTES } from './limits';
import { DirectorySource } from './source';

/** Where uploads wait for their import, readable by this process alone. */
const waitingRoom = path.join(tmpdir(), 'accordent-imports');
const fileOf = (importId: string) => path.join(waitingRoom, `${importId}.csv`);

/** An upload that nobody imported is removed after this long, in milliseconds. */
const KEPT_FOR = 24 * 3600_000;

/** Progress is written down at most this often, in milliseconds. */
const TOLD_EVERY = 400;

/**
 * Takes a file sent by the screen and asks for its import in the background.
 * @param file `announced` is the length that the sender tells, 0 when it does not
 * @returns the identifier of the import, which says how far it is
 * @throws AppError `forbidden` by `importScope`, `payload_too_large`, `invalid` when nothing arrived
 */
export async function receiveUpload(
  act: PersonAct,
  file: { fileName: string; announced: number; body: ReadableStream<Uint8Array> | null },
): Promise<string> {
  const scope = importScope(act);
  if (file.announced > MAX_BYTES) throw tooLarge();
  if (!file.body) throw new AppError('invalid', 'Aucun fichier n’a été envoyé.');
  await mkdir(waitingRoom, { recursive: true, mode: 0o700 });
  await sweep(act.now);
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
    });
    await rename(arriving, fileOf(importId));
    try {
      await enqueue('directory.import', { importId, membershipId: act.actor.membershipId });
    } catch (error) {
      await rm(fileOf(importId), { force: true });
      await refuseImport(
        act,
        importId,
        'failed',
        'L’import n’a pas pu être mis en attente\u00a0: recommencez.',
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

/** The background work: reads the waiting file under the hat of who sent it, telling how far it is. */
export async function importUpload(
  db: Db,
  { importId, membershipId }: { importId: string; membershipId: string },
  now: Date,
): Promise<void> {
  const waiting = await db.directoryImport.findUnique({ where: { id: importId }, select: { status: true } });
  if (waiting?.status !== 'queued') return;
  const actor = await loadActor(db, membershipId, toDbDate(civilDate(now)));
  const act = { db, actor: actor ?? { system: true as const, name: 'Import de l’annuaire' }, now };
  const file = fileOf(importId);
  try {
    if (!actor) {
      await refuseImport(act, importId, 'refused', 'L’habilitation de qui a déposé ce fichier a pris fin.');
      return;
    }
    const scope = importScope(act);
    const source = DirectorySource.fromFile(file);
    await db.directoryImport.update({ where: { id: importId }, data: { status: 'running', percent: 1 } });
    let told = 0;
    await runImport(act, importId, scope, source, await source.inspect(), async (step, percent) => {
      const at = performance.now();
      if (at - told < TOLD_EVERY) return;
      told = at;
      await db.directoryImport.update({ where: { id: importId }, data: { step, percent } });
    });
  } catch (error) {
    // A refusal of the file is written in the import and read there; anything else is for the log.
    if (error instanceof AppError && error.code === 'invalid') return;
    if (error instanceof AppError) {
      await refuseImport(act, importId, 'refused', error.message);
      return;
    }
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    // Whatever happened, the page must not say for ever that the import is under way.
    await refuseImport(
      act,
      importId,
      'failed',
      missing
        ? 'Le fichier déposé n’est plus là\u00a0: déposez-le à nouveau.'
        : 'L’import s’est arrêté sur une erreur inattendue\u00a0: rien n’a été importé. Déposez le fichier à nouveau.',
    );
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}
