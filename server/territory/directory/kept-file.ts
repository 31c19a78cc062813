import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Db, Tx } from '@/server/db';
import { DirectorySource } from './source';

/** Bytes of one part: what is in memory at a time, written or read. */
const PART = 1 << 22;

/**
 * Keeps an uploaded file in the database until it is applied or abandoned, compressed, part by part: what a person
 * looks at today may be applied tomorrow, by another process.
 */
export async function keepFile(db: Db | Tx, importId: string, file: string): Promise<void> {
  const packed = createGzip({ level: 1 });
  // Errors of the file reach the reader through `packed`.
  pipeline(createReadStream(file), packed, () => {});
  let position = 0;
  let held: Uint8Array[] = [];
  let size = 0;
  const flush = async () => {
    if (size === 0) return;
    await db.directoryImportPart.create({
      data: { importId, position, bytes: new Uint8Array(Buffer.concat(held)) },
    });
    position += 1;
    held = [];
    size = 0;
  };
  for await (const piece of packed as AsyncIterable<Uint8Array>) {
    held.push(piece);
    size += piece.length;
    if (size >= PART) await flush();
  }
  await flush();
}

/** The kept file, read one part at a time; null when it is no longer there. */
export async function keptFile(db: Db, importId: string): Promise<DirectorySource | null> {
  const count = await db.directoryImportPart.count({ where: { importId } });
  if (count === 0) return null;
  return DirectorySource.from(async function* () {
    for (let position = 0; position < count; position += 1) {
      const part = await db.directoryImportPart.findUniqueOrThrow({
        where: { importId_position: { importId, position } },
      });
      yield part.bytes;
    }
  });
}

/** Forgets the file; its report stays. */
export async function dropFile(db: Db | Tx, importId: string): Promise<void> {
  await db.directoryImportPart.deleteMany({ where: { importId } });
}
