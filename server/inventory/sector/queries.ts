import { subject } from '@casl/ability';
import type { SectorLink } from '@/prisma/generated/client';
import { scope } from '@/server/access/scope';
import { fromDbDate, toDbDate } from '@/server/clock';
import { type Continuity, continuityOf, type KnownEnt } from '../domain';
import { dayOf, type Reader } from '../queries';
import type { ListContinuity } from '../schema';
import { heldOn, schoolsSql, type WorldFilter, worldSql } from '../world';

type Ent = KnownEnt & { name: string };
type Row = Pick<SectorLink, 'academyCode' | 'departmentCode' | 'authorityIds' | 'version'> & {
  linkId: string;
  uai: string;
  name: string;
  communeName: string;
  ents: Ent[];
  collegeUai: string;
  collegeName: string;
  collegeCommune: string;
  collegeEnts: Ent[];
};

export type ContinuitySchool = {
  linkId: string;
  version: number;
  canEdit: boolean;
  uai: string;
  name: string;
  communeName: string;
  ents: string[];
  continuity: Continuity;
};
export type ContinuityCollege = {
  uai: string;
  name: string;
  communeName: string;
  ents: string[];
  schools: ContinuitySchool[];
  counts: Record<Continuity, number>;
};

/**
 * Collèges with the écoles of their sector on a day and their ENT. The écoles are those of one's perimeter; the
 * ENT of a collège is told as far as the perimeter holds it.
 */
export async function continuityByCollege(ctx: Reader, input: ListContinuity) {
  const asOf = dayOf(ctx, input);
  const { commune, territory, department } = input;
  const isNarrow = commune !== undefined || territory !== undefined;
  // The collège may stand in another commune, or territory, than its écoles: the filter is on the école alone.
  const filter: WorldFilter = { asOf, department };
  const narrowed = new Set(
    isNarrow
      ? (
          await ctx.db.$queryRaw<{ uai: string }[]>(
            schoolsSql(ctx.actor, { asOf, department, commune, territory }),
          )
        ).map(({ uai }) => uai)
      : [],
  );
  const rows = await ctx.db.$queryRaw<Row[]>`
    WITH ${worldSql(ctx.actor, filter)},
    "ent" AS MATERIALIZED (
      SELECT d."uai", jsonb_agg(jsonb_build_object('productId', d."id", 'vendorId', d."vendorId", 'name', d."name")
        ORDER BY d."name") AS "ents"
      FROM (SELECT DISTINCT t."uai", p."id", p."vendorId", p."name" FROM "tool" t
        JOIN "Product" p ON p."id" = t."productId" AND p."kind" = 'ent') d GROUP BY d."uai")
    SELECT link."id" AS "linkId", link."version", link."academyCode", link."departmentCode", link."authorityIds", s."uai", s."name", s."communeName", COALESCE(mine."ents", '[]') AS "ents",
      college."uai" AS "collegeUai", college."name" AS "collegeName", college."communeName" AS "collegeCommune",
      COALESCE(theirs."ents", '[]') AS "collegeEnts"
    FROM "SectorLink" link JOIN "school" s ON s."uai" = link."uai"
    JOIN "School" college ON college."uai" = link."collegeUai"
    LEFT JOIN "ent" mine ON mine."uai" = s."uai" LEFT JOIN "ent" theirs ON theirs."uai" = college."uai"
    WHERE ${heldOn('link', asOf)}
    ORDER BY college."communeName", college."name", college."uai", s."communeName", s."name", s."uai"`;
  const colleges = new Map<string, ContinuityCollege>();
  for (const row of rows) {
    if (isNarrow && !narrowed.has(row.uai)) continue;
    const college = colleges.get(row.collegeUai) ?? {
      uai: row.collegeUai,
      name: row.collegeName,
      communeName: row.collegeCommune,
      ents: row.collegeEnts.map(({ name }) => name),
      schools: [],
      counts: { same_product: 0, same_vendor: 0, different: 0, unknown: 0 },
    };
    const continuity = continuityOf(row.ents, row.collegeEnts);
    college.counts[continuity] += 1;
    college.schools.push({
      linkId: row.linkId,
      version: row.version,
      canEdit: ctx.ability.can('edit', subject('SectorLink', row as Row & SectorLink)),
      uai: row.uai,
      name: row.name,
      communeName: row.communeName,
      ents: row.ents.map(({ name }) => name),
      continuity,
    });
    colleges.set(row.collegeUai, college);
  }
  const all = [...colleges.values()];
  const { continuity } = input;
  const kept = continuity ? all.filter(({ counts }) => counts[continuity] > 0) : all;
  return {
    asOf,
    colleges: kept,
    schools: kept.reduce((sum, { schools }) => sum + schools.length, 0),
  };
}
export type ContinuityView = Awaited<ReturnType<typeof continuityByCollege>>;

/** The links of a school on a day: its collège, or its écoles for a collège. */
export async function sectorOfSchool(ctx: Reader, uai: string, asOf: string) {
  const day = toDbDate(asOf);
  const links = await ctx.db.sectorLink.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'SectorLink'),
        { OR: [{ uai }, { collegeUai: uai }] },
        { OR: [{ sinceOn: null }, { sinceOn: { lte: day } }] },
        { OR: [{ untilOn: null }, { untilOn: { gte: day } }] },
      ],
    },
    include: {
      school: { select: { uai: true, name: true, communeName: true } },
      college: { select: { uai: true, name: true, communeName: true } },
    },
    orderBy: [{ school: { name: 'asc' } }, { uai: 'asc' }],
  });
  return links.map(({ school, college, ...link }) => ({
    id: link.id,
    version: link.version,
    school,
    college,
    sinceOn: fromDbDate(link.sinceOn),
    source: link.source,
    sourceOn: fromDbDate(link.sourceOn),
    canEdit: ctx.ability.can('edit', subject('SectorLink', link as SectorLink)),
  }));
}
export type SectorLine = Awaited<ReturnType<typeof sectorOfSchool>>[number];
