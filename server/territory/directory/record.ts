import { type Act, change, nationalChain } from '@/server/audit/journal';
import { toDbDate } from '@/server/clock';
import { AppError, forbidden } from '@/server/errors';
import { MAX_BYTES } from './limits';

/** Whose départements an import may touch: all of them, or those of one académie. */
export type ImportScope = { academyCode: string | null };

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
  file: {
    fileName: string;
    bytes: number;
    sha256: string;
    status: 'queued' | 'running';
    /** Day of which the file tells, when the person says it. */
    statedOn?: string | null;
  },
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
        statedOn: file.statedOn ? toDbDate(file.statedOn) : null,
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
  status: 'refused' | 'failed' | 'abandoned',
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

/** The refusal of a file that is too big to be taken. */
export const tooLarge = () =>
  new AppError(
    'payload_too_large',
    `Le fichier dépasse ${MAX_BYTES / 1_000_000} Mo. L’annuaire de toute la France tient en 50 Mo\u00a0: vérifiez le fichier.`,
  );
