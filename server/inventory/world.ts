import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { chainSql } from '@/server/coverage/chain';
import { perimeterSql, stagePerimeter } from '@/server/coverage/perimeter';
import type { Territory } from '@/server/coverage/territory';
import { isCommuneCode, normaliseCommune } from '@/server/territory/insee';
import { searchable } from '@/server/territory/search';
import { payingPayers, type Use } from './domain';

export type WorldFilter = {
  asOf: string;
  department?: string | undefined;
  commune?: string | undefined;
  territory?: Territory | undefined;
  degree?: 'primary' | 'secondary' | undefined;
  uai?: string | undefined;
};

/** The day is within the period of the line (alias given), both ends included. */
export const heldOn = (alias: string, asOf: string) => {
  const line = Prisma.raw(alias);
  return Prisma.sql`(${line}."sinceOn" IS NULL OR ${line}."sinceOn" <= ${asOf}::date)
    AND (${line}."untilOn" IS NULL OR ${line}."untilOn" >= ${asOf}::date)`;
};

function inCommune(commune: string): Prisma.Sql {
  const code = normaliseCommune(commune);
  if (isCommuneCode(code)) return Prisma.sql`(c."communeCode" = ${code} OR c."knownCommuneCode" = ${code})`;
  const name = searchable(commune);
  // The name itself wins over those that only begin with it.
  return Prisma.sql`c."knownCommuneCode" IN (SELECT "code" FROM "Commune" WHERE "searchName" = ${name}
    OR ("searchName" LIKE ${`${name}%`} AND NOT EXISTS (SELECT 1 FROM "Commune" WHERE "searchName" = ${name})))`;
}

/** The schools of one's perimeter that exist on the day, as `SELECT`; alias `c` for further conditions. */
export function schoolsSql(
  actor: Actor,
  { asOf, department, commune, territory, degree, uai }: WorldFilter,
): Prisma.Sql {
  const chain = chainSql({
    asOf,
    degree,
    sector: 'all',
    territory,
    ...(department ? { departments: [department] } : {}),
  });
  return Prisma.sql`SELECT c."uai", c."name", c."nature", c."degree", c."sector", c."communeName",
      c."knownCommuneCode", c."departmentCode", c."demonstration"
    FROM (${chain}) c WHERE ${perimeterSql(stagePerimeter(actor))}
      AND ${uai ? Prisma.sql`c."uai" = ${uai}` : Prisma.sql`TRUE`}
      AND ${commune ? inCommune(commune) : Prisma.sql`TRUE`}`;
}

/**
 * The world of the inventory on a day, as common table expressions: `school`, then `tool`, one row for each
 * school and line that tells of a product. A line is an entry (of the school, or of all the public écoles of its
 * commune), or the ENT that a convention in force or an attachment of that day brings.
 */
export function worldSql(actor: Actor, filter: WorldFilter): Prisma.Sql {
  const { asOf } = filter;
  const instant = Prisma.sql`(((${asOf}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'UTC')`;
  const held = Prisma.sql`stage."since" < ${instant} AND (stage."until" IS NULL OR stage."until" >= ${instant})`;
  const declared = (at: Prisma.Sql) => Prisma.sql`
    SELECT s."uai", e."id" AS "entryId", NULL::text AS "projectId", e."productId",
      CASE WHEN cardinality(e."uses") > 0 THEN e."uses" ELSE COALESCE(p."uses", '{}') END AS "uses",
      e."payer"::text AS "payer", e."payerAuthorityId", e."trust"::text AS "trust", e."throughEnt"
    FROM "school" s JOIN "InventoryEntry" e ON ${at} AND ${heldOn('e', asOf)}
    JOIN "Product" p ON p."id" = e."productId"`;
  const followed = (from: Prisma.Sql) => Prisma.sql`
    SELECT s."uai", NULL, project."id", p."id", COALESCE(p."uses", '{}'), 'authority', NULL, 'unknown', p."kind" = 'ent'
    FROM "school" s ${from} JOIN "Product" p ON p."id" = brought."productId"
    JOIN "Project" project ON project."id" = brought."projectId"`;
  return Prisma.sql`"school" AS MATERIALIZED (${schoolsSql(actor, filter)}),
  "tool" AS MATERIALIZED (
    ${declared(Prisma.sql`e."uai" = s."uai"`)}
    UNION ALL ${declared(
      Prisma.sql`e."communeCode" = s."knownCommuneCode" AND s."degree" = 'primary' AND s."sector" = 'public'`,
    )}
    UNION ALL ${followed(Prisma.sql`JOIN (
      SELECT DISTINCT listed."uai", convention."productId", convention."projectId"
      FROM "ConventionSchool" listed JOIN "Convention" convention ON convention."id" = listed."conventionId"
      JOIN "ConventionStage" stage ON stage."conventionId" = convention."id"
        AND stage."status" = 'in_force' AND ${held}
      WHERE listed."entryOn" <= ${asOf}::date AND (listed."leftOn" IS NULL OR listed."leftOn" > ${asOf}::date)
      UNION
      SELECT attachment."uai", attachment."productId", attachment."projectId" FROM "AafAttachment" attachment
      JOIN "AafStage" stage ON stage."attachmentId" = attachment."id" AND stage."status" = 'attached' AND ${held}
    ) brought ON brought."uai" = s."uai"`)}
  )`;
}

