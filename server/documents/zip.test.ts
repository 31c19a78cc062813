import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildZip, safeFileName } from './zip';

/** Names and contents through the central directory, read by hand from the format's description. */
function readZip(zip: Buffer): { name: string; bytes: Buffer }[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return { name, bytes };
  });
}

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
