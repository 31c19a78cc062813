import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** For the tests: what other people's tools (poppler, qpdf) read in a PDF. */
const run = promisify(execFile);
const LARGE = { maxBuffer: 64 * 1024 * 1024 };

/** Whether a command exists here; says so once when it does not, since a test is then left out. */
export async function hasTool(command: string): Promise<boolean> {
  try {
    await run(command, ['--version'], LARGE);
    return true;
  } catch (error) {
    // pdftotext and its family answer --version with code 0 or 99 according to their age.
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') return true;
    console.warn(`${command} is not installed: what it would check is skipped (poppler-utils, qpdf)`);
    return false;
  }
}

async function withFile<T>(bytes: Uint8Array, use: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'accordent-pdf-'));
  try {
    const path = join(folder, 'document.pdf');
    await writeFile(path, bytes);
    return await use(path, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Text of some pages (from 1), or of all. Pages end with a form feed. */
export function pdfText(bytes: Uint8Array, pages?: { from: number; to: number }): Promise<string> {
  const range = pages ? ['-f', String(pages.from), '-l', String(pages.to)] : [];
  return withFile(bytes, async (path) => (await run('pdftotext', [...range, path, '-'], LARGE)).stdout);
}

/** What `pdfinfo` says, label → value. */
export function pdfInfo(bytes: Uint8Array): Promise<Map<string, string>> {
  return withFile(bytes, async (path) => {
    const { stdout } = await run('pdfinfo', [path], LARGE);
    const pairs = stdout.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
    return new Map(pairs);
  });
}

/** Names of the fonts with whether each is embedded. */
export function pdfFonts(bytes: Uint8Array): Promise<{ name: string; embedded: boolean }[]> {
  return withFile(bytes, async (path) => {
    const { stdout } = await run('pdffonts', [path], LARGE);
    return stdout
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [, embedded] = /\s(yes|no)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.exec(line) ?? [];
        return { name: line.slice(0, 36).trim(), embedded: embedded === 'yes' };
      });
  });
}

/** `qpdf --check`: null when the file is sound, otherwise what it complains about. */
export function qpdfComplaint(bytes: Uint8Array): Promise<string | null> {
  return withFile(bytes, async (path) => {
    try {
      await run('qpdf', ['--check', path], LARGE);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}

/** A page as grey pixels, 0 black to 255 white, at `dpi` points per inch. */
export function pdfPixels(
  bytes: Uint8Array,
  page: number,
  dpi: number,
): Promise<{ width: number; height: number; grey: Uint8Array }> {
  return withFile(bytes, async (path, folder) => {
    const at = String(page);
    const out = join(folder, 'page');
    await run('pdftoppm', ['-gray', '-singlefile', '-r', String(dpi), '-f', at, '-l', at, path, out], LARGE);
    const file = await readFile(`${out}.pgm`);
    // « P5\n<width> <height>\n255\n », then one byte a pixel.
    const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
    if (!header) throw new Error('not a PGM file');
    return { width: Number(header[1]), height: Number(header[2]), grey: file.subarray(header[0].length) };
  });
}

/** What `pdfsig` (poppler) says of each signature of a file: its own verification, independent of ours. */
export function pdfSignatures(bytes: Uint8Array): Promise<string> {
  return withFile(bytes, async (path) => {
    try {
      return (await run('pdfsig', [path], LARGE)).stdout;
    } catch (error) {
      // A file without any signature, or with a broken one, ends with another code: what it says still counts.
      if (error instanceof Error && 'stdout' in error) return String(error.stdout);
      throw error;
    }
  });
}

/** Names of the files attached to a PDF. */
export function pdfAttachments(bytes: Uint8Array): Promise<string> {
  return withFile(bytes, async (path) => (await run('pdfdetach', ['-list', path], LARGE)).stdout);
}
