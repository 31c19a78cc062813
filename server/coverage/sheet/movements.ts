import { Prisma } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import { counted } from '@/server/french';
import { type ChainFilter, chainSql } from '../chain';

type Kind = 'entered' | 'left' | 'conventioned' | 'attached' | 'detached';
export type Movement = { day: string; kind: Kind; schools: number };

/**
 * What happened last to the schools of a territory, day by day: counts alone, since which schools they are
 * belongs to the parties. Among the schools that exist on the date asked.
 */
export async function lastMovements(db: Db, filter: ChainFilter, most: number): Promise<Movement[]> {
  const inParis = (at: Prisma.Sql) =>
    Prisma.sql`(${at} AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris')::date`;
  const since = inParis(Prisma.sql`stage."since"`);
  return db.$queryRaw<Movement[]>`
    WITH c AS (SELECT s."uai" FROM (${chainSql(filter)}) s),
    facts AS (
      SELECT stay."addedOn" AS "day", 'entered' AS "kind", stay."uai"
      FROM "ProjectSchool" stay JOIN c USING ("uai")
      UNION SELECT stay."removedOn", 'left', stay."uai"
      FROM "ProjectSchool" stay JOIN c USING ("uai") WHERE stay."removedOn" IS NOT NULL
      UNION SELECT GREATEST(${since}, listed."entryOn"), 'conventioned', listed."uai"
      FROM "ConventionSchool" listed JOIN c USING ("uai")
      JOIN "ConventionStage" stage ON stage."conventionId" = listed."conventionId" AND stage."status" = 'in_force'
        AND (stage."until" IS NULL OR ${inParis(Prisma.sql`stage."until"`)} > listed."entryOn")
      WHERE listed."leftOn" IS NULL OR listed."leftOn" > ${since}
      UNION SELECT ${since}, CASE stage."status" WHEN 'attached' THEN 'attached' ELSE 'detached' END,
        attachment."uai"
      FROM "AafAttachment" attachment JOIN c USING ("uai")
      JOIN "AafStage" stage ON stage."attachmentId" = attachment."id"
        AND stage."status" IN ('attached', 'detached')
    )
    SELECT "day"::text, "kind", count(DISTINCT "uai")::int AS "schools"
    FROM facts WHERE "day" <= ${filter.asOf}::date
    GROUP BY "day", "kind" ORDER BY "day" DESC, "kind" LIMIT ${most}`;
}

const said: Record<Kind, (one: string, many: boolean) => string> = {
  entered: (count, many) => `${count} ${many ? 'entrent' : 'entre'} dans un projet`,
  left: (count, many) => `${count} ${many ? 'quittent' : 'quitte'} un projet`,
  conventioned: (count) => `une convention prend effet pour ${count}`,
  attached: (count, many) => `${count} ${many ? 'sont accrochés' : 'est accroché'} à l’AAF`,
  detached: (count, many) => `${count} ${many ? 'sont décrochés' : 'est décroché'} de l’AAF`,
};

/** « 14 établissements entrent dans un projet ». */
export function movementInWords({ kind, schools }: Movement): string {
  const words = said[kind](counted(schools, 'établissement'), schools > 1);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
