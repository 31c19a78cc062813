import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export type ZipEntry = { name: string; bytes: Uint8Array };

/** Date of every entry, so that the same entries give the same bytes (ZIP knows no time before 1980). */
const MTIME = new Date(Date.UTC(2000, 0, 1, 12));

/**
 * A file name that every system accepts and that stays in its folder: accents and spaces kept, path
 * separators, control characters and what Windows forbids replaced by « - », dots at both ends removed.
 * Never empty, at most 120 characters.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  if (cleaned === '') return 'fichier';
  const characters = [...cleaned];
  if (characters.length <= 120) return cleaned;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(cleaned)?.[0] ?? '';
  return characters.slice(0, 120 - extension.length).join('') + extension;
}

/** « convention.pdf », then « convention (2).pdf » when the name is taken, whatever its case. */
export function unusedName(name: string, used: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(name) ?? [];
  let candidate = name;
  for (let count = 2; used.has(candidate.toLowerCase()); count += 1)
    candidate = `${stem} (${count})${extension}`;
  used.add(candidate.toLowerCase());
  return candidate;
}

/**
 * A ZIP archive of these entries, in order, at its root. Names are made safe and unique. The same entries
 * give the same bytes.
 */
export async function buildZip(entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile();
  const used = new Set<string>();
  for (const { name, bytes } of entries) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    zip.addBuffer(buffer, unusedName(safeFileName(name), used), {
      mtime: MTIME,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/**
 * The same archive, given as it is made: each entry is asked for when the one before has gone out, so that one
 * document at a time is in memory whatever their number. Names are made safe and unique, as `buildZip` does.
 * What `entries` throws is thrown here.
 */
export async function* streamZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const used = new Set<string>();
  const feeding = (async () => {
    for await (const { name, bytes } of entries) {
      const source = Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]);
      zip.addReadStream(source, unusedName(safeFileName(name), used), {
        mtime: MTIME,
        mode: 0o100644,
        forceDosTimestamp: true,
      });
      await finished(source);
    }
    zip.end();
  })();
  feeding.catch((error: Error) => output.destroy(error));
  for await (const chunk of output) yield chunk as Buffer;
  await feeding;
}
