import type { ImportStatus } from '@/prisma/generated/enums';
import { type Act, change, nationalChain, type PersonAct } from '@/server/audit/journal';
import { addMonths } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { conflict, invalid, notFound } from '@/server/errors';
import { enqueue } from '@/server/jobs/queue';
import type { ApplyImport } from '../schema';
import { basisOf } from './basis';
import { dropFile } from './kept-file';
import { MAX_BYTES } from './limits';
import { importScope, recordImport, tooLarge } from './record';
import type { ImportReport } from './report';
import { type OnProgress, OUTDATED, olderRefusal, runImport } from './run';
import type { DirectorySource } from './source';

/**
 * Imports a directory in one step: command line and REST, which have no page to look at first. The same code as
 * what the screen prepares and applies; the same file twice leaves every row alone. What the file no longer has
 * closes on the day of the file.
 * @throws AppError `invalid` when the file cannot be read as a directory (nothing was changed),
 *   `payload_too_large` beyond MAX_BYTES, `forbidden` by `importScope`
 */
export async function importDirectory(
  act: Act,
  file: {
    fileName: string;
    source: DirectorySource;
    academyCode?: string | null;
    /** Day of which the file tells, when who sends it knows. */
    statedOn?: string | null;
    /** A file older than what was applied is refused without it. */
    acceptOlder?: boolean;
  },
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
    statedOn: file.statedOn ?? null,
  });
  return runImport(
    act,
    { importId, scope, statedOn: file.statedOn ?? null },
    file.source,
    inspection,
    { kind: 'at_once', acceptOlder: file.acceptOlder ?? false },
    onProgress,
  );
}

/** The row of an import that waits for a decision, locked; refused when it is not the one that was seen. */
async function waiting(act: PersonAct, id: string, version: number, from: readonly ImportStatus[]) {
  const row = await act.db.directoryImport.findUnique({ where: { id } });
  if (!row) throw notFound('Cet import');
  if (!from.includes(row.status))
    throw conflict(`Ce fichier ${stateWords[row.status]}\u00a0: rechargez la page.`);
  if (row.version !== version)
    throw conflict(
      'Les changements ont été recalculés depuis que vous avez ouvert cette page\u00a0: relisez-les.',
      {
        currentVersion: row.version,
      },
    );
  return row;
}

/** What became of a file, after « ce fichier ». */
const stateWords: Record<ImportStatus, string> = {
  queued: 'attend d’être lu',
  running: 'est en cours de lecture',
  prepared: 'attend votre décision',
  applying: 'est en cours d’application',
  done: 'a déjà été appliqué',
  refused: 'a été refusé',
  failed: 'n’a pas pu être lu',
  abandoned: 'a été abandonné',
};

/**
 * Asks for the application of what was shown; it goes on in the background. `closingOn` is the day on which the
 * schools that the file no longer has leave coverage.
 * @throws AppError `conflict` when it was decided or recalculated meanwhile, when another file was applied since,
 *   or when it is older than what was applied and nobody said that this is meant
 */
