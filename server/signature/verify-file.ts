import type { Db } from '../db';
import { sha256Hex } from '../documents/hash';

/**
 * What can be said of a file that someone holds. « authentic » is said of exactly one sequence of bytes: the sealed
 * file; « frozen » of exactly the document that was opened to signature. Everything else is not authentic, however
 * close it is.
 */
export type FileVerdict =
  | { outcome: 'authentic'; number: string }
  | { outcome: 'frozen'; number: string; version: number; sealed: boolean; current: boolean }
  | { outcome: 'altered'; number: string; checks: FileCheck[] }
  | { outcome: 'unknown' };

export type FileCheck = { ok: boolean; text: string };

/** Largest file that is examined, in bytes: a sealed document may carry files signed outside. */
export const maxVerifiedBytes = 80_000_000;

/** At most this many numbers read in a file are looked up. */
const maxCandidates = 5;

/**
 * Compares a file with what is stored. Nothing of it is kept.
 * @param number the convention that the reader asked about, or null: then the file itself names it.
 */
export async function verifyFile(db: Db, bytes: Uint8Array, number: string | null): Promise<FileVerdict> {
  const sha256 = sha256Hex(bytes);
  const seal = await db.conventionSeal.findFirst({
    where: { sha256 },
    select: { convention: { select: { number: true } } },
  });
  if (seal) return { outcome: 'authentic', number: seal.convention.number };
  const frozen = await db.conventionText.findFirst({
    where: { stage: 'ready_to_sign', pdf: { is: { sha256 } } },
    select: {
      number: true,
      convention: {
        select: {
          number: true,
          seal: { select: { textId: true } },
          texts: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
        },
      },
    },
  });
  if (frozen)
    return {
      outcome: 'frozen',
      number: frozen.convention.number,
      version: frozen.number,
      sealed: frozen.convention.seal !== null,
      current: frozen.convention.texts[0]?.number === frozen.number,
    };
  return closest(db, bytes, number);
}

type Known = { number: string; bytes: Uint8Array; kind: 'scellé' | 'figé'; frozen: Uint8Array };

/** The stored document that this file was made from, when one can be recognised. */
async function closest(db: Db, bytes: Uint8Array, asked: string | null): Promise<FileVerdict> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const known of await candidates(db, file, asked)) {
    const same = sameBytes(file, known.bytes);
    const begins =
      file.length >= known.frozen.length && sameBytes(file, known.frozen) === known.frozen.length;
    // Two files of some thousand bytes have a few hundred equal ones by chance.
    const near = same >= 1_024 && same >= Math.min(file.length, known.bytes.length) * 0.6;
    if (!near && !begins) continue;
    return { outcome: 'altered', number: known.number, checks: checksOf(file, known, begins) };
  }
  return { outcome: 'unknown' };
}

function checksOf(file: Buffer, known: Known, begins: boolean): FileCheck[] {
  const first = firstDifference(file, known.bytes);
  const missing = known.bytes.length - file.length;
  return [
    begins
      ? { ok: true, text: 'Le début du fichier est bien le document présenté aux signataires.' }
      : { ok: false, text: 'Le document présenté aux signataires a été modifié.' },
    missing === 0
      ? { ok: true, text: 'La longueur du fichier est la bonne.' }
      : {
          ok: false,
          text:
            missing > 0
              ? `Il manque ${missing} octets au fichier.`
              : `Le fichier compte ${-missing} octets de trop.`,
        },
    {
      ok: false,
      text: `L’empreinte SHA-256 n’est pas celle du fichier ${known.kind}\u00a0; premier écart à l’octet ${first + 1}.`,
    },
  ];
}

async function candidates(db: Db, file: Buffer, asked: string | null): Promise<Known[]> {
  const text = file.toString('latin1');
  const numbers = new Set(asked ? [asked] : []);
  for (const [found] of text.matchAll(/\b\d{2}-20\d{2}-\d{4,6}\b/g)) {
    if (numbers.size >= maxCandidates) break;
    numbers.add(found);
  }
  const select = {
    number: true,
    seal: {
      select: { file: { select: { bytes: true } }, text: { select: { pdf: { select: { bytes: true } } } } },
    },
    texts: {
      where: { stage: 'ready_to_sign' },
      orderBy: { number: 'desc' },
      take: 1,
      select: { pdf: { select: { bytes: true } } },
    },
  } as const;
  // A file whose number was itself damaged is still known by its exact length.
  const rows = await db.convention.findMany({
    where: {
      OR: [{ number: { in: [...numbers] } }, { seal: { is: { file: { is: { size: file.length } } } } }],
    },
    take: maxCandidates + 5,
    select,
  });
  return rows.flatMap((row): Known[] => {
    const frozen = row.seal?.text.pdf?.bytes ?? row.texts[0]?.pdf?.bytes;
    if (!frozen) return [];
    return [
      row.seal
        ? { number: row.number, bytes: row.seal.file.bytes, kind: 'scellé', frozen }
        : { number: row.number, bytes: frozen, kind: 'figé', frozen },
    ];
  });
}

/** How many bytes are equal at the same place. */
function sameBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let same = 0;
  for (let at = 0; at < length; at += 1) if (a[at] === b[at]) same += 1;
  return same;
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at;
  return length;
}
