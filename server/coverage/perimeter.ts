import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { france, isFine, type Territory, type TerritoryKind } from './territory';
import { onLandOf } from './territory-sql';

/**
 * Whose schools a person may see link by link. Counts are for whoever is signed in, and that a school exists is
 * public; which of them is in a project, conventioned or attached belongs to the parties concerned.
 */
export type Perimeter =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'academy'; academyCode: string }
  | { kind: 'department'; departmentCode: string }
  | { kind: 'authorities'; authorityIds: string[] }
  | { kind: 'products'; productIds: string[] }
  | { kind: 'school'; uai: string };

/** The one rule about the links of single schools. */
export function stagePerimeter(actor: Actor): Perimeter {
  switch (actor.role) {
    case 'national_observer':
      return { kind: 'all' };
    case 'academy_admin':
    case 'academy_editor':
    case 'dpo':
    case 'legal':
    case 'directory_operator':
    case 'state_signatory':
      return actor.academyCode ? { kind: 'academy', academyCode: actor.academyCode } : { kind: 'none' };
    case 'dsden':
      return actor.departmentCode
        ? { kind: 'department', departmentCode: actor.departmentCode }
        : { kind: 'none' };
    case 'authority_editor':
    case 'authority_signatory':
    case 'mutualising_body':
      return { kind: 'authorities', authorityIds: actor.authorityIds };
    case 'vendor':
      return { kind: 'products', productIds: actor.productIds };
    case 'school_head':
      return actor.uai ? { kind: 'school', uai: actor.uai } : { kind: 'none' };
    case 'operator':
    case 'reader':
      return { kind: 'none' };
  }
}

/**
 * The schools (alias `c`) that count for a person on a territory: all of them down to the département; on a finer
 * one those of its perimeter, since a number would tell where one school stands.
 */
export function countedWithin(actor: Actor, kind: TerritoryKind): Prisma.Sql {
  return isFine(kind) ? perimeterSql(stagePerimeter(actor)) : Prisma.sql`TRUE`;
}

/** Where the detail begins for a person: the territory of its hat, or France. */
export function homeTerritory(actor: Actor | null): Territory {
  if (actor?.departmentCode) return { kind: 'department', code: actor.departmentCode };
  const [authority] = actor?.authorityIds ?? [];
  if (authority) return { kind: 'authority', code: authority };
  return actor?.academyCode ? { kind: 'academy', code: actor.academyCode } : france;
}

/** The same perimeter as a condition on a row of schools (alias `c`). */
export function perimeterSql(perimeter: Perimeter): Prisma.Sql {
  switch (perimeter.kind) {
    case 'all':
      return Prisma.sql`TRUE`;
    case 'none':
      return Prisma.sql`FALSE`;
    case 'academy':
      return Prisma.sql`c."departmentCode" IN (
        SELECT "code" FROM "Department" WHERE "academyCode" = ${perimeter.academyCode})`;
    case 'department':
      return Prisma.sql`c."departmentCode" = ${perimeter.departmentCode}`;
    case 'school':
      return Prisma.sql`c."uai" = ${perimeter.uai}`;
    case 'products':
      return Prisma.sql`c."uai" IN (
        SELECT stay."uai" FROM "ProjectSchool" stay JOIN "Project" project ON project."id" = stay."projectId"
        WHERE project."productId" = ANY(${perimeter.productIds}::text[]))`;
    // Its territory, and the schools of the projects it carries elsewhere.
    case 'authorities':
      return Prisma.sql`(c."uai" IN (
        SELECT stay."uai" FROM "ProjectSchool" stay JOIN "Project" project ON project."id" = stay."projectId"
        WHERE project."carrierId" = ANY(${perimeter.authorityIds}::text[]))
      OR ${onLandOf(perimeter.authorityIds)})`;
  }
}
