import { Prisma } from '@/prisma/generated/client';
import { closeness, hasEveryWord, readTyped } from '../../search/match';
import { normaliseUai } from '../../territory/uai';
import type { Context } from '../../trpc/context';

type Reader = Pick<Context, 'db' | 'actor'>;

/** Conventions that answer a search, the closest first, and why where their own words do not tell. */
export type ConventionMatches = { ids: string[]; because: Map<string, string> };

/** Conventions taken before the rules filter them; a search that finds more is too wide to be read. */
const CANDIDATES = 5_000;
/** Schools that a search may stand for. */
const SCHOOLS = 3_000;

type Row = { id: string; uai: string | null; school: string | null; commune: string | null };

/**
 * Looks for a number, words (accents and typing mistakes forgiven) in title, collectivité, project, solution,
 * schools and communes, or a UAI. One query. It narrows by the hat for speed only: the caller applies the rules.
 */
export async function matchConventions(ctx: Reader, q: string): Promise<ConventionMatches> {
  const uai = normaliseUai(q);
  const rows = /^\d{7}[A-Z]?$/.test(uai) ? await byUai(ctx, uai) : await byWords(ctx, q);
  const because = new Map<string, string>();
  for (const row of rows) if (row.uai) because.set(row.id, `${row.school} (${row.uai}), ${row.commune}`);
  return { ids: rows.map(({ id }) => id), because };
}

const within = ({ actor }: Reader) => {
  if (actor && actor.authorityIds.length > 0)
    return Prisma.sql`(c."authorityId" IN (${Prisma.join(actor.authorityIds)}) OR EXISTS (
      SELECT 1 FROM "ConventionBeneficiary" b
      WHERE b."conventionId" = c."id" AND b."authorityId" IN (${Prisma.join(actor.authorityIds)})))`;
  return actor?.academyCode ? Prisma.sql`c."academyCode" = ${actor.academyCode}` : Prisma.sql`true`;
};

/** The conventions whose annexe A1 names this school, or that its chef d'établissement signs. */
async function byUai(ctx: Reader, uai: string): Promise<Row[]> {
  return ctx.db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (c."number", c."id") c."id", s."uai", s."name" AS school, s."communeName" AS commune
    FROM "School" s
    JOIN (SELECT "conventionId", "uai" FROM "ConventionSchool"
          UNION ALL SELECT "conventionId", "uai" FROM "EstablishmentParty") named ON named."uai" = s."uai"
    JOIN "Convention" c ON c."id" = named."conventionId"
    WHERE s."uai" LIKE ${`${uai}%`} AND ${within(ctx)}
    ORDER BY c."number" DESC, c."id", s."uai" LIMIT ${CANDIDATES}`;
}

async function byWords(ctx: Reader, q: string): Promise<Row[]> {
  const typed = readTyped(q);
  if (!typed) return [];
  const text = Prisma.sql`accordent_plain(concat_ws(' ', c."title", c."externalReference", a."name", p."name", s."name"))`;
  const numbered = Prisma.sql`(strpos(c."number", ${q.trim()}) > 0
    OR strpos(lower(coalesce(c."externalReference", '')), lower(${q.trim()})) > 0)`;
  return ctx.db.$queryRaw<Row[]>`
    WITH found AS MATERIALIZED (
      SELECT "uai", "name", "communeName" FROM "School"
      WHERE ${hasEveryWord(Prisma.sql`"searchText"`, typed)} LIMIT ${SCHOOLS}
    ), listed AS MATERIALIZED (
      SELECT DISTINCT ON (cs."conventionId") cs."conventionId", f.*
      FROM found f JOIN "ConventionSchool" cs ON cs."uai" = f."uai" AND cs."leftOn" IS NULL
      ORDER BY cs."conventionId", f."name", f."uai"
    ), judged AS (
      SELECT c."id", c."number", ${numbered} AS numbered, (${hasEveryWord(text, typed)}) AS direct,
        ${closeness(text, typed)} AS close, l."uai", l."name" AS school, l."communeName" AS commune
      FROM "Convention" c JOIN "Authority" a ON a."id" = c."authorityId"
      JOIN "Project" p ON p."id" = c."projectId" LEFT JOIN "Product" s ON s."id" = c."productId"
      LEFT JOIN listed l ON l."conventionId" = c."id"
      WHERE ${within(ctx)}
    )
    SELECT "id", CASE WHEN direct OR numbered THEN NULL ELSE "uai" END AS "uai", school, commune
    FROM judged WHERE numbered OR direct OR "uai" IS NOT NULL
    ORDER BY numbered DESC, direct DESC, close DESC, "number" DESC LIMIT ${CANDIDATES}`;
}
