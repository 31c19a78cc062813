import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTsv, writeTsv } from '@/server/documents/tsv';
import { compareCells, formatCell, parseCell, readDay, readNumber, type TableColumn } from './cells';

const column = (type: TableColumn['type'], more: Partial<TableColumn> = {}): TableColumn => ({
  key: 'x',
  label: 'Colonne',
  type,
  editable: true,
  width: 100,
  ...more,
});
const choices = [
  { id: 'a', label: 'Déployé' },
  { id: 'b', label: 'À lancer' },
];

describe('cells', () => {
  it('reads days as people write them', () => {
    const written = [
      '22/11/2026',
      '2026-11-22',
      '22.11.26',
      '22-11-2026',
      '22 novembre 2026',
      '22 NOVEMBRE 2026',
    ];
    expect(written.map(readDay)).toEqual(written.map(() => '2026-11-22'));
    expect(['31/02/2026', '2026', 'demain', '22 brumaire 2026', '1/1/1'].map(readDay)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it('reads numbers with spaces and comma', () => {
    expect(['1 250,5', '1250.5', '-3', '007', '1\u202f000'].map(readNumber)).toEqual([
      '1250.5',
      '1250.5',
      '-3',
      '7',
      '1000',
    ]);
    expect(['1,2,3', '12 kg', '', '1e5', '=1+1'].map(readNumber)).toEqual([null, null, null, null, null]);
  });

  it('reads back what it writes, for every type', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }),
        (at) => {
          const value = at.toISOString().slice(0, 10);
          expect(parseCell(column('date'), formatCell(column('date'), value))).toEqual({ value });
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (thousandths) => {
        const value = String(thousandths / 1000);
        expect(parseCell(column('number'), formatCell(column('number'), value))).toEqual({ value });
      }),
    );
    for (const value of ['', 'true'])
      expect(parseCell(column('checkbox'), formatCell(column('checkbox'), value))).toEqual({ value });
    for (const { id } of choices)
      expect(parseCell(column('choice', { choices }), formatCell({ type: 'choice', choices }, id))).toEqual({
        value: id,
      });
  });

  it('keeps or refuses with a sentence, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('text', 'number', 'date', 'choice', 'checkbox'),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        (type, text) => {
          const parsed = parseCell(column(type, { choices, max: 20 }), text);
          if ('refusal' in parsed) expect(parsed.refusal.length).toBeGreaterThan(10);
          else
            expect(
              parseCell(column(type, { choices, max: 20 }), formatCell({ type, choices }, parsed.value)),
            ).toEqual(parsed);
        },
      ),
    );
    expect(parseCell(column('choice', { choices }), 'déploye')).toEqual({ value: 'a' });
    expect(parseCell(column('text', { required: true }), ' ')).toHaveProperty('refusal');
    expect(parseCell(column('text', { editable: false }), 'x')).toHaveProperty('refusal');
    expect(parseCell(column('text'), 'deux\r\nlignes')).toEqual({ value: 'deux lignes' });
  });

  it('sorts by what a value means, empty ones last both ways', () => {
    const sort = (type: TableColumn['type'], values: string[], descending = false) =>
      [...values].sort(compareCells({ type, choices }, descending));
    expect(sort('number', ['10', '', '9'])).toEqual(['9', '10', '']);
    expect(sort('number', ['10', '', '9'], true)).toEqual(['10', '9', '']);
    expect(sort('choice', ['b', 'a'])).toEqual(['a', 'b']);
    expect(sort('text', ['Zoé', 'élan', 'Eau'])).toEqual(['Eau', 'élan', 'Zoé']);
  });
});

describe('tab-separated text', () => {
  it('reads what spreadsheets copy', () => {
    expect(readTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(readTsv('"deux\nlignes"\t"dit ""oui"""\t')).toEqual([['deux\nlignes', 'dit "oui"', '']]);
    expect(readTsv('"jamais fermé\tx')).toEqual([['"jamais fermé', 'x']]);
    expect(readTsv('a\n\nb')).toEqual([['a'], [''], ['b']]);
    expect(readTsv('')).toEqual([]);
  });

  it('reads back what it writes, and never fails', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\r', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
        fc.pre(rows.at(-1)?.some((one) => one !== '') ?? false);
        expect(readTsv(writeTsv(rows))).toEqual(rows);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(readTsv(text))).toBe(true);
      }),
    );
  });
});
