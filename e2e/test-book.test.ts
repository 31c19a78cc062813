import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Keeps docs/TEST-BOOK.md and the browser journeys in step. */

const root = path.join(import.meta.dirname, '..');
const book = readFileSync(path.join(root, 'docs', 'TEST-BOOK.md'), 'utf8');

const cases = [...book.matchAll(/^- \*\*([CR]\d+\.\d{2})\*\* (.+)$/gm)].map(
  ([, number = '', title = '']) => ({
    number,
    title,
  }),
);

const titles = readdirSync(path.join(root, 'e2e'))
  .filter((name) => name.endsWith('.spec.ts'))
  .flatMap((name) =>
    [...readFileSync(path.join(root, 'e2e', name), 'utf8').matchAll(/\btest\(\s*(['"`])(.+?)\1,/gs)].map(
      ([, , title = '']) => title,
    ),
  );

it('numbers each case once', () => {
  const numbers = cases.map(({ number }) => number);
  expect(numbers.length).toBeGreaterThan(80);
  expect(numbers.filter((number, rank) => numbers.indexOf(number) !== rank)).toEqual([]);
});

it('has one browser test for each browser case, under the same title, and no other', () => {
  const wanted = cases
    .filter(({ number }) => number.startsWith('C'))
    .map((one) => `${one.number} ${one.title}`);
  expect([...titles].sort()).toEqual([...wanted].sort());
});

it('names files that exist for the rules', () => {
  const rules = cases.filter(({ number }) => number.startsWith('R'));
  for (const { number, title } of rules) {
    const file = /\(`([^`]+)`\)$/.exec(title)?.[1] ?? '';
    expect(existsSync(path.join(root, file)), `${number} ${file}`).toBe(true);
  }
});
