import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../access/actor';
import { civilDate } from '../clock';
import { chainSql } from '../coverage/chain';
import type { Degree } from '../coverage/domain';
import { perimeterSql, stagePerimeter } from '../coverage/perimeter';
import type { Context } from '../trpc/context';
import type { AudienceList } from './domain';
import { measuredUntil, measureKnown } from './queries';
import type { AudienceSchoolsQuery } from './schema';

const conditions: Record<AudienceList, Prisma.Sql> = {
  silent: Prisma.sql`c."attached" AND NOT c."used"`,
  unattached: Prisma.sql`c."used" AND NOT c."attached"`,
  unconventioned: Prisma.sql`c."used" AND NOT c."conventioned"`,
};

const noTotals: Record<AudienceList, number> = { silent: 0, unattached: 0, unconventioned: 0 };

export type ListedSchool = {
  uai: string;
  name: string;
  communeName: string;
  departmentCode: string;
  nature: string;
  degree: Degree;
  conventioned: boolean;
  attached: boolean;
  measured: boolean;
};

/**
 * Schools whose audience and links do not agree, within the perimeter of whoever asks, over the thirteen whole weeks
 * that end with the last imported one: without a recent file, nobody is called silent. `unmeasured` are the silent ones
 * that no file ever named in those weeks: whether they are used is not known.
 */
export async function audienceSchools(
  ctx: Pick<Context, 'db' | 'now'> & { actor: Actor },
  { list, degree, department, measured, page, size }: AudienceSchoolsQuery,
) {
  const { actor } = ctx;
  const known = await measureKnown(ctx, actor.academyCode);
  const asOf = measuredUntil(civilDate(ctx.now), known.lastWeek);
  // Nothing was ever measured: no visit says nothing of any school.
  if (known.lastWeek === null)
    return { list, asOf, lastWeek: null, items: [], totals: noTotals, unmeasured: 0, total: 0 };
  const chain = chainSql({
    asOf,
    sector: 'all',
    degree,
    ...(department ? { departments: [department] } : {}),
    ...(!department && actor.academyCode ? { academyCode: actor.academyCode } : {}),
  });
  const mine = perimeterSql(stagePerimeter(actor));
  const kept = Prisma.sql`${conditions[list]} AND ${measured === undefined ? Prisma.sql`TRUE` : Prisma.sql`c."measured" = ${measured}`}`;
  const [items, counts] = await Promise.all([
    ctx.db.$queryRaw<ListedSchool[]>`
      SELECT c."uai", c."name", c."communeName", c."departmentCode", c."nature", c."degree", c."conventioned",
        c."attached", c."measured"
      FROM (${chain}) c WHERE ${kept} AND (${mine})
      ORDER BY c."departmentCode", c."communeName", c."name", c."uai" LIMIT ${size} OFFSET ${(page - 1) * size}`,
    ctx.db.$queryRaw<(Record<AudienceList, number> & { unmeasured: number; total: number })[]>`
      SELECT count(*) FILTER (WHERE ${conditions.silent})::int AS "silent",
        count(*) FILTER (WHERE ${conditions.silent} AND NOT c."measured")::int AS "unmeasured",
        count(*) FILTER (WHERE ${conditions.unattached})::int AS "unattached",
        count(*) FILTER (WHERE ${conditions.unconventioned})::int AS "unconventioned",
        count(*) FILTER (WHERE ${kept})::int AS "total"
      FROM (${chain}) c WHERE ${mine}`,
  ]);
  const { unmeasured, total, ...totals } = counts[0] ?? { ...noTotals, unmeasured: 0, total: 0 };
  return { list, asOf, lastWeek: known.lastWeek, items, totals, unmeasured, total };
}
export type AudienceSchools = Awaited<ReturnType<typeof audienceSchools>>;
