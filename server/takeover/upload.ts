import { rulesFor } from '../access/rules';
import { prove } from '../access/scope';
import type { PersonAct } from '../audit/journal';
import { AppError } from '../errors';
import { receiveSheet } from './commands';
import { MAX_SCAN_BYTES, MAX_SHEET_BYTES } from './limits';
import { dropScan, setScan } from './scans';

/** A file sent by a screen: its name, the length that it announces (0 when it does not) and its bytes. */
export type SentFile = { name: string; announced: number; body: ReadableStream<Uint8Array> | null };

/** The whole body, refused as soon as it goes past the limit: nothing larger is ever held in memory. */
async function read(file: SentFile, max: number): Promise<Buffer> {
  const tooLarge = () => new AppError('payload_too_large', `Ce fichier pèse plus de ${max / 1_000_000} Mo.`);
  if (file.announced > max) throw tooLarge();
  if (!file.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > max) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Takes a spreadsheet of conventions. */
export async function uploadSheet(act: PersonAct, file: SentFile): Promise<{ id: string }> {
  return receiveSheet(act, { name: file.name, bytes: await read(file, MAX_SHEET_BYTES) });
}

/** Takes one of the scans dropped on an import. */
export async function uploadScan(act: PersonAct, id: string, file: SentFile) {
  await prove(act.db, rulesFor(act.actor), 'edit', 'Takeover', id);
  return dropScan(act, { id, name: file.name, bytes: await read(file, MAX_SCAN_BYTES) });
}

/** Adds or replaces the scan of one convention. */
export async function uploadConventionScan(
  act: PersonAct,
  id: string,
  file: SentFile,
  reason: string | null,
) {
  await prove(act.db, rulesFor(act.actor), 'import', 'Convention', id);
  return setScan(act, { id, name: file.name, bytes: await read(file, MAX_SCAN_BYTES), reason });
}
