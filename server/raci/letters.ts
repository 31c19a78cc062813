import { type Meaning, meanings, normaliseMeanings } from './domain';

/**
 * How an académie writes the meanings. Only letters change, never what is kept: « A » is read *acteur* in many
 * places (DOMAIN §5), and there the doer is written A and who answers for the result R.
 */
export type LetterSet = Readonly<Record<Meaning, string>>;

export const usualLetters: LetterSet = { doer: 'R', accountable: 'A', consulted: 'C', informed: 'I' };

/** In the order in which the letters are said: R, A, C, I. */
export const saidOrder = [
  'doer',
  'accountable',
  'consulted',
  'informed',
] as const satisfies readonly Meaning[];

/** A setting of four letters, in the order of `saidOrder`: « RACI », « ARCI ». */
export function letterSet(setting: string): LetterSet {
  const [doer = 'R', accountable = 'A', consulted = 'C', informed = 'I'] = setting;
  return { doer, accountable, consulted, informed };
}

/** « AR », or an empty text for an actor without any part. */
export function formatLetters(given: readonly Meaning[], set: LetterSet = usualLetters): string {
  return normaliseMeanings(given)
    .map((meaning) => set[meaning])
    .join('');
}

export type ParsedLetters = { ok: true; meanings: Meaning[] } | { ok: false; message: string };

/** Reads « AR », « a / r », « – » or an empty cell, as typed or pasted from a spreadsheet. */
export function parseLetters(input: string, set: LetterSet = usualLetters): ParsedLetters {
  const found: Meaning[] = [];
  for (const letter of input.toUpperCase().replace(/[\s,;/+.\-–—]/g, '')) {
    const meaning = meanings.find((one) => set[one] === letter);
    if (!meaning) {
      const [first, second, third, last] = saidOrder.map((one) => set[one]);
      return {
        ok: false,
        message: `«\u00a0${letter}\u00a0» n’est pas une lettre de la matrice\u00a0: saisissez ${first}, ${second}, ${third} ou ${last}.`,
      };
    }
    found.push(meaning);
  }
  return { ok: true, meanings: normaliseMeanings(found) };
}
