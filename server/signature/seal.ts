import { PDF } from '@libpdf/core';
import { sha256Hex } from '../documents/hash';
import type { SealSigner } from './certificate';
import type { VerifiedTimestampAuthority } from './timestamp';

/** A file joined to the sealed document: evidence, or a file signed outside. */
export type Joined = { name: string; mime: string; description: string; bytes: Uint8Array };

export type SealedPdf = { bytes: Uint8Array; sha256: string; level: 'B-B' | 'B-T' };

/** Room for the signature, the certificates and the timestamp, in bytes. */
const signatureRoom = 32_768;

/**
 * Seals a frozen PDF (PAdES, ETSI EN 319 142): annex pages and joined files are added behind it, then the seal,
 * all in incremental saves, so that the frozen bytes are the exact beginning of the result.
 * @param at the server's clock, written as a claim (/M); only the timestamp proves a time.
 * @throws what the timestamp authority throws: without the timestamp that was asked for there is no seal.
 */
export async function sealPdf(
  frozen: Uint8Array,
  what: {
    annex: Uint8Array;
    joined: readonly Joined[];
    reason: string;
    signer: SealSigner['signer'];
    authority: VerifiedTimestampAuthority | null;
    at: Date;
  },
): Promise<SealedPdf> {
  const pdf = await PDF.load(new Uint8Array(frozen));
  const annex = await PDF.load(new Uint8Array(what.annex));
  const pages = Array.from({ length: annex.getPageCount() }, (_, index) => index);
  await pdf.copyPagesFrom(annex, pages);
  for (const { name, mime, description, bytes } of what.joined)
    pdf.addAttachment(name, new Uint8Array(bytes), { mimeType: mime, description });
  const level = what.authority ? ('B-T' as const) : ('B-B' as const);
  const { bytes } = await pdf.sign({
    signer: what.signer,
    reason: what.reason,
    fieldName: 'Cachet',
    signingTime: what.at,
    level,
    estimatedSize: signatureRoom,
    ...(what.authority ? { timestampAuthority: what.authority } : {}),
  });
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, frozen.byteLength).equals(Buffer.from(frozen)))
    throw new Error('the sealed file does not begin with the frozen bytes');
  return { bytes, sha256: sha256Hex(bytes), level };
}
