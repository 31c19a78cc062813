import { Client } from 'pg';
import { type Act, change, nationalChain } from '@/server/audit/journal';
import { appendOn } from '@/server/audit/journal-sql';
import { civilDate } from '@/server/clock';
import { databaseUrlOf } from '@/server/db';
import { AppError, forbidden } from '@/server/errors';
import { KnownSchools } from './known';
import { MAX_BYTES } from './limits';
import { readDirectory } from './reader';
import { UnreadableFile } from './records';
import { type ImportReport, ReportLines } from './report';
import type { DirectorySource, Inspection } from './source';
import { Staging, settle } from './staging';

/** Whose départements an import may touch: all of them, or those of one académie. */
export type ImportScope = { academyCode: string | null };

/** Told as the work goes on: a French sentence and a percentage. */
export type OnProgress = (step: string, percent: number) => Promise<void> | void;

/**
 * What the actor's hat may import: the operator the whole file, an académie's administrator its own
 * départements. The application itself (command line) everything, or the académie it names.
 * @throws AppError forbidden
 */
export function importScope({ actor }: Pick<Act, 'actor'>, academyCode: string | null = null): ImportScope {
  if ('system' in actor || actor.role === 'operator') return { academyCode };
  if (actor.role === 'academy_admin' && actor.academyCode) return { academyCode: actor.academyCode };
  throw forbidden('Seuls l’exploitant et l’administrateur d’une académie importent l’annuaire.');
}

/**
 * Writes down that a file was received, with its journal row, before it is read.
 * @returns the identifier of the import
 */
export async function recordImport(
  act: Act,
  { academyCode }: ImportScope,
  file: { fileName: string; bytes: number; sha256: string; status: 'queued' | 'running' },
): Promise<string> {
  return change(act, async (tx) => {
    const created = await tx.directoryImport.create({
      data: {
        academyCode,
        actorId: 'system' in act.actor ? 'system' : act.actor.userId,
        fileName: file.fileName.slice(0, 200),
        sha256: file.sha256,
        bytes: file.bytes,
        status: file.status,
        step: file.status === 'queued' ? 'En attente' : 'Lecture du fichier',
        createdAt: act.now,
      },
    });
    return {
      result: created.id,
      journal: {
        chain: academyCode ?? nationalChain,
        action: 'directory.receive',
        objectType: 'DirectoryImport',
        objectId: created.id,
        after: { fileName: created.fileName, bytes: file.bytes, sha256: file.sha256 },
      },
    };
  });
}

/** Says why a file was refused as a whole, or how its import failed; the schools were not touched. */
export async function refuseImport(
  act: Act,
  importId: string,
  status: 'refused' | 'failed',
  reason: string,
): Promise<void> {
  await change(act, async (tx) => {
    const { academyCode } = await tx.directoryImport.update({
      where: { id: importId },
      data: { status, reason, step: '', finishedAt: act.now },
    });
    return {
      result: null,
      journal: {
        chain: academyCode ?? nationalChain,
        action: 'directory.refuse',
        objectType: 'DirectoryImport',
        objectId: importId,
        after: { status, reason },
      },
    };
  });
}

/**
 * Imports a directory at once: command line and REST. The same file twice leaves every row alone.
 * @throws AppError `invalid` when the file cannot be read as a directory (nothing was changed),
 *   `payload_too_large` beyond MAX_BYTES, `forbidden` by `importScope`
 */
export async function importDirectory(
  act: Act,
  file: { fileName: string; source: DirectorySource; academyCode?: string | null },
  onProgress: OnProgress = () => {},
): Promise<ImportReport> {
  const scope = importScope(act, file.academyCode);
  const inspection = await file.source.inspect();
  if (inspection.bytes > MAX_BYTES) throw tooLarge();
  const importId = await recordImport(act, scope, {
    fileName: file.fileName,
    bytes: inspection.bytes,
    sha256: inspection.sha256,
    status: 'running',
  });
  return runImport(act, importId, scope, file.source, inspection, onProgress);
}

/** The refusal of a file that is too big to be taken. */
export const tooLarge = () =>
  new AppError(
    'payload_too_large',
    `Le fichier dépasse ${MAX_BYTES / 1_000_000} Mo. L’annuaire de toute la France tient en 50 Mo\u00a0: vérifiez le fichier.`,
  );