const paying = Prisma.join(payingPayers.map((payer) => Prisma.sql`${payer}`));
/** A line (alias `t`) that costs somebody something. */
export const isPaid = Prisma.sql`t."payer" IN (${paying})`;

/**
 * Doublons among `school` and `tool`: one row for each school and thing found (uai, kind, use, names), to follow
 * `worldSql` in the same WITH.
 */
export function duplicatesSql({ asOf }: WorldFilter): Prisma.Sql {
  const instant = Prisma.sql`(((${asOf}::date + 1)::timestamp AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'UTC')`;
  const compared = Prisma.sql`u."use" <> 'other'`;
  return Prisma.sql`"used" AS MATERIALIZED (
    SELECT DISTINCT t."uai", u."use", p."id" AS "productId", p."name", p."kind" = 'ent' AS "ent", ${isPaid} AS "paid"
    FROM "tool" t CROSS JOIN LATERAL unnest(t."uses") AS u("use") JOIN "Product" p ON p."id" = t."productId"
    WHERE ${compared}),
  "covered" AS MATERIALIZED (
    SELECT DISTINCT t."uai", u."use", p."id" AS "productId", p."name" FROM "tool" t
    JOIN "Product" p ON p."id" = t."productId" AND p."kind" = 'ent'
    CROSS JOIN LATERAL unnest(p."uses") AS u("use") WHERE ${compared}),
  "duplicate" AS MATERIALIZED (
    SELECT used."uai", 'same_use' AS "kind", used."use", array_agg(DISTINCT used."name") AS "names"
    FROM "used" used GROUP BY used."uai", used."use" HAVING count(DISTINCT used."productId") > 1
    UNION ALL
    SELECT s."uai", 'two_projects', NULL, array_agg(DISTINCT a."name")
    FROM "school" s JOIN "ProjectSchool" stay ON stay."uai" = s."uai"
      AND stay."addedOn" <= ${asOf}::date AND (stay."removedOn" IS NULL OR stay."removedOn" > ${asOf}::date)
    JOIN "Project" project ON project."id" = stay."projectId"
      AND (project."closedAt" IS NULL OR project."closedAt" >= ${instant})
    JOIN "Authority" a ON a."id" = project."carrierId"
    GROUP BY s."uai" HAVING count(DISTINCT a."id") > 1
    UNION ALL
    SELECT t."uai", 'two_payers', NULL, array_agg(DISTINCT a."name")
    FROM "tool" t JOIN "Authority" a ON a."id" = t."payerAuthorityId" WHERE t."payer" = 'authority'
    GROUP BY t."uai" HAVING count(DISTINCT a."id") > 1
    UNION ALL
    SELECT used."uai", 'paid_covered', used."use",
      used."name" || array_agg(DISTINCT covered."name")
    FROM "used" used JOIN "covered" covered
      ON covered."uai" = used."uai" AND covered."use" = used."use" AND covered."productId" <> used."productId"
    WHERE used."paid" AND NOT used."ent"
    GROUP BY used."uai", used."use", used."productId", used."name"
  )`;
}

/** Condition on a line of `tool` (alias `t`, product alias `p`) from the filters of the screens. */
export function toolSql(filter: {
  kind?: string | undefined;
  productId?: string | undefined;
  use?: Use | undefined;
  payer?: string | undefined;
  trust?: string | undefined;
  throughEnt?: 'yes' | 'no' | 'unknown' | undefined;
}): Prisma.Sql {
  const { kind, productId, use, payer, trust, throughEnt } = filter;
  return Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(kind ? [Prisma.sql`p."kind"::text = ${kind}`] : []),
      ...(productId ? [Prisma.sql`p."id" = ${productId}`] : []),
      ...(use ? [Prisma.sql`${use} = ANY(t."uses")`] : []),
      ...(payer ? [Prisma.sql`t."payer" = ${payer}`] : []),
      ...(trust ? [Prisma.sql`t."trust" = ${trust}`] : []),
      ...(throughEnt === 'yes' ? [Prisma.sql`t."throughEnt"`] : []),
      ...(throughEnt === 'no' ? [Prisma.sql`t."throughEnt" = FALSE`] : []),
      ...(throughEnt === 'unknown' ? [Prisma.sql`t."throughEnt" IS NULL`] : []),
    ],
    ' AND ',
  );
}
