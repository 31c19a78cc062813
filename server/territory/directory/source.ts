import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Encoding, EncodingDetector } from './encoding';
import { MAX_UNFOLDED } from './limits';
import { UnreadableFile } from './records';

const PIECE = 1 << 19;

export type Inspection = { bytes: number; sha256: string; unfolded: number } & (
  | { encoding: Encoding; refusal?: undefined }
  | { encoding?: undefined; refusal: UnreadableFile }
);

/** A directory file that can be read more than once: bytes in memory, or a file on disk; gzip or plain. */
export class DirectorySource {
  private constructor(
    private readonly raw: () => AsyncIterable<Uint8Array>,
    private readonly maxUnfolded = MAX_UNFOLDED,
  ) {}

  static fromBytes(bytes: Uint8Array): DirectorySource {
    return new DirectorySource(async function* () {
      for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    });
  }

  /** Bytes from elsewhere; `raw` is called once for each reading. */
  static from(raw: () => AsyncIterable<Uint8Array>): DirectorySource {
    return new DirectorySource(raw);
  }

  /** @param maxUnfolded what it may unfold into, in bytes, when it is compressed */
  static fromFile(path: string, maxUnfolded = MAX_UNFOLDED): DirectorySource {
    return new DirectorySource(() => createReadStream(path, { highWaterMark: PIECE }), maxUnfolded);
  }

  /** First reading: size and SHA-256 of the bytes received, and how the text in them is encoded. */
  async inspect(): Promise<Inspection> {
    const hash = createHash('sha256');
    let bytes = 0;
    let unfolded = 0;
    const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        hash.update(piece);
        yield piece;
      }
    };
    const raw = counted(this.raw());
    const detector = new EncodingDetector();
    try {
      for await (const piece of unfold(raw, this.maxUnfolded)) {
        unfolded += piece.length;
        detector.push(piece);
      }
      const encoding = detector.end();
      return { bytes, sha256: hash.digest('hex'), unfolded, encoding };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      const whole = createHash('sha256');
      bytes = 0;
      for await (const piece of this.raw()) {
        bytes += piece.length;
        whole.update(piece);
      }
      return { bytes, sha256: whole.digest('hex'), unfolded, refusal: error };
    }
  }

  /** The bytes of the text, unfolded. */
  read(): AsyncIterable<Uint8Array> {
    return unfold(this.raw(), this.maxUnfolded);
  }
}

/** Gunzips when the first bytes say so. */
async function* unfold(pieces: AsyncIterable<Uint8Array>, maxUnfolded: number): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = async function* () {
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all();
    return;
  }
  let unfolded = 0;
  const gunzip = createGunzip({ chunkSize: PIECE });
  // Errors of the source reach the reader through gunzip.
  pipeline(Readable.from(all()), gunzip, () => {});
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      unfolded += piece.length;
      if (unfolded > maxUnfolded)
        throw new UnreadableFile('Une fois décompressé, ce fichier est démesuré\u00a0: il n’a pas été lu.');
      yield piece;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('Le fichier compressé (.gz) est abîmé ou coupé.');
  }
}
