import { Prisma } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import type { ExperienceType } from './domain';

/** A sentence in pieces; `hit` marks the words that matched. */
export type Snippet = { text: string; hit: boolean }[];

export type Facets = {
  types: Record<ExperienceType, number>;
  degrees: Record<'primary' | 'secondary', number>;
};

export type Hit = { id: string; snippet: Snippet | null };

export type FoundSheets = { hits: Hit[]; nextCursor: string | null; total: number; facets: Facets };

type Asked = {
  q: string;
  types: readonly string[];
  degrees: readonly string[];
  cursor?: string | undefined;
  limit: number;
};

// Control characters, which no sheet can hold: they mark the words that matched.
const START = '\u0002';
const STOP = '\u0003';

/** PostgreSQL regular expression: where one sentence ends and the next begins. */
const SENTENCE_END = '(?<=[.!?…])\\s+|\\n+';

const query = (q: string) => Prisma.sql`websearch_to_tsquery('french', accordent_plain(${q}))`;

/** « key~id » of the last sheet shown; an unreadable one starts again. */
function readCursor(cursor: string | undefined): { key: number; id: string } | null {
  const [key, id] = (cursor ?? '').split('~');
  return key && id && Number.isFinite(Number(key)) ? { key: Number(key), id } : null;
}

/**
 * Full-text search among the sheets that whoever asks may read: French stems, without accents, title before
 * questions before the rest. Facets count what their own choice would give, the other choice kept.
 */
export async function findSheets(
  db: Db,
  allowed: readonly string[],
  { q, types, degrees, cursor, limit }: Asked,
): Promise<FoundSheets> {
  const asking = q.trim() !== '';
  const after = readCursor(cursor);
  const matches = asking ? Prisma.sql`r."search" @@ ${query(q)}` : Prisma.sql`TRUE`;
  const base = Prisma.sql`r."id" = ANY(${[...allowed]}::text[]) AND ${matches}`;
  const ofTypes = types.length ? Prisma.sql`r."type"::text = ANY(${[...types]}::text[])` : Prisma.sql`TRUE`;
  const ofDegrees = degrees.length
    ? Prisma.sql`r."degree"::text = ANY(${[...degrees]}::text[])`
    : Prisma.sql`TRUE`;
  const key = asking
    ? Prisma.sql`ts_rank(r."search", ${query(q)})::float8`
    : Prisma.sql`extract(epoch FROM coalesce(r."publishedAt", r."updatedAt"))::float8`;
  const beyond = after ? Prisma.sql`(key, id) < (${after.key}::float8, ${after.id})` : Prisma.sql`TRUE`;
  const [rows, counts] = await Promise.all([
    db.$queryRaw<{ id: string; key: number }[]>`
      SELECT id, key FROM (
        SELECT r."id" AS id, ${key} AS key FROM "ExperienceReport" r WHERE ${base} AND ${ofTypes} AND ${ofDegrees}
      ) found WHERE ${beyond} ORDER BY key DESC, id DESC LIMIT ${limit + 1}`,
    db.$queryRaw<{ type: ExperienceType; degree: 'primary' | 'secondary'; count: number }[]>`
      SELECT r."type", r."degree", count(*)::int AS count FROM "ExperienceReport" r WHERE ${base} GROUP BY 1, 2`,
  ]);
  const facets: Facets = {
    types: { initialisation: 0, generalisation: 0, renewal: 0, change_of_solution: 0, usage: 0 },
    degrees: { primary: 0, secondary: 0 },
  };
  let total = 0;
  for (const { type, degree, count } of counts) {
    const typeHeld = types.length === 0 || types.includes(type);
    const degreeHeld = degrees.length === 0 || degrees.includes(degree);
    if (degreeHeld) facets.types[type] += count;
    if (typeHeld) facets.degrees[degree] += count;
    if (typeHeld && degreeHeld) total += count;
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const snippets = asking
    ? await matchingSentences(
        db,
        page.map(({ id }) => id),
        q,
      )
    : new Map<string, Snippet>();
  return {
    hits: page.map(({ id }) => ({ id, snippet: snippets.get(id) ?? null })),
    nextCursor: rows.length > limit && last ? `${last.key}~${last.id}` : null,
    total,
    facets,
  };
}

/** For each sheet, its sentence that answers best, with the matching words marked, accents as written. */
async function matchingSentences(db: Db, ids: string[], q: string): Promise<Map<string, Snippet>> {
  const rows = await db.$queryRaw<{ id: string; sentence: string }[]>`
    SELECT r."id" AS id, ts_headline('accordent_french', best.sentence, ${anyWord(q)},
      ${`HighlightAll=true, StartSel="${START}", StopSel="${STOP}"`}) AS sentence
    FROM "ExperienceReport" r CROSS JOIN LATERAL (
      SELECT btrim(part) AS sentence FROM regexp_split_to_table(concat_ws(E'\n', r."strengths",
        r."difficulties", r."beginning", r."today", r."impetus", r."context", r."governance", r."results",
        r."advice", r."reusableBy", r."territory", r."title"), ${SENTENCE_END}) WITH ORDINALITY AS parts(part, n)
      WHERE to_tsvector('accordent_french', part) @@ ${anyWord(q)}
      ORDER BY ts_rank(to_tsvector('accordent_french', part), ${anyWord(q)}) DESC, n LIMIT 1
    ) best WHERE r."id" = ANY(${ids}::text[])`;
  return new Map(rows.map(({ id, sentence }) => [id, snippetOf(sentence)]));
}

/** A sentence rarely holds all the words: one is enough to show it. `querytree` leaves excluded words out. */
const anyWord = (q: string) => Prisma.sql`replace(querytree(${query(q)}), ' & ', ' | ')::tsquery`;

/** Cuts a marked sentence into pieces. */
export function snippetOf(marked: string): Snippet {
  const pieces: Snippet = [];
  for (const [index, part] of marked.split(START).entries()) {
    const [inside, after] = index === 0 ? ['', part] : splitAt(part);
    if (inside) pieces.push({ text: inside, hit: true });
    if (after) pieces.push({ text: after, hit: false });
  }
  return pieces;
}

function splitAt(part: string): [string, string] {
  const end = part.indexOf(STOP);
  return end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)];
}
