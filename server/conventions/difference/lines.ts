import { diffArrays } from 'diff';
import { afterOf, beforeOf, likeness, type Piece, tokens, wordChanges } from './words';

/**
 * One line of a text (a paragraph, a list line, the blank between two): as it was, gone, new, or with words
 * changed in it.
 */
export type LineChange =
  | { op: 'same' | 'insert' | 'delete'; text: string }
  | { op: 'change'; pieces: Piece[] };

/** Below this share of common words, two lines are read one after the other rather than mixed. */
const ALIKE = 0.45;
/** Largest field of pairs that is weighed; beyond, lines are paired in their order. */
const WIDEST = 2_500;

/**
 * Compares two texts line by line: lines that both have are matched first, then, between them, those that
 * resemble each other are paired in order and compared word by word. A null text has no line at all.
 */
export function lineChanges(before: string | null, after: string | null): LineChange[] {
  const a = before === null ? [] : before.split('\n');
  const b = after === null ? [] : after.split('\n');
  const result: LineChange[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const close = () => {
    result.push(...paired(gone, come));
    gone = [];
    come = [];
  };
  for (const { added, removed, value } of diffArrays(a, b)) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      close();
      result.push(...value.map((text): LineChange => ({ op: 'same', text })));
    }
  }
  close();
  return result;
}

/** Pairs the lines that went with those that came so that they resemble each other as much as possible. */
function paired(gone: readonly string[], come: readonly string[]): LineChange[] {
  const left = (lines: readonly string[], op: 'insert' | 'delete') =>
    lines.map((text): LineChange => ({ op, text }));
  if (gone.length === 0) return left(come, 'insert');
  if (come.length === 0) return left(gone, 'delete');
  const pairs = gone.length * come.length > WIDEST ? inOrder(gone, come) : best(gone, come);
  const result: LineChange[] = [];
  let i = 0;
  let j = 0;
  for (const [x, y] of pairs) {
    result.push(...left(gone.slice(i, x), 'delete'), ...left(come.slice(j, y), 'insert'));
    result.push({ op: 'change', pieces: wordChanges(gone[x] ?? '', come[y] ?? '') });
    i = x + 1;
    j = y + 1;
  }
  return [...result, ...left(gone.slice(i), 'delete'), ...left(come.slice(j), 'insert')];
}

function inOrder(gone: readonly string[], come: readonly string[]): [number, number][] {
  return gone.flatMap((line, index): [number, number][] => {
    const other = come[index];
    return other !== undefined && likeness(tokens(line), tokens(other)) >= ALIKE ? [[index, index]] : [];
  });
}

/** The alignment with the most in common, by dynamic programming. */
function best(gone: readonly string[], come: readonly string[]): [number, number][] {
  const wordsA = gone.map(tokens);
  const wordsB = come.map(tokens);
  const width = come.length + 1;
  const score = new Float64Array((gone.length + 1) * width);
  const like = (i: number, j: number) => {
    const share = likeness(wordsA[i] ?? [], wordsB[j] ?? []);
    return share >= ALIKE ? share : 0;
  };
  const at = (i: number, j: number) => score[i * width + j] ?? 0;
  const shares = wordsA.map((_, i) => wordsB.map((__, j) => like(i, j)));
  for (let i = gone.length - 1; i >= 0; i -= 1)
    for (let j = come.length - 1; j >= 0; j -= 1) {
      const share = shares[i]?.[j] ?? 0;
      score[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), share > 0 ? share + at(i + 1, j + 1) : 0);
    }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < gone.length && j < come.length) {
    const share = shares[i]?.[j] ?? 0;
    if (share > 0 && at(i, j) === share + at(i + 1, j + 1)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i, j) === at(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** True when no line differs. */
export const sameLines = (lines: readonly LineChange[]) => lines.every(({ op }) => op === 'same');

/** Lines of the first text, null when it had none. */
export function linesBefore(lines: readonly LineChange[]): string | null {
  const kept = lines.filter(({ op }) => op !== 'insert');
  if (kept.length === 0) return null;
  return kept.map((line) => (line.op === 'change' ? beforeOf(line.pieces) : line.text)).join('\n');
}

/** Lines of the second text, null when it has none. */
export function linesAfter(lines: readonly LineChange[]): string | null {
  const kept = lines.filter(({ op }) => op !== 'delete');
  if (kept.length === 0) return null;
  return kept.map((line) => (line.op === 'change' ? afterOf(line.pieces) : line.text)).join('\n');
}

/**
 * Applies the changes to the text they start from.
 * @throws RangeError when it is another text.
 */
export function applyLines(text: string | null, lines: readonly LineChange[]): string | null {
  if (linesBefore(lines) !== text) throw new RangeError('these changes start from another text');
  return linesAfter(lines);
}
