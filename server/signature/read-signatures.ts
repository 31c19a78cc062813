import { createHash } from 'node:crypto';
import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfRef, PdfString } from '@libpdf/core';
import { annotationsOf, openPdf, type PdfRefusal, pagePrints } from '../files/inspect-pdf';
import {
  type Certificate,
  certificatesOf,
  checkChain,
  checkSigner,
  embeddedToken,
  nameOf,
  parseSignedData,
  shortName,
} from './cms';
import type { ReadSignature, SignatureReport } from './report';
import { verifyToken } from './timestamp';

type Found = { byteRange: number[]; contents: Uint8Array; subFilter: string };

/** Signature dictionaries of the form's fields, in the order of the file; document timestamps included. */
function signaturesIn(pdf: PDF): Found[] {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const found: Found[] = [];
  const visit = (field: PdfDict | undefined, kind: string | undefined, depth: number) => {
    if (!field || depth > 20) return;
    const type = field.getName('FT', resolve)?.value ?? kind;
    const value = field.getDict('V', resolve);
    const range = value?.getArray('ByteRange', resolve);
    const contents = value?.get('Contents', resolve);
    if (type === 'Sig' && range && contents instanceof PdfString)
      found.push({
        byteRange: range.toArray().map((one) => (one instanceof PdfNumber ? one.value : Number.NaN)),
        contents: contents.bytes,
        subFilter: value?.getName('SubFilter', resolve)?.value ?? '',
      });
    const kids = field.getArray('Kids', resolve);
    for (let index = 0; kids && index < kids.length; index += 1) {
      const kid = kids.at(index, resolve);
      if (kid instanceof PdfDict) visit(kid, type, depth + 1);
    }
  };
  const fields = pdf.getCatalog().getDict('AcroForm', resolve)?.get('Fields', resolve);
  if (fields instanceof PdfArray)
    for (let index = 0; index < fields.length; index += 1) {
      const field = fields.at(index, resolve);
      if (field instanceof PdfDict) visit(field, undefined, 0);
    }
  return found.sort((a, b) => end(a) - end(b));
}

const end = ({ byteRange: [, , from = 0, length = 0] }: Found) => from + length;

/**
 * The bytes that a signature covers: everything from the first byte but its own hexadecimal value, which must
 * stand exactly in the gap. Null when the range says anything else.
 */
function coveredBytes(file: Buffer, { byteRange, contents }: Found): Buffer | null {
  const [start, first, from, last] = byteRange;
  if (byteRange.length !== 4 || byteRange.some((one) => !Number.isSafeInteger(one) || one < 0)) return null;
  if (start !== 0 || first === undefined || from === undefined || last === undefined) return null;
  if (first >= from || from + last > file.length) return null;
  const gap = file.subarray(first, from).toString('latin1');
  if (!/^<[0-9A-Fa-f\s]*>$/.test(gap)) return null;
  const inside = Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex');
  if (!inside.equals(Buffer.from(contents))) return null;
  return Buffer.concat([file.subarray(0, first), file.subarray(from, from + last)]);
}

const unknown = {
  signer: 'Signataire inconnu',
  subject: null,
  issuer: null,
  claimedAt: null,
  provenAt: null,
  timestampAuthority: null,
} as const;

async function readOne(
  file: Buffer,
  found: Found,
  frozenLength: number,
  roots: readonly Certificate[],
): Promise<ReadSignature | null> {
  // A document timestamp is not somebody's signature.
  if (found.subFilter === 'ETSI.RFC3161') return null;
  const fingerprint = createHash('sha256').update(found.contents).digest('hex');
  const unchecked = { ok: false as const, reason: 'la signature elle-même n’a pas pu être lue' };
  const fail = (reason: string): ReadSignature => ({
    ...unknown,
    fingerprint,
    integrity: { ok: false, reason },
    chain: unchecked,
  });
  if (!['adbe.pkcs7.detached', 'ETSI.CAdES.detached'].includes(found.subFilter))
    return fail('son format n’est pas de ceux que l’application sait vérifier');
  const signed = parseSignedData(found.contents);
  if (!signed) return fail('son contenu n’est pas lisible');
  const covered = coveredBytes(file, found);
  if (!covered) return fail('elle ne couvre pas le document de façon continue');
  const check = await checkSigner(signed, covered);
  const [named] = certificatesOf(signed);
  if (!check.ok)
    return {
      ...fail(check.reason),
      ...(named
        ? { signer: shortName(named.subject), subject: nameOf(named.subject), issuer: nameOf(named.issuer) }
        : {}),
    };
  const { certificate, claimedAt, info } = check.signer;
  let proven: { at: Date; authority: string } | null = null;
  const token = embeddedToken(info);
  if (token) {
    const digest = createHash('sha256').update(token.covers).digest();
    proven = await verifyToken(token.token, digest, roots).catch(() => null);
  }
  const chain = await checkChain(
    certificate,
    certificatesOf(signed),
    roots,
    proven?.at ?? claimedAt ?? certificate.notBefore.value,
  );
  return {
    fingerprint,
    signer: shortName(certificate.subject),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    claimedAt: claimedAt?.toISOString() ?? null,
    provenAt: proven?.at.toISOString() ?? null,
    timestampAuthority: proven?.authority ?? null,
    integrity:
      (found.byteRange[1] ?? 0) >= frozenLength
        ? { ok: true }
        : { ok: false, reason: 'elle ne couvre pas tout le document figé' },
    chain: chain.ok ? { ok: true, root: chain.root } : { ok: false, reason: chain.reason },
  };
}

const addedPages = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1);

/**
 * Reads a PDF signed in another tool against the frozen document: every signature in it, and what else it adds.
 * @param roots authorities that are trusted; with none, no certificate is ever called verified.
 * @returns the report, or why the file cannot be examined at all.
 */
export async function readSignedPdf(
  bytes: Uint8Array,
  frozen: Uint8Array,
  roots: readonly Certificate[],
): Promise<{ report: SignatureReport } | { refusal: PdfRefusal }> {
  const opened = await openPdf(bytes);
  if ('refusal' in opened) return opened;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beginsWithFrozen =
    file.length >= frozen.byteLength && file.subarray(0, frozen.byteLength).equals(Buffer.from(frozen));
  const original = await openPdf(frozen);
  if ('refusal' in original) throw new Error(`the frozen document cannot be read: ${original.refusal.code}`);
  try {
    const [now, then] = [pagePrints(opened.pdf), pagePrints(original.pdf)];
    const known = annotationsOf(original.pdf).map((page) => new Set(page.map(({ print }) => print)));
    const marksOnPages = annotationsOf(opened.pdf).flatMap((page, index) =>
      page.some(({ print }) => !known[index]?.has(print)) ? [index + 1] : [],
    );
    const found = signaturesIn(opened.pdf);
    const signatures: ReadSignature[] = [];
    for (const one of found) {
      const read = await readOne(file, one, frozen.byteLength, roots);
      if (read) signatures.push(read);
    }
    const covered = Math.max(0, ...found.map(end));
    return {
      report: {
        beginsWithFrozen,
        pagesUnchanged: then.every((print, index) => print === now[index]),
        marksOnPages: [...new Set([...marksOnPages, ...addedPages(then.length, now.length)])].sort(
          (a, b) => a - b,
        ),
        signatures,
        uncoveredBytes: found.length > 0 ? file.length - covered : file.length - frozen.byteLength,
      },
    };
  } catch {
    return {
      refusal: {
        code: 'unreadable',
        message: 'Ce PDF est abîmé\u00a0: ses signatures ne peuvent pas être lues. Déposez-le à nouveau.',
      },
    };
  }
}
