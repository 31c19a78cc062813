import { Prisma } from '@/prisma/generated/client';
import { searchable } from '@/server/territory/search';

/** What was typed, as it is compared: one phrase, and its words (at most eight). */
export type Typed = { phrase: string; words: string[] };

/** Accents, ligatures and signs apart; null when there is nothing to look for. */
export function readTyped(q: string): Typed | null {
  const phrase = searchable(q).slice(0, 100);
  const words = phrase.split(' ').filter(Boolean).slice(0, 8);
  return words.length > 0 ? { phrase, words } : null;
}

/** Words too short to bear a typing mistake are looked for as they are. */
const MISTAKES_FROM = 4;

/**
 * Every word stands in the text, or something close to it (pg_trgm). `text` is a column already without accents
 * or `accordent_plain(…)`; on a column with a trigram index both halves use it.
 */
export function hasEveryWord(text: Prisma.Sql, { words }: Typed): Prisma.Sql {
  return Prisma.join(
    words.map((word) => {
      const held = Prisma.sql`${text} LIKE ${`%${word}%`}`;
      return word.length < MISTAKES_FROM ? held : Prisma.sql`(${held} OR ${word} <% ${text})`;
    }),
    ' AND ',
  );
}

/** Closeness of the whole phrase, from 0 to 1; what holds it as typed comes before what resembles it. */
export function closeness(text: Prisma.Sql, { phrase }: Typed): Prisma.Sql {
  return Prisma.sql`(CASE WHEN ${text} LIKE ${`%${phrase}%`} THEN 1 ELSE 0 END + word_similarity(${phrase}, ${text}))`;
}
