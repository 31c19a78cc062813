/**
 * The UAI (formerly RNE) of a school: seven digits and a check letter.
 * Rule: the letter is the remainder of the seven digits by 23, read in an alphabet without I, O and Q.
 */
export const CHECK_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const UAI_SHAPE = /^\d{7}[A-Z]$/;
const CORSICA: Readonly<Record<string, string>> = { '620': '2A', '720': '2B' };

/** A UAI as people type it, without spaces, dots or dashes and in capitals. Does not check it. */
export function normaliseUai(input: string): string {
  return input.replace(/[\s.\-\u00a0\u202f\ufeff]/g, '').toUpperCase();
}

/** The letter that must follow these seven digits, or null when they are not seven digits. */
export function uaiCheckLetter(digits: string): string | null {
  if (!/^\d{7}$/.test(digits)) return null;
  return CHECK_LETTERS[Number(digits) % CHECK_LETTERS.length] ?? null;
}

export type UaiCheck =
  | { ok: true; uai: string }
  | { ok: false; uai: string; code: 'uai_shape' | 'uai_letter'; message: string };

/**
 * Normalises then checks a UAI. A wrong shape is unusable; a wrong letter is an error on a form and a
 * warning on the row in an import, so the two have different codes.
 */
export function checkUai(input: string): UaiCheck {
  const uai = normaliseUai(input);
  if (!UAI_SHAPE.test(uai)) {
    return {
      ok: false,
      uai,
      code: 'uai_shape',
      message: 'Un UAI comporte sept chiffres suivis d’une lettre, par exemple 0951099D.',
    };
  }
  const expected = uaiCheckLetter(uai.slice(0, 7));
  if (uai[7] !== expected) {
    return {
      ok: false,
      uai,
      code: 'uai_letter',
      message: `La lettre de contrôle de l’UAI ${uai} est inexacte : ${expected} est attendu.`,
    };
  }
  return { ok: true, uai };
}

/** True when the text, once normalised, is a UAI with the right letter. */
export function isUai(input: string): boolean {
  return checkUai(input).ok;
}

/**
 * Département suggested by the prefix, as a code in text, or null when the prefix names none.
 * A hint only: common practice, and real files contain prefixes that are not the département. The
 * directory's own column wins.
 */
export function departmentFromUai(input: string): string | null {
  const uai = normaliseUai(input);
  if (!UAI_SHAPE.test(uai)) return null;
  const prefix = uai.slice(0, 3);
  const corsican = CORSICA[prefix];
  if (corsican) return corsican;
  if (/^9[78]/.test(prefix)) return prefix;
  if (/^[067]/.test(prefix)) {
    const department = prefix.slice(1);
    return department === '00' ? null : department;
  }
  return null;
}

export type UaiListEntry = { line: number; input: string; check: UaiCheck };

/**
 * Reads a pasted list: one UAI per line, or several separated by spaces, commas, semicolons or tabs.
 * Duplicates are kept once (first occurrence); `line` counts from 1.
 */
export function parseUaiList(text: string): UaiListEntry[] {
  const seen = new Set<string>();
  const entries: UaiListEntry[] = [];
  text.split(/\r\n|\r|\n/).forEach((row, index) => {
    for (const input of row.split(/[\s,;|]+/).filter((part) => part !== '')) {
      const check = checkUai(input);
      if (seen.has(check.uai)) continue;
      seen.add(check.uai);
      entries.push({ line: index + 1, input, check });
    }
  });
  return entries;
}
