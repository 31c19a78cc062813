import { Client } from 'pg';
import { type Act, nationalChain } from '@/server/audit/journal';
import { appendOn } from '@/server/audit/journal-sql';
import { longDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { databaseUrlOf } from '@/server/db';
import { AppError, conflict } from '@/server/errors';
import { type Basis, basisOf } from './basis';
import { schoolYearOf } from './change-kinds';
import { compareAll, countChanges, keepChanges } from './changes';
import { keepHistory, keepPupils, openTasks } from './consequences';
import { readInto } from './read-into';
import { type ImportScope, refuseImport } from './record';
import { UnreadableFile } from './records';
import type { ImportReport } from './report';
import type { DirectorySource, Inspection } from './source';
import { Staging, settle } from './staging';

/** Told as the work goes on: a French sentence and a percentage. */
export type OnProgress = (step: string, percent: number) => Promise<void> | void;

/** An import that was written down, and how far it reaches. */
export type RecordedImport = { importId: string; scope: ImportScope; statedOn: string | null };

/**
 * What is done with a file once it is read and compared: only shown; applied as it was shown; or both in one step,
 * for REST and the command line.
 */
export type ImportMode =
  | { kind: 'prepare' }
  | {
      kind: 'apply';
      basisId: string | null;
      fileOn: string;
      closingOn: string;
      acceptOlder: boolean;
      byName: string;
    }
  | { kind: 'at_once'; acceptOlder: boolean };

/** The refusal of a file that tells of an earlier day than what was applied. */
export const olderRefusal = (fileOn: string, newest: NonNullable<Basis['newest']>) =>
  conflict(
    `Ce fichier date du ${longDate(fileOn)}\u00a0; l’annuaire a déjà été mis à jour avec «\u00a0${newest.fileName}\u00a0», du ${longDate(newest.on)}. L’appliquer ferait revenir en arrière\u00a0: confirmez-le si c’est voulu.`,
  );

/** What the application of a preparation answers when other schools were loaded since. */
export const OUTDATED =
  'Un autre fichier a été appliqué depuis que celui-ci a été comparé\u00a0: recalculez ses changements avant de l’appliquer.';

/**
 * Reads a recorded import and does with it what its mode says: one transaction, journal row included, or nothing.
 * @throws AppError `invalid` with the reason when the file is unreadable (the import then says so too),
 *   `conflict` when it is older than what was applied, or was compared with schools that have changed since
 */
export async function runImport(
  act: Act,
  recorded: RecordedImport,
  source: DirectorySource,
  inspection: Inspection,
  mode: ImportMode,
  onProgress: OnProgress = () => {},
): Promise<ImportReport> {
  const { importId } = recorded;
  const client = new Client({
    connectionString: databaseUrlOf(act.db),
    application_name: 'accordent-import',
  });
  // A connection that breaks is told by the statement under way.
  client.on('error', () => {});
  try {
    if (inspection.refusal) throw inspection.refusal;
    await client.connect();
    await client.query('BEGIN');
    // Two imports at once would each take the other's schools for new: one after the other.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('accordent directory import'))`);
    const report = await readAndDo(client, act, recorded, source, inspection, mode, onProgress);
    await client.query('COMMIT');
    // Nobody waits for the index: the connection closes when it is done.
    void (mode.kind === 'prepare' ? Promise.resolve() : settle(client))
      .then(() => client.end())
      .catch(() => {});
    return report;
  } catch (error) {
    // Closing the connection undoes whatever was begun.
    await client.end().catch(() => {});
    if (error instanceof UnreadableFile) {
      await refuseImport(act, importId, 'refused', error.message);
      throw new AppError('invalid', error.message, {
        fields: { file: error.message },
        details: { importId, ...(error.line ? { line: error.line } : {}) },
      });
    }
    // What may be applied again is not lost: who called puts it back.
    if (mode.kind === 'apply') throw error;
    if (error instanceof AppError) {
      await refuseImport(act, importId, 'refused', error.message);
      throw error;
    }
    await refuseImport(
      act,
      importId,
      'failed',
      'Une erreur inattendue a interrompu l’import. Rien n’a été enregistré\u00a0: recommencez.',
    );
    throw error;
  }
}

async function readAndDo(
  client: Client,
  act: Act,
  { importId, scope, statedOn }: RecordedImport,
  source: DirectorySource,
  inspection: Inspection,
  mode: ImportMode,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const today = civilDate(act.now);
  const staging = await Staging.open(client);
  const read = await readInto(client, scope, source, inspection, today, () => staging.begin(), onProgress);
  const { schools, warnings, refusals, pupils } = read;
  const departments = [...schools.departments].sort();
  const basis = await basisOf(async (sql, values) => (await client.query(sql, [...values])).rows, {
    importId,
    sha256: inspection.sha256,
    departments,
  });
  const fileOn = mode.kind === 'apply' ? mode.fileOn : (statedOn ?? read.linesOn ?? today);
  const closingOn = mode.kind === 'apply' ? mode.closingOn : fileOn;
  if (mode.kind === 'apply' && mode.basisId !== basis.id) throw conflict(OUTDATED);
  if (mode.kind !== 'prepare' && basis.newest && fileOn < basis.newest.on && !mode.acceptOlder)
    throw olderRefusal(fileOn, basis.newest);

  await onProgress('Comparaison avec les écoles connues', 75);
  await staging.keepUntold(read.told);
  const absent = schools.absent();
  await compareAll(client, absent);
  const found = await countChanges(client);
  await keepChanges(client, importId);
  const told = {
    received: read.received,
    unchanged: schools.unchanged,
    refused: refusals.count,
    outside: read.outside,
    warned: warnings.count,
  };
  const year = schoolYearOf(fileOn);
  const changes = { ...found, pupils: pupils.size > 0 ? { schools: pupils.size, year } : null };
  let written = await staging.count(absent.length);
  if (mode.kind !== 'prepare') {
    await onProgress('Enregistrement des écoles', 85);
    const closed = await staging.close(absent, importId, closingOn, act.now);
    written = { ...(await staging.upsert(importId, closingOn, act.now)), closed };
    await keepHistory(client, importId, closingOn, act.now);
    await openTasks(client, importId, closingOn, act.now);
    await keepPupils(client, pupils, year, `Annuaire de l’éducation, fichier du ${longDate(fileOn)}`);
  }
  const counts = { ...told, ...written };
  const { rowCount } = await client.query(
    `UPDATE "DirectoryImport" SET "status" = $2::"ImportStatus", "step" = '', "percent" = 100, "received" = $3,
       "created" = $4, "updated" = $5, "unchanged" = $6, "closed" = $7, "refused" = $8, "outside" = $9,
       "warned" = $10, "warnings" = $11::jsonb, "refusals" = $12::jsonb, "finishedAt" = $13, "fileOn" = $14::date,
       "linesOn" = $15::date, "basisId" = $16, "departmentCodes" = $17::text[], "changes" = $18::jsonb,
       "closingOn" = $19::date, "appliedByName" = $20, "reason" = NULL, "version" = "version" + 1
     WHERE "id" = $1 AND "status" IN ('queued', 'running', 'applying')`,
    [
      importId,
      mode.kind === 'prepare' ? 'prepared' : 'done',
      counts.received,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.closed,
      counts.refused,
      counts.outside,
      counts.warned,
      JSON.stringify(warnings.kept),
      JSON.stringify(refusals.kept),
      mode.kind === 'prepare' ? null : act.now,
      fileOn,
      read.linesOn,
      basis.id,
      departments,
      JSON.stringify(changes),
      closingOn,
      mode.kind === 'apply' ? mode.byName : null,
    ],
  );
  // Somebody decided otherwise meanwhile: what was begun is undone.
  if (rowCount !== 1)
    throw conflict('Ce fichier a changé d’état pendant ce travail\u00a0: rechargez la page.');
  await appendOn(client, act, {
    chain: scope.academyCode ?? nationalChain,
    action: mode.kind === 'prepare' ? 'directory.prepare' : 'directory.import',
    objectType: 'DirectoryImport',
    objectId: importId,
    after: { ...counts, fileOn, ...(mode.kind === 'prepare' ? {} : { closingOn }) },
  });
  return { importId, ...counts, merged: schools.merged, warnings: warnings.kept, refusals: refusals.kept };
}
