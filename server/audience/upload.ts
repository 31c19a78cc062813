import { rm } from 'node:fs/promises';
import type { PersonAct } from '../audit/journal';
import { invalid } from '../errors';
import { importScope, lookOr, recordFile } from './commands';
import { keepUpload, settleUpload, tooLarge } from './files';
import { MAX_BYTES } from './limits';

/**
 * Takes a file sent by the screen, looks at it, and keeps it until its columns are confirmed.
 * @param file `announced` is the length that the sender tells, 0 when it does not
 * @throws AppError `forbidden`, `payload_too_large`, `invalid` when nothing arrived or it is no table
 */
export async function receiveUpload(
  act: PersonAct,
  file: { fileName: string; announced: number; body: ReadableStream<Uint8Array> | null },
): Promise<{ id: string }> {
  const academyCode = importScope(act);
  if (file.announced > MAX_BYTES) throw tooLarge();
  if (!file.body) throw invalid({ file: 'Aucun fichier n’a été envoyé.' });
  const arrived = await keepUpload(file.body, act.now);
  try {
    const received = await recordFile(act, academyCode, {
      fileName: file.fileName,
      bytes: arrived.bytes,
      look: await lookOr(arrived.path),
    });
    await settleUpload(arrived.path, received.id);
    return received;
  } finally {
    await rm(arrived.path, { force: true });
  }
}
