import { isAscii, isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import { UnreadableFile } from './records';

/** `mixed`: lines of UTF-8 and lines of windows-1252 in one file, as when two extracts were pasted together. */
export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be' | 'mixed';

const LF = 10;

const MAGIC: ReadonlyArray<{ bytes: readonly number[]; refusal: string }> = [
  {
    bytes: [0x50, 0x4b],
    refusal:
      'Ce fichier est un classeur ou une archive (.xlsx, .ods, .zip)\u00a0: ouvrez-le puis enregistrez la feuille au format CSV.',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    refusal: 'Ce fichier est un ancien classeur Excel (.xls)\u00a0: enregistrez la feuille au format CSV.',
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    refusal: 'Ce fichier est un document PDF\u00a0: un fichier CSV est attendu.',
  },
];

/** A line that is longer is cut where it stands, in bytes. */
const LONGEST_LINE = 1 << 20;

/**
 * Tells how a file's text is encoded, from all its bytes, piece by piece: byte order mark first, then UTF-8
 * when every byte fits, else windows-1252, which spreadsheets write. Bytes that are no text are refused.
 */
export class EncodingDetector {
  /** The first bytes of a letter that the last piece cut. */
  private cut: Uint8Array = new Uint8Array(0);
  private encoding: Encoding | null = null;
  private empty = true;
  /** Letters of several bytes were seen well formed; lines that no UTF-8 makes were seen. */
  private accents = false;
  private others = false;

  /** @throws UnreadableFile when the bytes are not text */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.empty) this.begin(bytes);
    if (this.encoding === null || this.encoding === 'utf-8') {
      if (bytes.includes(0))
        throw new UnreadableFile(
          'Ce fichier contient des octets nuls\u00a0: ce n’est pas un fichier texte. Un fichier CSV est attendu.',
        );
    }
    if (this.encoding !== null && this.encoding !== 'windows-1252') return;
    const text = this.cut.length === 0 ? bytes : Buffer.concat([this.cut, bytes]);
    const end = wholeLetters(text);
    if (this.encoding === null && isUtf8(text.subarray(0, end))) {
      this.accents ||= !isAscii(text.subarray(0, end));
      this.cut = text.slice(end);
      return;
    }
    this.encoding = 'windows-1252';
    this.cut = this.lookAtLines(text);
  }

  /** Which of these lines are UTF-8, which are not; returns the last, which is not whole. */
  private lookAtLines(text: Uint8Array): Uint8Array {
    let from = 0;
    for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, from)) {
      this.lookAtLine(text.subarray(from, at));
      from = at + 1;
    }
    if (text.length - from < LONGEST_LINE) return text.slice(from);
    this.lookAtLine(text.subarray(from));
    return new Uint8Array(0);
  }

  private lookAtLine(line: Uint8Array): void {
    if (this.accents && this.others) return;
    if (isAscii(line)) return;
    if (isUtf8(line)) this.accents = true;
    else this.others = true;
  }

  /** @throws UnreadableFile when the file is empty */
  end(): Encoding {
    if (this.empty) throw new UnreadableFile('Le fichier est vide.');
    if (this.encoding === null) return this.cut.length === 0 ? 'utf-8' : 'windows-1252';
    if (this.encoding === 'windows-1252') this.lookAtLine(this.cut);
    return this.encoding === 'windows-1252' && this.accents && this.others ? 'mixed' : this.encoding;
  }

  private begin(bytes: Uint8Array): void {
    this.empty = false;
    for (const { bytes: magic, refusal } of MAGIC)
      if (magic.every((byte, index) => bytes[index] === byte)) throw new UnreadableFile(refusal);
    if (bytes[0] === 0xff && bytes[1] === 0xfe) this.encoding = 'utf-16le';
    else if (bytes[0] === 0xfe && bytes[1] === 0xff) this.encoding = 'utf-16be';
    else this.encoding = sixteenBits(bytes);
  }
}

/** Where the last whole UTF-8 letter of these bytes ends: at most three bytes before their end. */
function wholeLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** UTF-16 without a mark: in Western text every second byte is null. */
function sixteenBits(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 400);
  if (sample.length < 8) return null;
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  const half = sample.length / 2;
  if (odd > half * 0.8 && even === 0) return 'utf-16le';
  if (even > half * 0.8 && odd === 0) return 'utf-16be';
  return null;
}

/** Bytes to text, piece by piece, without the byte order mark; the detector has read every byte before. */
export type Decoder = { piece(bytes: Uint8Array): string; end(): string };

/** @param onOther told the number, from 1, of each line of a mixed file that is no UTF-8 */
export function decoderFor(encoding: Encoding, onOther: (line: number) => void = () => {}): Decoder {
  if (encoding === 'mixed') return mixedDecoder(onOther);
  if (encoding !== 'utf-8') {
    const decoder = new TextDecoder(encoding);
    return { piece: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  // Twice as fast as TextDecoder in pieces.
  const decoder = new StringDecoder('utf8');
  let begun = false;
  return {
    piece(bytes) {
      const text = decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      if (begun || text === '') return text;
      begun = true;
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
    end: () => decoder.end(),
  };
}

/** Each line as what it is: UTF-8 where its bytes are, windows-1252 otherwise. */
function mixedDecoder(onOther: (line: number) => void): Decoder {
  const latin = new TextDecoder('windows-1252');
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  const one = (bytes: Uint8Array): string => {
    if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    onOther(line);
    return latin.decode(bytes);
  };
  const whole = (bytes: Uint8Array): string => {
    let text = '';
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      text += one(bytes.subarray(from, at + 1));
      line += 1;
      from = at + 1;
    }
    rest = bytes.slice(from);
    if (rest.length >= LONGEST_LINE) {
      text += one(rest);
      rest = new Uint8Array(0);
    }
    return text;
  };
  let begun = false;
  return {
    piece(bytes) {
      const text = whole(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]));
      if (begun || text === '') return text;
      begun = true;
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
    end: () => (rest.length === 0 ? '' : one(rest)),
  };
}
