import { Prisma } from '@/prisma/generated/client';
import { type Territory, territoryKindLabels } from '@/server/coverage/territory';
import { territoryNames } from '@/server/coverage/territory-names';
import type { Reader } from './queries';

/** A territory that a filter offers; `detail` says its kind. */
export type PlaceChoice = { territory: Territory; name: string; detail: string };

/**
 * The EPCI and circonscriptions of a département, and the territory that is already chosen, so that it can be named
 * and left. Without a département the list would be the whole country's.
 */
export async function finerTerritories(
  ctx: Pick<Reader, 'db'>,
  department: string | undefined,
  chosen: Territory | undefined,
): Promise<PlaceChoice[]> {
  const found = department
    ? await ctx.db.$queryRaw<{ kind: 'epci' | 'constituency'; code: string; name: string }[]>(
        territoriesSql(department),
      )
    : [];
  const offered = found.map(
    ({ kind, code, name }): PlaceChoice => ({
      territory: { kind, code },
      name,
      detail: territoryKindLabels[kind],
    }),
  );
  if (
    !chosen ||
    offered.some(({ territory }) => territory.kind === chosen.kind && territory.code === chosen.code)
  )
    return offered;
  const name = (await territoryNames(ctx.db, [chosen])).get(chosen.code) ?? chosen.code;
  return [{ territory: chosen, name, detail: territoryKindLabels[chosen.kind] }, ...offered];
}

const territoriesSql = (department: string) => Prisma.sql`
  SELECT 'epci' AS "kind", authority."siren" AS "code", authority."name"
  FROM "Authority" authority WHERE authority."kind" IN ('epci', 'ept') AND authority."siren" IN (
    SELECT "epciSiren" FROM "Commune" WHERE "departmentCode" = ${department})
  UNION ALL
  SELECT DISTINCT 'constituency', s."departmentCode" || ':' || s."constituency", s."constituency"
  FROM "School" s WHERE s."departmentCode" = ${department} AND s."constituency" IS NOT NULL
  ORDER BY "kind" DESC, "name"`;
