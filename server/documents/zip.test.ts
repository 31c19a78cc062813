import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readZip } from '../testing/read-zip';
import { buildZip, safeFileName, streamZip } from './zip';

const entry = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

test('an archive gives back what was put in, in order, accents included', async () => {
  const entries = [entry('Écoles.csv', 'é;à'), entry('convention.pdf', 'x'.repeat(10_000))];
  const read = readZip(await buildZip(entries));
  expect(read.map(({ name }) => name)).toEqual(['Écoles.csv', 'convention.pdf']);
  expect(read.map(({ bytes }) => bytes.toString())).toEqual(['é;à', 'x'.repeat(10_000)]);
});

test('the same entries give the same bytes', async () => {
  const entries = [entry('a.txt', 'un'), entry('b.txt', 'deux')];
  expect(await buildZip(entries)).toEqual(await buildZip(entries));
});

test('names are unique whatever their case', async () => {
  const read = readZip(await buildZip([entry('a.pdf', '1'), entry('A.pdf', '2'), entry('a.pdf', '3')]));
  expect(read.map(({ name }) => name)).toEqual(['a.pdf', 'A (2).pdf', 'a (3).pdf']);
});

test.each([
  ['../../etc/passwd', 'etc-passwd'],
  ['C:\\temp\\x.pdf', 'C-temp-x.pdf'],
  ['  .. ', 'fichier'],
  ['', 'fichier'],
  ['a\u0000b\u202Efdp.exe', 'a-b-fdp.exe'],
  ['Convention n° 25 – Argenteuil.pdf', 'Convention n° 25 – Argenteuil.pdf'],
])('the name %j is made safe', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('an endless name is shortened and keeps its extension', () => {
  const name = safeFileName(`${'é'.repeat(500)}.pdf`);
  expect(name).toHaveLength(120);
  expect(name.endsWith('é.pdf')).toBe(true);
});

test('an archive made as it goes asks for one entry at a time and holds the same', async () => {
  let given = 0;
  let taken = 0;
  async function* entries() {
    for (let at = 0; at < 50; at += 1) {
      given += 1;
      // Bytes that do not compress: nothing can pile up unseen.
      yield { name: 'convention.pdf', bytes: randomBytes(200_000) };
      expect(given * 200_000 - taken).toBeLessThan(1_000_000);
    }
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamZip(entries())) {
    taken += chunk.byteLength;
    chunks.push(chunk);
  }
  const read = readZip(Buffer.concat(chunks));
  expect(read).toHaveLength(50);
  expect(read[49]?.name).toBe('convention (50).pdf');
  expect(read.every(({ bytes }) => bytes.byteLength === 200_000)).toBe(true);
});

test('what an entry throws stops the archive with the same error', async () => {
  async function* entries() {
    yield entry('a.pdf', 'x');
    throw new Error('stopped');
  }
  const read = async () => {
    for await (const _ of streamZip(entries()));
  };
  await expect(read()).rejects.toThrow('stopped');
});