/**
 * Reads a recorded import and writes it: one transaction, journal row included, or nothing.
 * @throws AppError `invalid` with the reason when the file is unreadable; the import then says so too
 */
export async function runImport(
  act: Act,
  importId: string,
  scope: ImportScope,
  source: DirectorySource,
  inspection: Inspection,
  onProgress: OnProgress = () => {},
): Promise<ImportReport> {
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
    const report = await readAndWrite(client, act, importId, scope, source, inspection, onProgress);
    await client.query('COMMIT');
    // Nobody waits for the index: the connection closes when it is done.
    void settle(client)
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
    await refuseImport(
      act,
      importId,
      'failed',
      'Une erreur inattendue a interrompu l’import. Rien n’a été enregistré\u00a0: recommencez.',
    );
    throw error;
  }
}

async function readAndWrite(
  client: Client,
  act: Act,
  importId: string,
  scope: ImportScope,
  source: DirectorySource,
  { encoding = 'utf-8', unfolded }: Inspection,
  onProgress: OnProgress,
): Promise<ImportReport> {
  const { rows: departments } = await client.query<{ code: string; academyCode: string }>(
    'SELECT "code", "academyCode" FROM "Department"',
  );
  const known = new Set(departments.map((d) => d.code));
  const own = departments
    .filter((d) => scope.academyCode === null || d.academyCode === scope.academyCode)
    .map((d) => d.code);
  const mine = new Set(own);

  const schools = await KnownSchools.load(client);
  const staging = await Staging.open(client);
  const warnings = new ReportLines();
  const refusals = new ReportLines();
  let outside = 0;
  const { received } = await readDirectory(
    source.read(),
    encoding,
    (line, verdict, oddWidth) => {
      const department = 'facts' in verdict ? verdict.facts.departmentCode : verdict.departmentCode;
      const uai = 'facts' in verdict ? verdict.facts.uai : verdict.uai;
      const knownIn = scope.academyCode === null ? null : schools.departmentOf(uai);
      if (department !== null && scope.academyCode !== null && !mine.has(department)) {
        outside += 1;
      } else if (knownIn !== null && !mine.has(knownIn)) {
        // The file would move another académie's school into this one.
        outside += 1;
        warnings.add(line, uai, `École connue dans le département ${knownIn}, hors de votre académie.`);
      } else if (!('facts' in verdict)) {
        refusals.add(line, uai, verdict.refusal);
      } else if (!known.has(verdict.facts.departmentCode)) {
        refusals.add(
          line,
          verdict.facts.uai,
          `Département ${department}\u00a0: hors des 101 départements suivis.`,
        );
      } else {
        if (oddWidth) warnings.add(line, uai, oddWidth);
        for (const warning of verdict.warnings) warnings.add(line, uai, warning);
        if (schools.note(line, verdict.facts, verdict.hash, warnings))
          staging.add(line, verdict.facts, verdict.hash);
      }
    },
    async (read) => {
      await staging.flush();
      await onProgress('Lecture du fichier', Math.min(70, Math.round((70 * read) / Math.max(unfolded, 1))));
    },
  );
  await staging.end();
  await onProgress('Enregistrement des écoles', 75);
  const closed = await staging.close(schools.absent(), importId, civilDate(act.now), act.now);
  const { created, updated } = await staging.upsert(importId, act.now);
  const counts = {
    received,
    created,
    updated,
    unchanged: schools.unchanged,
    closed,
    refused: refusals.count,
    outside,
    warned: warnings.count,
  };
  await client.query(
    `UPDATE "DirectoryImport" SET "status" = 'done', "step" = '', "percent" = 100, "received" = $2,
       "created" = $3, "updated" = $4, "unchanged" = $5, "closed" = $6, "refused" = $7, "outside" = $8,
       "warned" = $9, "warnings" = $10::jsonb, "refusals" = $11::jsonb, "finishedAt" = $12
     WHERE "id" = $1`,
    [
      importId,
      ...Object.values(counts),
      JSON.stringify(warnings.kept),
      JSON.stringify(refusals.kept),
      act.now,
    ],
  );
  await appendOn(client, act, {
    chain: scope.academyCode ?? nationalChain,
    action: 'directory.import',
    objectType: 'DirectoryImport',
    objectId: importId,
    after: counts,
  });
  return { importId, ...counts, merged: schools.merged, warnings: warnings.kept, refusals: refusals.kept };
}
