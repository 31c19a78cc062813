import { createHash } from 'node:crypto';
import { DELIMITERS } from '@/server/territory/directory/columns';
import { decoderFor, type Encoding, EncodingDetector } from '@/server/territory/directory/encoding';
import { RecordReader, readHeader, splitLine, UnreadableFile } from '@/server/territory/directory/records';
import { DirectorySource } from '@/server/territory/directory/source';
import { recognise } from './fields';
import { MAX_UNFOLDED } from './limits';

const HEAD = 256 * 1024;
const TAIL = 64 * 1024;
const SAMPLES = 3;
const MOST_COLUMNS = 300;

/** What a first reading tells of a file: enough to choose its columns, and to refuse what is no table. */
export type Look = {
  /** SHA-256 of its text: the same, compressed or not. */
  sha256: string;
  unfolded: number;
  encoding: Encoding;
  delimiter: string;
  heads: string[];
  samples: string[][];
};

/** The file at this path, which may be compressed (gzip). */
export const sourceOf = (path: string) => DirectorySource.fromFile(path, MAX_UNFOLDED);

/**
 * Reads a file once, from end to end and without keeping it.
 * @throws UnreadableFile when it is no text, has no heads, has no line, or is cut in the middle of its last line
 */
export async function look(source: DirectorySource): Promise<Look> {
  const hash = createHash('sha256');
  const detector = new EncodingDetector();
  const first: Uint8Array[] = [];
  let head = 0;
  let tail: Uint8Array = new Uint8Array(0);
  let unfolded = 0;
  for await (const piece of source.read()) {
    unfolded += piece.length;
    hash.update(piece);
    detector.push(piece);
    if (head < HEAD) {
      first.push(piece.slice(0, HEAD - head));
      head += piece.length;
    }
    tail = piece.length >= TAIL ? piece.slice(-TAIL) : Buffer.concat([tail, piece]).subarray(-TAIL);
  }
  const encoding = detector.end();
  const decoder = decoderFor(encoding);
  const text = decoder.piece(Buffer.concat(first)) + (unfolded <= HEAD ? decoder.end() : '');
  const header = readHeader(text, unfolded <= HEAD);
  if (!header) throw new UnreadableFile('La première ligne est démesurée\u00a0: ce n’est pas un tableau.', 1);
  const { delimiter, heads } = headsOf(header.header);
  const samples = samplesOf(text.slice(header.dataAt), delimiter, heads.length);
  if (samples.length === 0) throw new UnreadableFile('Le fichier ne contient aucune ligne sous son en-tête.');
  refuseCut(tail, encoding, delimiter, heads.length);
  return { sha256: hash.digest('hex'), unfolded, encoding, delimiter, heads, samples };
}

function headsOf(line: string): { delimiter: string; heads: string[] } {
  const choices = DELIMITERS.map((delimiter) => {
    const heads = splitLine(line, delimiter).map((head) => head.trim().slice(0, 200));
    return { delimiter, heads, known: recognise(heads).filter((field) => field !== '').length };
  });
  const [best] = choices.sort((a, b) => b.known - a.known || b.heads.length - a.heads.length);
  if (!best || best.heads.length < 3)
    throw new UnreadableFile(
      'La première ligne ne nomme pas de colonnes\u00a0: il en faut au moins trois (semaine, UAI, visites), séparées par des points-virgules, des virgules ou des tabulations.',
      1,
    );
  if (best.heads.length > MOST_COLUMNS)
    throw new UnreadableFile(`Ce fichier a ${best.heads.length} colonnes\u00a0: ${MOST_COLUMNS} au plus.`, 1);
  return best;
}

function samplesOf(text: string, delimiter: string, width: number): string[][] {
  const samples: string[][] = [];
  const reader = new RecordReader(
    delimiter,
    Array.from({ length: width }, (_, index) => index),
    (_line, cells) => {
      if (samples.length < SAMPLES) samples.push(cells.map((cell) => cell.trim().slice(0, 80)));
    },
  );
  // Only the first lines: whatever is wrong further on is told by the import, with its line.
  const few = text.split(/(?<=\n)/, SAMPLES + 2).join('');
  try {
    reader.push(few);
    if (samples.length < SAMPLES) reader.end();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return samples;
}

/** A last line without a line end and with fewer cells than the heads: the file was cut there. */
function refuseCut(tail: Uint8Array, encoding: Encoding, delimiter: string, width: number): void {
  // Pieces of two bytes must begin on an even one; the whole tail does, for its length is even.
  const even = encoding.startsWith('utf-16') ? tail.subarray(tail.length % 2) : tail;
  const decoder = decoderFor(encoding);
  const text = decoder.piece(even) + decoder.end();
  if (/[\r\n]$/.test(text)) return;
  const start = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  if (start < 0) return;
  const last = text.slice(start + 1);
  if (last.trim() !== '' && splitLine(last, delimiter).length < width)
    throw new UnreadableFile(
      'Le fichier est coupé au milieu de sa dernière ligne\u00a0: téléchargez-le à nouveau. Rien n’a été importé.',
    );
}
