import { Prisma } from '@/prisma/generated/client';
import { authorityQuery } from '../territory/search';
import { checkSiren } from '../territory/siren';
import type { Context } from '../trpc/context';

type Reader = Pick<Context, 'db' | 'actor'>;

/** A collectivité that may carry a project of this hat. */
export type CarrierChoice = {
  id: string;
  name: string;
  kind: string;
  siren: string | null;
  code: string | null;
  departmentCode: string | null;
};

const shown = 20;

/** Collectivités for which this hat may create a project: those of the académie, or one's own. */
function reach({ actor }: Reader): Prisma.Sql {
  if (!actor) return Prisma.sql`false`;
  if (actor.authorityIds.length > 0) return Prisma.sql`a."id" IN (${Prisma.join(actor.authorityIds)})`;
  const academy = actor.academyCode ?? '';
  return Prisma.sql`(
    a."departmentCode" IN (SELECT "code" FROM "Department" WHERE "academyCode" = ${academy})
    OR (a."kind" = 'region' AND a."code" = (SELECT "regionCode" FROM "Academy" WHERE "code" = ${academy}))
    OR (a."departmentCode" IS NULL AND a."kind" <> 'region'))`;
}

/**
 * Finds carriers by name, INSEE code or SIREN, best match first. `hint` says why a number that looks like a
 * SIREN cannot be one (Luhn key).
 */
export async function searchCarriers(
  ctx: Reader,
  { q }: { q: string },
): Promise<{ items: CarrierChoice[]; hint: string | null }> {
  const number = q.replace(/[\s.\u00a0\u202f-]/g, '');
  const asked = authorityQuery(q);
  const words = asked.split(' ').filter(Boolean);
  const numeric = /^\d[\dAB]\d*$/i.test(number);
  const matches =
    words.length === 0
      ? Prisma.sql`true`
      : numeric
        ? Prisma.sql`(a."siren" LIKE ${`${number}%`} OR a."code" LIKE ${`${number.toUpperCase()}%`})`
        : Prisma.sql`a."searchName" LIKE ALL (${words.map((word) => `%${word}%`)})`;
  const items = await ctx.db.$queryRaw<CarrierChoice[]>`
    SELECT a."id", a."name", a."kind"::text AS kind, a."siren", a."code", a."departmentCode"
    FROM "Authority" a WHERE ${reach(ctx)} AND ${matches}
    ORDER BY a."searchName" = ${asked} DESC, a."searchName" LIKE ${`${asked}%`} DESC, a."kind", length(a."name"),
      a."name", a."id"
    LIMIT ${shown}`;
  const check = /^\d{9}$/.test(number) ? checkSiren(number) : null;
  return { items, hint: check && !check.ok ? check.message : null };
}
