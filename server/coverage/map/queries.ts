import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import { academySettings } from '@/server/organisations/settings';
import type { Context } from '@/server/trpc/context';
import { bandsOf } from '../bands';
import { chainSql, hasStage } from '../chain';
import { type Band, type ChainStage, chainStages, defaultBands } from '../domain';
import { perimeterSql, stagePerimeter } from '../perimeter';
import { type DepartmentMapQuery, departmentMapQuery } from './schema';

export type MappedSchool = {
  uai: string;
  name: string;
  communeName: string;
  /** Null when the directory gives no coordinates: it is in the table, not on the map. */
  latitude: number | null;
  longitude: number | null;
  /** Furthest link of the chain it has; null outside the perimeter of whoever asks, where it only exists. */
  stage: ChainStage | null;
  demonstration: boolean;
};

export type DepartmentMap = {
  code: string;
  name: string;
  academyCode: string;
  academyName: string;
  asOf: string;
  schools: MappedSchool[];
};

/** Every school of a département with where it stands, on the ground and in the chain, in one statement. */
export async function departmentMap(
  ctx: Pick<Context, 'db' | 'now'> & { actor: Actor },
  input: DepartmentMapQuery,
): Promise<DepartmentMap> {
  const { department: code, degree, sector, asOf: asked } = departmentMapQuery.parse(input);
  const asOf = asked ?? civilDate(ctx.now);
  const department = await ctx.db.department.findUnique({
    where: { code },
    select: { name: true, academyCode: true, academy: { select: { name: true } } },
  });
  if (!department) throw notFound('Ce département');
  const chain = chainSql({ asOf, degree, sector, departments: [code] });
  const mine = perimeterSql(stagePerimeter(ctx.actor));
  // The last link of the chain that holds; written from the chain's own list, so that a new link finds its place.
  const furthest = Prisma.join(
    [...chainStages].reverse().map((stage) => Prisma.sql`WHEN ${hasStage(stage)} THEN ${stage}`),
    ' ',
  );
  const schools = await ctx.db.$queryRaw<MappedSchool[]>`
    SELECT c."uai", c."name", c."communeName", c."latitude", c."longitude", c."demonstration",
      CASE WHEN (${mine}) THEN CASE ${furthest} END END AS "stage"
    FROM (${chain}) c ORDER BY c."communeName", c."name", c."uai"`;
  return {
    code,
    name: department.name,
    academyCode: department.academyCode,
    academyName: department.academy.name,
    asOf,
    schools,
  };
}

/** The bands that a map is coloured by: those of the académie, or those of all for the country. */
export async function mapBands(
  { db }: Pick<Context, 'db'>,
  { academyCode }: { academyCode?: string | undefined },
): Promise<readonly Band[]> {
  if (academyCode === undefined) return defaultBands;
  const academy = await db.academy.findUnique({ where: { code: academyCode }, select: { settings: true } });
  return academy ? bandsOf(academySettings(academy.settings).coverageBands) : defaultBands;
}
