import { type Actor, loadActor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { prove } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { AppError } from '@/server/errors';
import { putBack } from './commands';
import { dropFile, keptFile } from './kept-file';
import { refuseImport } from './record';
import { type ImportMode, runImport } from './run';

/** Progress is written down at most this often, in milliseconds. */
const TOLD_EVERY = 400;

/**
 * The background work on an uploaded file, under the hat of who asked for it: reads and compares what is queued,
 * applies what someone decided to apply; tells how far it is.
 */
export async function workOnUpload(
  db: Db,
  { importId, membershipId, acceptOlder }: { importId: string; membershipId: string; acceptOlder?: boolean },
  now: Date,
): Promise<void> {
  const row = await db.directoryImport.findUnique({ where: { id: importId } });
  if (!row || (row.status !== 'queued' && row.status !== 'applying')) return;
  const applies = row.status === 'applying';
  const actor = await loadActor(db, membershipId, toDbDate(civilDate(now)));
  const act = { db, actor: actor ?? { system: true as const, name: 'Import de l’annuaire' }, now };
  const stop = (status: 'refused' | 'failed', reason: string) =>
    applies ? putBack(act, importId, reason) : refuseImport(act, importId, status, reason);
  try {
    if (!actor) {
      await stop('refused', 'L’habilitation de qui a demandé ce travail a pris fin.');
      return;
    }
    await mayStill(db, actor, importId);
    const source = await keptFile(db, importId);
    if (!source) {
      await stop('failed', 'Le fichier déposé n’est plus là\u00a0: déposez-le à nouveau.');
      return;
    }
    if (!applies)
      await db.directoryImport.update({ where: { id: importId }, data: { status: 'running', percent: 1 } });
    const mode: ImportMode = applies
      ? {
          kind: 'apply',
          basisId: row.basisId,
          fileOn: fromDbDate(row.fileOn) ?? civilDate(now),
          closingOn: fromDbDate(row.closingOn) ?? civilDate(now),
          acceptOlder: acceptOlder ?? false,
          byName: row.appliedByName ?? actor.userName,
        }
      : { kind: 'prepare' };
    const recorded = {
      importId,
      scope: { academyCode: row.academyCode },
      statedOn: fromDbDate(row.statedOn),
    };
    // The bytes are those of the upload, whose hash was taken then: only their encoding is looked at again.
    const inspection = { ...(await source.inspect()), sha256: row.sha256 };
    let told = 0;
    await runImport(act, recorded, source, inspection, mode, async (step, percent) => {
      const at = performance.now();
      if (at - told < TOLD_EVERY) return;
      told = at;
      await db.directoryImport.update({ where: { id: importId }, data: { step, percent } });
    });
    if (applies) await dropFile(db, importId);
  } catch (error) {
    // A refusal of the file is written in the import and read there; anything else is for the log.
    if (error instanceof AppError && error.code === 'invalid' && !applies) {
      await dropFile(db, importId);
      return;
    }
    if (error instanceof AppError) {
      await stop('refused', error.message);
      return;
    }
    // Whatever happened, the page must not say for ever that the work is under way.
    await stop(
      'failed',
      'Le travail s’est arrêté sur une erreur inattendue\u00a0: rien n’a été enregistré. Recommencez.',
    );
    throw error;
  }
}

/** The rights of who asked are read again when the work begins. */
async function mayStill(db: Db, actor: Actor, importId: string): Promise<void> {
  await prove(db, rulesFor(actor), 'edit', 'DirectoryImport', importId);
}
