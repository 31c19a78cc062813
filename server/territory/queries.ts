import { Prisma } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { fromDbDate } from '../clock';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { isCommuneCode, normaliseCommune } from './insee';
import { natureLabel } from './natures';
import type { ListSchools, SearchCommunes } from './schema';
import { searchable } from './search';
import { sirenOfSiret } from './siren';
import { normaliseUai } from './uai';

type Reader = Pick<Context, 'db' | 'ability'>;

const listed = {
  uai: true,
  name: true,
  nature: true,
  degree: true,
  sector: true,
  communeName: true,
  communeCode: true,
  postalCode: true,
  departmentCode: true,
  state: true,
  demonstration: true,
} as const satisfies Prisma.SchoolSelect;

export type SchoolLine = Prisma.SchoolGetPayload<{ select: typeof listed }> & { natureLabel: string };

const ordersOf = ({ sort, direction }: ListSchools): Prisma.SchoolOrderByWithRelationInput[] =>
  ({
    name: [{ name: direction }, { uai: 'asc' as const }],
    commune: [{ communeName: direction }, { name: 'asc' as const }, { uai: 'asc' as const }],
    uai: [{ uai: direction }],
  })[sort];

/** Schools of a commune said by its INSEE code (former codes and arrondissements too) or by its name. */
async function inCommune(
  ctx: Reader,
  { commune, department }: ListSchools,
): Promise<Prisma.SchoolWhereInput> {
  if (!commune) return {};
  const code = normaliseCommune(commune);
  if (isCommuneCode(code)) return { OR: [{ communeCode: code }, { knownCommuneCode: code }] };
  const name = searchable(commune);
  if (name === '') return {};
  const inDepartment = department ? { departmentCode: department } : {};
  const exact = await ctx.db.commune.findMany({
    where: { searchName: name, ...inDepartment },
    select: { code: true },
  });
  const found =
    exact.length > 0
      ? exact
      : await ctx.db.commune.findMany({
          where: { searchName: { startsWith: name }, ...inDepartment },
          select: { code: true },
          take: 500,
        });
  return { knownCommuneCode: { in: found.map((one) => one.code) } };
}

/** Every word somewhere in name, commune, UAI or postal code. */
const containing = (q: string): Prisma.SchoolWhereInput => {
  const uai = normaliseUai(q);
  const words = /^\d{7}[A-Z]$/.test(uai) ? [uai.toLowerCase()] : searchable(q).split(' ').filter(Boolean);
  return { AND: words.map((word) => ({ searchText: { contains: word } })) };
};

/** UAIs whose text resembles every word (trigrams): the answer when nothing contains what was typed. */
async function resembling(ctx: Reader, q: string): Promise<string[]> {
  const words = searchable(q)
    .split(' ')
    .filter((word) => word.length > 2);
  if (words.length === 0) return [];
  const conditions = words.map(
    (word) => Prisma.sql`(${word} <% "searchText" OR "searchText" LIKE ${`%${word}%`})`,
  );
  const rows = await ctx.db.$queryRaw<{ uai: string }[]>`
    SELECT "uai" FROM "School" WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY word_similarity(${words.join(' ')}, "searchText") DESC, "uai" LIMIT 500`;
  return rows.map(({ uai }) => uai);
}

/**
 * Schools of the directory, filtered and sorted. Screens ask for a `page`; REST continues after the last
 * school of an answer with `cursor`. `approximate` tells that nothing contained what was typed, and that the
 * items only resemble it.
 */
