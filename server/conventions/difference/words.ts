import { diffArrays } from 'diff';

/** A stretch of words that both texts have, or one of them only. */
export type Piece = { op: 'same' | 'insert' | 'delete'; text: string };

/**
 * Words as a French reader sees them: an elided article is a word of its own (« l’ » + « académie »), a
 * compound is one (« rendez-vous », « aujourd’hui »), so are a grouped number, an address and a date; each
 * sign of punctuation stands alone, and so does each run of spaces. Joined again, they are the text.
 */
const TOKEN =
  /https?:\/\/[^\s\u00a0»)]+|[\w.+-]+@[\w.-]+\w|\d+(?:[\u00a0\u202f.,/:-]\d+)*|[Aa]ujourd[’']hui|(?:\p{L}|\p{M})+[’'](?=\p{L})|(?:\p{L}|\p{M}|\p{N})+(?:[-‑](?:\p{L}|\p{M}|\p{N})+)*|[^\S\n]+|\n|[\s\S]/gu;

/** Cuts a text into words, punctuation and spaces; nothing is lost. */
export function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** How far two texts may be compared word by word; beyond, reading one after the other is easier. */
const LONGEST = 6_000;

const isWord = (token: string) => /[\p{L}\p{N}]/u.test(token);

/** Share of their words that two lists have in common, from 0 to 1, whatever their order. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const wordsA = a.filter(isWord);
  const wordsB = b.filter(isWord);
  if (wordsA.length + wordsB.length === 0) return a.join('') === b.join('') ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wordsA) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of wordsB) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return (2 * common) / (wordsA.length + wordsB.length);
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    if (piece.text === '') continue;
    const last = result.at(-1);
    if (last?.op === piece.op) result[result.length - 1] = { op: piece.op, text: last.text + piece.text };
    else result.push({ ...piece });
  }
  return result;
}

/**
 * Words deleted and inserted between two texts of one line. Between two changes, a space or a lone sign that
 * both share goes with them, so that a changed phrase reads as one: « ~~trois ans~~ cinq ans ».
 */
export function wordChanges(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }];
  const a = tokens(before);
  const b = tokens(after);
  const whole = joined([
    { op: 'delete', text: before },
    { op: 'insert', text: after },
  ]);
  if (a.length + b.length > LONGEST) return whole;
  const raw = diffArrays(a, b).map(
    ({ added, removed, value }): Piece => ({
      op: added ? 'insert' : removed ? 'delete' : 'same',
      text: value.join(''),
    }),
  );
  return grouped(raw);
}

/** One deletion then one insertion for each run of changes; bridges without a word are crossed. */
function grouped(raw: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let deleted = '';
  let inserted = '';
  const close = () => {
    result.push({ op: 'delete', text: deleted }, { op: 'insert', text: inserted });
    deleted = '';
    inserted = '';
  };
  raw.forEach((piece, index) => {
    if (piece.op === 'delete') deleted += piece.text;
    else if (piece.op === 'insert') inserted += piece.text;
    else {
      const next = raw[index + 1];
      const bridges = deleted !== '' && inserted !== '' && next !== undefined && !isWord(piece.text);
      if (bridges) {
        deleted += piece.text;
        inserted += piece.text;
        return;
      }
      close();
      result.push(piece);
    }
  });
  close();
  return joined(result);
}

/** What the first text said. */
export const beforeOf = (pieces: readonly Piece[]) =>
  pieces.map(({ op, text }) => (op === 'insert' ? '' : text)).join('');

/** What the second one says. */
export const afterOf = (pieces: readonly Piece[]) =>
  pieces.map(({ op, text }) => (op === 'delete' ? '' : text)).join('');