export async function applyImport(
  act: PersonAct,
  { id, version, closingOn, acceptOlder }: ApplyImport & { id: string },
): Promise<{ id: string }> {
  const row = await waiting(act, id, version, ['prepared', 'applying']);
  if (row.status === 'applying' && !isStuck(row, act.now))
    throw conflict(`Ce fichier ${stateWords.applying}\u00a0: rechargez la page.`);
  if (closingOn > addMonths(civilDate(act.now), 24))
    throw invalid({ closingOn: 'Cette date est dans plus de deux ans\u00a0: vérifiez l’année.' });
  const basis = await basisOf((sql, values) => act.db.$queryRawUnsafe(sql, ...values), {
    importId: id,
    sha256: row.sha256,
    departments: row.departmentCodes,
  });
  if (basis.id !== row.basisId) throw conflict(OUTDATED);
  const fileOn = fromDbDate(row.fileOn) ?? civilDate(act.now);
  if (basis.newest && fileOn < basis.newest.on && !acceptOlder) throw olderRefusal(fileOn, basis.newest);
  await change(act, async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id, version, status: row.status },
      data: {
        status: 'applying',
        step: 'En attente',
        percent: 0,
        reason: null,
        closingOn: toDbDate(closingOn),
        appliedByName: act.actor.userName,
        askedAt: act.now,
      },
    });
    if (count !== 1)
      throw conflict('Quelqu’un d’autre vient de décider de ce fichier\u00a0: rechargez la page.');
    return {
      result: null,
      journal: {
        chain: row.academyCode ?? nationalChain,
        action: 'directory.apply',
        objectType: 'DirectoryImport',
        objectId: id,
        after: { fileName: row.fileName, fileOn, closingOn, acceptOlder },
      },
    };
  });
  try {
    await enqueue('directory.import', { importId: id, membershipId: act.actor.membershipId, acceptOlder });
  } catch (error) {
    await putBack(act, id, 'L’application n’a pas pu être mise en attente\u00a0: recommencez.');
    throw error;
  }
  return { id };
}

/** An application that has said nothing for this long died with its process, in milliseconds. */
const STUCK_AFTER = 15 * 60_000;

/** True of an application whose process died: it may be asked for again. */
export const isStuck = (row: { status: ImportStatus; askedAt: Date | null }, now: Date) =>
  row.status === 'applying' && now.getTime() - (row.askedAt?.getTime() ?? 0) > STUCK_AFTER;

/** Back to where a person decides, and why; nothing was written. */
export async function putBack(act: Act, importId: string, reason: string): Promise<void> {
  await change(act, async (tx) => {
    const { academyCode } = await tx.directoryImport.update({
      where: { id: importId },
      data: { status: 'prepared', step: '', reason },
    });
    return {
      result: null,
      journal: {
        chain: academyCode ?? nationalChain,
        action: 'directory.put_back',
        objectType: 'DirectoryImport',
        objectId: importId,
        after: { reason },
      },
    };
  });
}

/** Gives the file up: nothing was changed, nothing will be. The file is forgotten, what it would have done stays. */
export async function abandonImport(
  act: PersonAct,
  { id, version }: { id: string; version: number },
): Promise<{ id: string }> {
  const row = await waiting(act, id, version, ['prepared']);
  return change(act, async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id, version, status: 'prepared' },
      data: { status: 'abandoned', finishedAt: act.now, reason: null },
    });
    if (count !== 1)
      throw conflict('Quelqu’un d’autre vient de décider de ce fichier\u00a0: rechargez la page.');
    await dropFile(tx, id);
    return {
      result: { id },
      journal: {
        chain: row.academyCode ?? nationalChain,
        action: 'directory.abandon',
        objectType: 'DirectoryImport',
        objectId: id,
        before: { fileName: row.fileName },
      },
    };
  });
}

/** Compares the same file again with the schools as they stand now. */
export async function recomputeImport(
  act: PersonAct,
  { id, version, statedOn }: { id: string; version: number; statedOn?: string | null | undefined },
): Promise<{ id: string }> {
  const row = await waiting(act, id, version, ['prepared']);
  await change(act, async (tx) => {
    const { count } = await tx.directoryImport.updateMany({
      where: { id, version, status: 'prepared' },
      data: {
        status: 'queued',
        step: 'En attente',
        percent: 0,
        reason: null,
        createdAt: act.now,
        ...(statedOn === undefined ? {} : { statedOn: statedOn === null ? null : toDbDate(statedOn) }),
      },
    });
    if (count !== 1)
      throw conflict('Quelqu’un d’autre vient de décider de ce fichier\u00a0: rechargez la page.');
    return {
      result: null,
      journal: {
        chain: row.academyCode ?? nationalChain,
        action: 'directory.recompute',
        objectType: 'DirectoryImport',
        objectId: id,
        after: { fileName: row.fileName, ...(statedOn === undefined ? {} : { statedOn }) },
      },
    };
  });
  await enqueue('directory.import', { importId: id, membershipId: act.actor.membershipId });
  return { id };
}