export async function listSchools(ctx: Reader, input: ListSchools) {
  const filters: Prisma.SchoolWhereInput[] = [
    scope(ctx.ability, 'read', 'School'),
    input.department ? { departmentCode: input.department } : {},
    await inCommune(ctx, input),
    input.epci ? { commune: { is: { epciSiren: input.epci } } } : {},
    input.degree ? { degree: input.degree } : {},
    input.sector ? { sector: input.sector === 'unknown' ? null : input.sector } : {},
    input.state === 'all'
      ? {}
      : { state: input.state === 'active' ? { not: 'closed' as const } : input.state },
  ];
  let where: Prisma.SchoolWhereInput = { AND: [...filters, input.q ? containing(input.q) : {}] };
  let total = await ctx.db.school.count({ where });
  let approximate = false;
  if (total === 0 && input.q) {
    const similar = await resembling(ctx, input.q);
    where = { AND: [...filters, { uai: { in: similar } }] };
    total = similar.length > 0 ? await ctx.db.school.count({ where }) : 0;
    approximate = total > 0;
  }
  const rows =
    total === 0
      ? []
      : await ctx.db.school.findMany({
          where,
          select: listed,
          orderBy: ordersOf(input),
          take: input.size + 1,
          ...(input.cursor
            ? { cursor: { uai: input.cursor }, skip: 1 }
            : { skip: (input.page - 1) * input.size }),
        });
  const items: SchoolLine[] = rows
    .slice(0, input.size)
    .map((row) => ({ ...row, natureLabel: natureLabel(row.nature) }));
  return {
    items,
    total,
    approximate,
    page: input.page,
    size: input.size,
    nextCursor: rows.length > input.size ? (items.at(-1)?.uai ?? null) : null,
  };
}

/**
 * What the directory says of one school: its facts, its commune of today, its intercommunalité, and the
 * collectivité that its SIRET names (for a public école its commune, unless it gave the competence away).
 */
export async function getSchool(ctx: Reader, { id: uai }: { id: string }) {
  const school = await ctx.db.school.findUnique({
    where: { uai },
    include: {
      department: { select: { name: true, academy: { select: { code: true, name: true } } } },
      commune: { select: { code: true, name: true, epciSiren: true } },
      lastImport: { select: { createdAt: true } },
    },
  });
  if (!school) throw notFound('Cette école');
  const siren = school.siret ? sirenOfSiret(school.siret) : null;
  const epciSiren = school.commune?.epciSiren ?? null;
  const authorities = await ctx.db.authority.findMany({
    where: { siren: { in: [siren, epciSiren].filter((one) => one !== null) } },
    select: { id: true, name: true, siren: true },
  });
  const named = (wanted: string | null) =>
    authorities.find((one) => one.siren === wanted && wanted !== null) ?? null;
  const { department, commune, lastImport, openedOn, closedOn } = school;
  return {
    uai: school.uai,
    name: school.name,
    nature: school.nature,
    natureLabel: natureLabel(school.nature),
    degree: school.degree,
    sector: school.sector,
    state: school.state,
    address: school.address,
    postalCode: school.postalCode,
    communeName: school.communeName,
    communeCode: school.communeCode,
    commune: commune && { code: commune.code, name: commune.name },
    department: { code: school.departmentCode, name: department.name },
    academy: department.academy,
    epci: named(epciSiren),
    siret: school.siret,
    authority: named(siren),
    constituency: school.constituency,
    latitude: school.latitude,
    longitude: school.longitude,
    multiUai: school.multiUai,
    openedOn: fromDbDate(openedOn),
    closedOn: fromDbDate(closedOn),
    demonstration: school.demonstration,
    changedAt: school.updatedAt,
    importedAt: lastImport?.createdAt ?? null,
  };
}

/** The 101 départements with their académie, by code. */
export async function listDepartments(ctx: Reader) {
  const rows = await ctx.db.department.findMany({
    select: { code: true, name: true, academyCode: true },
    orderBy: { code: 'asc' },
  });
  return rows;
}

/** Communes by name (accents and former names forgiven) or INSEE code, the exact and the large ones first. */
export async function searchCommunes(ctx: Reader, { q, department }: SearchCommunes) {
  const asked = searchable(q);
  if (asked === '') return [];
  const code = normaliseCommune(q);
  const inDepartment = department ? Prisma.sql`AND c."departmentCode" = ${department}` : Prisma.empty;
  return ctx.db.$queryRaw<
    { code: string; name: string; departmentCode: string; formerName: string | null }[]
  >`SELECT c."code", c."name", c."departmentCode", min(f."name") AS "formerName"
    FROM "Commune" c LEFT JOIN "FormerCommune" f ON f."communeCode" = c."code"
      AND (f."searchName" LIKE ${`${asked}%`} OR f."code" = ${code})
      AND c."searchName" NOT LIKE ${`${asked}%`}
    WHERE (c."searchName" LIKE ${`${asked}%`} OR c."code" LIKE ${`${code}%`} OR f."code" IS NOT NULL) ${inDepartment}
    GROUP BY c."code"
    ORDER BY c."searchName" = ${asked} DESC, c."population" DESC NULLS LAST, c."code" LIMIT 20`;
}
