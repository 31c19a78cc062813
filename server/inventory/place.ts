import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { authorityRoles } from '@/server/access/roles';
import type { Db, Tx } from '@/server/db';
import { forbidden, invalid } from '@/server/errors';

/** Where a line stands, as it is kept with it. */
export type Place = {
  uai: string | null;
  communeCode: string | null;
  /** « École Jules-Ferry (Sèvres) », « toutes les écoles publiques de Sèvres ». */
  label: string;
  departmentCode: string;
  academyCode: string;
  authorityIds: string[];
  demonstration: boolean;
};

type Found = Omit<Place, 'uai' | 'communeCode' | 'label'> & {
  key: string;
  name: string;
  communeName: string;
};

/** Ids of the collectivités whose territory holds the commune `communeColumn`, in the département. */
const holding = (communeColumn: Prisma.Sql, departmentColumn: Prisma.Sql) => Prisma.sql`
  COALESCE((SELECT array_agg(a."id" ORDER BY a."id") FROM "Authority" a
    WHERE (a."kind" = 'commune' AND a."code" = ${communeColumn})
      OR (a."kind" IN ('epci', 'ept') AND a."siren" = (
        SELECT k."epciSiren" FROM "Commune" k WHERE k."code" = ${communeColumn}))
      OR (a."kind" = 'department' AND a."code" = ${departmentColumn})
      OR (a."kind" = 'region' AND a."code" = (
        SELECT d."regionCode" FROM "Department" d WHERE d."code" = ${departmentColumn}))), '{}')`;

/** The places behind UAIs and commune codes, by code: one query for each kind, however many they are. */
export async function placesOf(
  db: Db | Tx,
  { uais, communes }: { uais: readonly string[]; communes: readonly string[] },
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  if (uais.length > 0) {
    const found = await db.$queryRaw<Found[]>`
      SELECT s."uai" AS "key", s."name", s."communeName", s."departmentCode", d."academyCode", s."demonstration",
        ${holding(Prisma.sql`s."knownCommuneCode"`, Prisma.sql`s."departmentCode"`)} AS "authorityIds"
      FROM "School" s JOIN "Department" d ON d."code" = s."departmentCode"
      WHERE s."uai" = ANY(${[...uais]}::text[])`;
    for (const { key, name, communeName, ...place } of found)
      places.set(key, { ...place, uai: key, communeCode: null, label: `${name} (${communeName})` });
  }
  if (communes.length > 0) {
    const found = await db.$queryRaw<Found[]>`
      SELECT c."code" AS "key", c."name", c."name" AS "communeName", c."departmentCode", d."academyCode",
        COALESCE((SELECT bool_and(s."demonstration") FROM "School" s WHERE s."knownCommuneCode" = c."code"), FALSE)
          AS "demonstration",
        ${holding(Prisma.sql`c."code"`, Prisma.sql`c."departmentCode"`)} AS "authorityIds"
      FROM "Commune" c JOIN "Department" d ON d."code" = c."departmentCode"
      WHERE c."code" = ANY(${[...communes]}::text[])`;
    for (const { key, name, communeName: _, ...place } of found)
      places.set(key, {
        ...place,
        uai: null,
        communeCode: key,
        label: `toutes les écoles publiques (${name})`,
      });
  }
  return places;
}

/** Why this hat may not write of this place, or null. The rules say the same of lines that exist. */
export function placeRefusal(actor: Actor, place: Place): string | null {
  if ((authorityRoles as readonly string[]).includes(actor.role))
    return place.authorityIds.some((id) => actor.authorityIds.includes(id))
      ? null
      : 'Ce lieu n’est pas dans le territoire de votre collectivité.';
  return place.academyCode === actor.academyCode ? null : 'Ce lieu n’est pas dans votre académie.';
}

/** The place of a new line; refused when it is unknown, or not of this hat's territory. */
export async function placeFor(
  tx: Tx,
  actor: Actor,
  { uai, communeCode }: { uai?: string | null | undefined; communeCode?: string | null | undefined },
): Promise<Place> {
  const places = await placesOf(tx, {
    uais: uai ? [uai] : [],
    communes: communeCode ? [communeCode] : [],
  });
  const place = places.get(uai ?? communeCode ?? '');
  if (!place)
    throw invalid(
      uai
        ? { uai: 'Aucune école de l’annuaire ne porte cet UAI.' }
        : { communeCode: 'Cette commune n’est pas connue.' },
    );
  const refusal = placeRefusal(actor, place);
  if (refusal) throw forbidden(refusal);
  return place;
}
