import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RECORD, RecordReader, readHeader, splitLine, UnreadableFile } from './records';

type Row = { line: number; cells: string[]; width: number; filled: number; clean: boolean };

/** Reads a text handed over in pieces of the given lengths. */
function readAll(text: string, { columns = 3, delimiter = ';', pieces = [text.length] } = {}): Row[] {
  const rows: Row[] = [];
  const reader = new RecordReader(
    delimiter,
    Array.from({ length: columns }, (_, index) => index),
    (line, cells, width, filled, clean) => rows.push({ line, cells: [...cells], width, filled, clean }),
  );
  let at = 0;
  for (const length of pieces) {
    reader.push(text.slice(at, at + length));
    at += length;
  }
  reader.push(text.slice(at));
  reader.end();
  return rows;
}

describe('records', () => {
  it('takes CRLF, LF and CR, mixed, and a last line without end', () => {
    expect(readAll('a;b;c\r\nd;e;f\ng;h;i\rj;k;l').map((row) => [row.line, row.cells])).toEqual([
      [1, ['a', 'b', 'c']],
      [2, ['d', 'e', 'f']],
      [3, ['g', 'h', 'i']],
      [4, ['j', 'k', 'l']],
    ]);
  });

  it('reads quoted cells: delimiters, doubled quotes and line ends inside, and counts their lines', () => {
    const rows = readAll('"a;""b""";"c\r\nd";e\nf;5" écran;"g" h\n');
    expect(rows.map((row) => [row.line, row.cells])).toEqual([
      [1, ['a;"b"', 'c\r\nd', 'e']],
      [3, ['f', '5" écran', 'g h']],
    ]);
    expect(rows.map((row) => row.clean)).toEqual([false, true]);
  });

  it('leaves out empty lines, without losing count, and keeps the width of each record', () => {
    const rows = readAll('\n;;\na\n   \nb;c;d;e;;\n');
    expect(rows.map(({ line, width, filled }) => [line, width, filled])).toEqual([
      [3, 1, 1],
      [5, 6, 4],
    ]);
  });

  it('tells control characters, tabs included, from text', () => {
    expect(readAll('a;b\u0007;c').map((row) => row.clean)).toEqual([false]);
    expect(readAll('a;b\tb;c').map((row) => row.clean)).toEqual([false]);
    expect(readAll('a\tb\tc', { delimiter: '\t' }).map((row) => row.clean)).toEqual([true]);
  });

  it('refuses a quote left open, with its line, and never keeps more than one record', () => {
    expect(() => readAll('a;b;c\nd;"e;f\ng;h;i\n')).toThrow(UnreadableFile);
    try {
      readAll('a;b;c\nd;"e;f\n');
    } catch (error) {
      expect((error as UnreadableFile).line).toBe(2);
    }
    expect(() => readAll(`"${'x'.repeat(MAX_RECORD + 1)}`)).toThrow(/Ligne 1/);
    expect(() => readAll('y'.repeat(MAX_RECORD + 1))).toThrow(UnreadableFile);
  });

  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', '\r', ' ', ',') });
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

  it('agrees with csv-parse on whatever is written by the rules, however it arrives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 40 }),
        (table, lineEnd, always, pieces) => {
          const text = table
            .map((row) =>
              row.map((value) => (always || /[;"\r\n]/.test(value) ? quoted(value) : value)).join(';'),
            )
            .join(lineEnd);
          const expected = (
            parse(text, { delimiter: ';', record_delimiter: lineEnd, relax_column_count: true }) as string[][]
          ).filter((row) => row.some((value) => value !== ''));
          const rows = readAll(text, { pieces });
          expect(rows.map((row) => row.cells)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('header', () => {
  it('is the first line that says something', () => {
    expect(readHeader('sep=;\r\n\r\nuai;nom\r\n0', false)).toEqual({
      header: 'uai;nom',
      dataAt: 18,
      dataLine: 4,
    });
    expect(readHeader('uai;nom', false)).toBeNull();
    expect(readHeader('uai;nom', true)).toMatchObject({ header: 'uai;nom' });
  });

  it('splits by any delimiter', () => {
    expect(splitLine('"Numéro UAI";nom;', ';')).toEqual(['Numéro UAI', 'nom', '']);
    expect(splitLine('uai\tnom', '\t')).toEqual(['uai', 'nom']);
  });
});
