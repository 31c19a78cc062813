import { inflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';

/** A workbook that cannot be read; the reader says it in French. */
export class BrokenArchive extends Error {}
/** What the parts of a workbook would weigh once unpacked goes past the budget. */
export class ArchiveTooLarge extends Error {}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_PARTS = 2000;

/** Where the central directory ends: its record stands in the last 64 KB (PKWARE APPNOTE 4.3.16). */
function endRecord(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  throw new BrokenArchive('no end record');
}

function inflate(packed: Buffer, method: number, budget: number): Buffer {
  if (method === 0) {
    if (packed.length > budget) throw new ArchiveTooLarge();
    return packed;
  }
  if (method !== 8) throw new BrokenArchive(`method ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, budget) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new ArchiveTooLarge();
    throw new BrokenArchive('damaged part');
  }
}

function* partsOf(zip: Buffer, budget: number): Generator<{ name: string; bytes: Buffer }> {
  const end = endRecord(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw new ArchiveTooLarge();
  let at = zip.readUInt32LE(end + 16);
  let left = budget;
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new BrokenArchive('central directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (/\.xml(\.rels)?$|\.rels$/.test(name)) {
      const local = zip.readUInt32LE(at + 42);
      if (zip.readUInt32LE(local) !== LOCAL) throw new BrokenArchive('local header');
      if ((zip.readUInt16LE(at + 8) & 1) === 1) throw new BrokenArchive('encrypted part');
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const size = zip.readUInt32LE(at + 20);
      if (start + size > zip.length) throw new BrokenArchive('truncated part');
      const bytes = inflate(zip.subarray(start, start + size), zip.readUInt16LE(at + 10), left);
      left -= bytes.length;
      yield { name, bytes };
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/**
 * The XML parts of a workbook, unpacked one after the other while their true weight stays within `budget`
 * bytes. What the archive says of its sizes is not believed: a part that swells is stopped while it swells.
 */
export function xmlParts(zip: Buffer, budget: number): { name: string; bytes: Buffer }[] {
  try {
    return [...partsOf(zip, budget)];
  } catch (error) {
    if (error instanceof RangeError) throw new BrokenArchive('offsets');
    throw error;
  }
}

/** The same parts in an archive without compression: what was measured is what the reader receives. */
export async function storedZip(parts: readonly { name: string; bytes: Buffer }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of parts) zip.addBuffer(bytes, name, { compress: false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
