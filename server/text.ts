import { z } from 'zod';
import { isIsoDate } from '@/server/calendar';
import { number } from './french';

/** Longest text a person may enter in one field, in characters as people count them (code points). */
export const MAX_TEXT = 20_000;

// C0 and C1 controls but tab and line feed, and halves of surrogate pairs, which PostgreSQL and PDF refuse.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/** Line ends as one line feed each, whatever the system they come from. Nothing else is touched. */
export function normaliseLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * Position (from 1, in code points) and code of the first character that cannot be kept, or null.
 * HTML, template syntax, right-to-left text and emoji are ordinary text and pass.
 */
export function forbiddenCharacter(text: string): { position: number; code: string } | null {
  const match = FORBIDDEN.exec(text);
  if (!match) return null;
  const code = match[0].codePointAt(0) ?? 0;
  return {
    position: [...text.slice(0, match.index)].length + 1,
    code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}

/** Number of characters as a person counts them (an emoji outside the basic plane is one). */
export function characterCount(text: string): number {
  return [...text].length;
}

type TextOptions = { max?: number; min?: number; required?: string };

/**
 * Text of several lines. Refuses control characters and what is too long, keeps all the rest literally.
 * `required` is the message for an empty text; without it an empty text is accepted.
 */
export function cleanText({ max = MAX_TEXT, min = 0, required }: TextOptions = {}) {
  return z
    .string({ error: required ?? 'Un texte est attendu.' })
    .overwrite(normaliseLineEnds)
    .superRefine((text, context) => {
      const forbidden = forbiddenCharacter(text);
      if (forbidden) {
        context.addIssue({
          code: 'custom',
          message: `Le texte contient un caractère de contrôle (${forbidden.code}, position ${forbidden.position}) : supprimez-le.`,
        });
      }
      const length = characterCount(text);
      if (length > max) {
        context.addIssue({
          code: 'custom',
          message: `Le texte compte ${number(length)} caractères ; le maximum est de ${number(max)}.`,
        });
      }
      if (required && text.trim() === '') context.addIssue({ code: 'custom', message: required });
      else if (length < min) {
        context.addIssue({ code: 'custom', message: `Au moins ${min} caractères sont attendus.` });
      }
    });
}

/** Text of one line, without spaces around it. Same rules as `cleanText`, and no line feed or tab. */
export function cleanLine({ max = 300, min = 0, required }: TextOptions = {}) {
  return cleanText({ max, min, required })
    .overwrite((text) => text.trim())
    .refine((text) => !/[\n\t]/.test(text), { error: 'Ce champ tient sur une seule ligne.' });
}

/** A day as yyyy-mm-dd that exists in the calendar. */
export function isoDate(message = 'Indiquez une date existante (JJ/MM/AAAA).') {
  return z.string({ error: message }).refine(isIsoDate, { error: message });
}

/** An e-mail address in lower case, trimmed. */
export function email(message = 'Indiquez une adresse électronique valide.') {
  return z
    .string({ error: message })
    .overwrite((text) => text.trim().toLowerCase())
    .pipe(z.email({ error: message }).max(254, { error: message }));
}

/** A French phone number, kept as typed (digits, spaces, dots, leading +). */
export function phone(message = 'Indiquez un numéro de téléphone, par exemple 01 30 83 40 00.') {
  return cleanLine({ max: 30 }).refine((text) => text === '' || /^\+?[\d\s.()-]{6,}$/.test(text), {
    error: message,
  });
}
