import type { PersonAct } from '../audit/journal';
import type { Tx } from '../db';
import { sha256Hex } from '../documents/hash';
import { invalid } from '../errors';
import { maxPdfBytes, type UploadedPdf } from './schema';

type NewFile = {
  academyCode: string | null;
  name: string;
  mime: string;
  bytes: Uint8Array;
  createdById: string | null;
  at: Date;
};

/** Stores bytes once and for all, with their SHA-256. Part of the caller's transaction and journal row. */
export async function storeFile(tx: Tx, file: NewFile): Promise<{ id: string; sha256: string }> {
  const { at, bytes, ...rest } = file;
  const sha256 = sha256Hex(bytes);
  return tx.storedFile.create({
    data: { ...rest, bytes: new Uint8Array(bytes), size: bytes.byteLength, sha256, createdAt: at },
    select: { id: true, sha256: true },
  });
}

/** Stores the PDF that a person joined to their act, once `readPdf` has read it; null when they joined none. */
export async function storeJoined(
  tx: Tx,
  act: PersonAct,
  academyCode: string,
  upload: UploadedPdf | null | undefined,
  bytes: Buffer | null,
): Promise<{ id: string; sha256: string } | null> {
  if (!upload || !bytes) return null;
  return storeFile(tx, {
    academyCode,
    name: upload.name,
    mime: 'application/pdf',
    bytes,
    createdById: act.actor.userId,
    at: act.now,
  });
}

/**
 * The bytes of a PDF that a person joined, or a refusal on `field`: its type is told by its content, not by
 * its name.
 */
export function readPdf(upload: UploadedPdf, field: string): Buffer {
  const bytes = Buffer.from(upload.contentBase64, 'base64');
  if (bytes.byteLength > maxPdfBytes)
    throw invalid({ [field]: 'Le fichier dépasse 10 Mo\u00a0: réduisez-le.' });
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-' || !bytes.subarray(-2048).includes('%%EOF'))
    throw invalid({
      [field]: 'Ce fichier n’est pas un PDF complet\u00a0: enregistrez le document en PDF.',
    });
  return bytes;
}
