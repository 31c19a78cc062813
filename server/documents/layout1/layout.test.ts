import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { compose, type LineBlock } from './flow';
import { isPlain, loadFonts, printable, textWidth } from './fonts';
import { qrPath } from './marks';
import { BODY, type TextStyle } from './style';
import { type Column, composeTable, type TableRow } from './table';
import { wrapText } from './wrap';

beforeAll(() => loadFonts('שלום'));

const measure = { size: 10, weight: 400 as const, width: 120 };
const squeezed = (text: string) => text.replace(/\s+/g, '');

test('lines fit and lose nothing, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const lines = wrapText(text, measure);
      expect(squeezed(lines.join(''))).toBe(squeezed(printable(text)));
      for (const line of lines) {
        // One grapheme alone may be wider than a line; nothing else may.
        const single = [...new Intl.Segmenter('fr').segment(line)].length === 1;
        if (!single) expect(textWidth(line, 10, 400)).toBeLessThanOrEqual(measure.width + 0.01);
      }
    }),
    { numRuns: 150 },
  );
});

test('20,000 characters without a space wrap, without hyphens', () => {
  const lines = wrapText('ABCDEFGHIJ'.repeat(2000), measure);
  expect(lines.join('')).toBe('ABCDEFGHIJ'.repeat(2000));
  expect(lines.length).toBeGreaterThan(900);
});

test('a line never begins with high punctuation nor parts guillemets from their word', () => {
  for (let width = 70; width < 220; width += 3) {
    const lines = wrapText(
      'La partie «\u00a0académie\u00a0» signe\u00a0; est-ce bien vrai\u00a0? Oui\u00a0: elle signe le 2 août (n° 7)\u00a0!',
      {
        ...measure,
        width,
      },
    );
    for (const line of lines) expect(line).not.toMatch(/^[»;:?!]|«$|\b2$|n°$/);
  }
});

test('a long address is cut after its punctuation', () => {
  const lines = wrapText('https://accordent.exemple.fr/verifier/7F3K-9QWX', measure);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/[-/.]$/);
});

test('French is plain, other scripts are not, and nothing is dropped', () => {
  expect(isPlain('Élève à l’œuvre\u00a0: «\u00a0où\u00a0?\u00a0» – 12 € … № ≥ Ω Ж Łódź')).toBe(true);
  for (const text of ['שלום', 'مرحبا', '你好', '😀']) {
    expect(isPlain(text)).toBe(false);
    expect(printable(text)).toBe(text);
  }
  expect(printable('a\uE000b\u{10FFFD}')).toBe('a[U+E000]b[U+10FFFD]');
  expect(printable('12\u202F000')).toBe('12\u00A0000');
});

const block = (lines: number, keepWithNext = false): LineBlock => ({
  lines: Array.from({ length: lines }, (_, index) => `${index}`),
  leading: 10,
  before: 5,
  keepWithNext,
});

test('composition places every line once, in order, inside the page', () => {
  const blocks = fc.array(fc.record({ lines: fc.integer({ min: 1, max: 40 }), keep: fc.boolean() }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(blocks, (list) => {
      const given = list.map(({ lines, keep }) => block(lines, keep));
      const pages = compose(given, 200);
      const placed = pages.flatMap((page) => page.placed);
      for (const one of given) {
        const parts = placed.filter((part) => part.block === one);
        expect(parts.flatMap(({ from, to }) => one.lines.slice(from, to))).toEqual(one.lines);
      }
      for (const { placed: parts } of pages) {
        let bottom = 0;
        for (const part of parts) {
          expect(part.top).toBeGreaterThanOrEqual(bottom);
          bottom = part.top + (part.to - part.from) * part.block.leading;
          expect(bottom).toBeLessThanOrEqual(200.01);
        }
      }
    }),
  );
});

test('a heading goes with what follows; no line of a paragraph is left alone', () => {
  const heading = block(1, true);
  const pages = compose([block(18), heading, block(5)], 200);
  expect(pages).toHaveLength(2);
  expect(pages[1]?.placed[0]?.block).toBe(heading);
  const parted = compose([block(16), block(5)], 200);
  expect(parted.map((page) => page.placed.at(-1)?.to)).toEqual([3, 5]);
  // Three lines left, room for two: parting would leave one alone, so all three go.
  expect(compose([block(17), block(3)], 200)[1]?.placed[0]).toMatchObject({ from: 0, to: 3 });
});

test('a table keeps every row aligned, its bands with a row, and parts only giant rows', () => {
  const style: TextStyle = { ...BODY, size: 9, leading: 11 };
  const columns: Column[] = [
    { label: 'Nom', width: 80, style },
    { label: 'Commune', width: 60, style },
  ];
  const rows: TableRow[] = Array.from({ length: 50 }, (_, index) =>
    index % 9 === 0
      ? { band: `Phase ${index}` }
      : { cells: [`École ${'très longue '.repeat(index % 4)}${index}`, 'Cergy'] },
  );
  rows.push({ cells: ['mot '.repeat(400), 'Pontoise'] });
  const pages = composeTable(rows, columns, 150, 200);
  const placed = pages.flatMap((page) => page.rows);
  const words = placed.flatMap(({ row, from, to }) => row.cells[0]?.slice(from, to) ?? []).join(' ');
  for (let index = 1; index < 50; index += 1)
    if (index % 9) expect(words.match(new RegExp(`\\b${index}\\b`, 'g'))).toHaveLength(1);
  expect(words.match(/mot/g)).toHaveLength(400);
  for (const page of pages) expect(page.rows.at(-1)?.row.band ?? null).toBeNull();
  for (const [index, page] of pages.entries())
    expect(page.height).toBeLessThanOrEqual(index === 0 ? 150 : 200);
});

test('the QR path covers exactly the dark modules', () => {
  const { path, side } = qrPath('https://accordent.exemple.fr/verifier/ABCD');
  const area = [...path.matchAll(/h(\d+)v1/g)].reduce((sum, [, width]) => sum + Number(width), 0);
  expect(side).toBeGreaterThan(20);
  expect(area).toBeGreaterThan(side * side * 0.35);
  expect(area).toBeLessThan(side * side * 0.65);
});
