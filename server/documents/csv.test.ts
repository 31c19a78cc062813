import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvField, toCsv } from './csv';

const columns = [
  { label: 'UAI', value: (row: { uai: string; name: string }) => row.uai },
  { label: 'Nom\u00a0; usuel', value: (row: { uai: string; name: string }) => row.name },
];

test('a table opens in a French spreadsheet: mark, semicolons, CRLF, quotes', () => {
  const csv = toCsv(columns, [{ uai: '0951099D', name: 'École «\u00a0Jean "Jo" Jaurès\u00a0»; annexe' }]);
  expect(csv).toBe(
    '\uFEFFUAI;"Nom\u00a0; usuel"\r\n0951099D;"École «\u00a0Jean ""Jo"" Jaurès\u00a0»; annexe"\r\n',
  );
});

test.each(['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\n=1', '\u00A0=1'])(
  'the formula %j is disarmed',
  (text) => {
    expect(csvField(text).replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

test('ordinary text, numbers and empty values are left alone', () => {
  expect(csvField('a=1')).toBe('a=1');
  expect(csvField(-2.5)).toBe('-2,5');
  expect(csvField(null)).toBe('');
  expect(csvField(undefined)).toBe('');
  expect(csvField(Number.NaN)).toBe('');
  expect(csvField(true)).toBe('oui');
});

test('whatever the text, a CSV reader gives it back, and no field can run', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ uai: fc.string({ unit: 'grapheme' }), name: fc.string() })), (rows) => {
      const read: string[][] = parse(toCsv(columns, rows), {
        delimiter: ';',
        bom: true,
        relax_column_count: true,
      });
      expect(read.slice(1).map((fields) => fields.map((field) => field.replace(/^'/, '')))).toEqual(
        rows.map((row) => [row.uai.replace(/^'/, ''), row.name.replace(/^'/, '')]),
      );
      for (const field of read.flat()) expect(field).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
