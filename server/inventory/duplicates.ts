import { Prisma } from '@/prisma/generated/client';
import { allUses, type DuplicateKind, type Use } from './domain';
import { dayOf, type Reader } from './queries';
import type { DuplicateSchools, ListDuplicates } from './schema';
import { duplicatesSql, type WorldFilter, worldSql } from './world';

type Found = { kind: DuplicateKind; use: Use | null; names: string[] };
export type DuplicateGroup = Found & { key: string; schools: number; communes: number };
export type DuplicateSchool = Found & {
  uai: string;
  name: string;
  communeName: string;
  departmentCode: string;
};

const known = (use: string | null): Use | null => allUses.find((one) => one === use) ?? null;

/** A group told by what makes it: the same things found in several schools. */
const keySql = Prisma.sql`md5(d."kind" || '|' || COALESCE(d."use", '') || '|' || array_to_string(d."names", '|'))`;

const wanted = ({
  kind,
  use,
  group,
}: {
  kind?: string | undefined;
  use?: string | undefined;
  group?: string | undefined;
}) =>
  Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(kind ? [Prisma.sql`d."kind" = ${kind}`] : []),
      ...(use ? [Prisma.sql`d."use" = ${use}`] : []),
      ...(group ? [Prisma.sql`${keySql} = ${group}`] : []),
    ],
    ' AND ',
  );
/** Doublons of one's perimeter on a day, the same thing in several schools told once, with their number. */
export async function duplicateGroups(ctx: Reader, input: ListDuplicates): Promise<DuplicateGroup[]> {
  const filter: WorldFilter = { ...input, asOf: dayOf(ctx, input) };
  const rows = await ctx.db.$queryRaw<DuplicateGroup[]>`
    WITH ${worldSql(ctx.actor, filter)}, ${duplicatesSql(filter)}
    SELECT ${keySql} AS "key", d."kind", d."use", d."names", count(*)::int AS "schools",
      count(DISTINCT s."knownCommuneCode")::int AS "communes"
    FROM "duplicate" d JOIN "school" s ON s."uai" = d."uai" WHERE ${wanted(input)}
    GROUP BY 1, d."kind", d."use", d."names" ORDER BY count(*) DESC, d."kind", d."use", d."names"`;
  return rows.map((row) => ({ ...row, use: known(row.use) }));
}

/** The schools of doublons, by commune and name: of one group, or of all. */
export async function duplicateSchools(ctx: Reader, input: DuplicateSchools) {
  const filter: WorldFilter = { ...input, asOf: dayOf(ctx, input) };
  const rows = await ctx.db.$queryRaw<(DuplicateSchool & { total: number })[]>`
    WITH ${worldSql(ctx.actor, filter)}, ${duplicatesSql(filter)}
    SELECT d."uai", d."kind", d."use", d."names", s."name", s."communeName", s."departmentCode",
      (count(*) OVER ())::int AS "total"
    FROM "duplicate" d JOIN "school" s ON s."uai" = d."uai" WHERE ${wanted(input)}
    ORDER BY s."communeName", s."name", d."uai", d."kind", d."use", d."names"
    LIMIT ${input.size} OFFSET ${(input.page - 1) * input.size}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _, ...row }): DuplicateSchool => ({ ...row, use: known(row.use) })),
  };
}

/** The doublons of one school, for its page. */
export async function duplicatesOfSchool(ctx: Reader, uai: string, asOf: string): Promise<Found[]> {
  const filter: WorldFilter = { uai, asOf };
  const rows = await ctx.db.$queryRaw<Found[]>`
    WITH ${worldSql(ctx.actor, filter)}, ${duplicatesSql(filter)}
    SELECT d."kind", d."use", d."names" FROM "duplicate" d ORDER BY d."kind", d."use", d."names"`;
  return rows.map((row) => ({ ...row, use: known(row.use) }));
}
