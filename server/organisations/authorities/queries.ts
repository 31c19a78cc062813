import { Prisma } from '@/prisma/generated/client';
import { authorityQuery } from '@/server/territory/search';
import type { Context } from '@/server/trpc/context';

export type AuthorityChoice = {
  id: string;
  name: string;
  kind: string;
  siren: string | null;
  code: string | null;
  departmentCode: string | null;
};

/**
 * Collectivités by name, INSEE code or SIREN that the actor may bind an organisation or a mandate to: those of
 * the académie's départements, or all for the operator.
 */
export async function findAuthorities(
  ctx: Pick<Context, 'db' | 'actor'>,
  { q }: { q: string },
): Promise<AuthorityChoice[]> {
  const number = q.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase();
  const asked = authorityQuery(q);
  const words = asked.split(' ').filter(Boolean);
  const reach =
    ctx.actor?.role === 'operator'
      ? Prisma.sql`true`
      : Prisma.sql`d."academyCode" = ${ctx.actor?.academyCode ?? ''}`;
  const matches =
    words.length === 0
      ? Prisma.sql`true`
      : /^\d[\dAB]\d*$/.test(number)
        ? Prisma.sql`(a."siren" LIKE ${`${number}%`} OR a."code" LIKE ${`${number}%`})`
        : Prisma.sql`a."searchName" LIKE ALL (${words.map((word) => `%${word}%`)})`;
  return ctx.db.$queryRaw<AuthorityChoice[]>`
    SELECT a."id", a."name", a."kind"::text AS kind, a."siren", a."code", a."departmentCode"
    FROM "Authority" a LEFT JOIN "Department" d ON d."code" = a."departmentCode"
    WHERE ${reach} AND ${matches}
    ORDER BY a."searchName" = ${asked} DESC, a."searchName" LIKE ${`${asked}%`} DESC, length(a."name"), a."name", a."id"
    LIMIT 20`;
}
