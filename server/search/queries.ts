import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { statusLabels } from '@/server/conventions/transitions';
import { counted } from '@/server/french';
import { normaliseUai } from '@/server/territory/uai';
import type { Context } from '@/server/trpc/context';
import type { SearchAnswer, SearchItem } from './domain';
import { closeness, hasEveryWord, readTyped, type Typed } from './match';

type Hatted = Pick<Context, 'db' | 'ability'> & { actor: Actor };

/** Lines of one group. */
const SHOWN = 6;
/** Candidates taken before the rules filter them. */
const CANDIDATES = 500;

/** Search everywhere, among what this hat may open; typing mistakes and accents are forgiven. */
export async function searchEverywhere(ctx: Hatted, { q }: { q: string }): Promise<SearchAnswer> {
  const typed = readTyped(q);
  // One letter is in everything: nothing is looked for yet.
  if (!typed || typed.phrase.length < 2) return { groups: [] };
  const [conventions, projects, schools, authorities, sheets, people] = await Promise.all([
    findConventions(ctx, typed, q.trim()),
    findProjects(ctx, typed),
    findSchools(ctx, typed, q),
    findAuthorities(ctx, typed),
    findSheets(ctx, typed),
    findPeople(ctx, typed),
  ]);
  const groups = [
    { label: 'Faire', items: findActs(ctx, typed) },
    { label: 'Conventions', items: conventions },
    { label: 'Projets', items: projects },
    { label: 'Écoles et établissements', items: schools },
    { label: 'Communes et collectivités', items: authorities },
    { label: 'Retours d’expérience', items: sheets },
    { label: 'Personnes', items: people },
  ];
  return { groups: groups.filter((group) => group.items.length > 0) };
}

/** Keeps the order of the candidates on what the rules let through. */
function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const rank = new Map(ids.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0)).slice(0, SHOWN);
}

async function candidates({ db }: Hatted, query: Prisma.Sql): Promise<string[]> {
  return (await db.$queryRaw<{ id: string }[]>(query)).map(({ id }) => id);
}

async function findConventions(ctx: Hatted, typed: Typed, q: string): Promise<SearchItem[]> {
  const text = Prisma.sql`accordent_plain(c."title" || ' ' || a."name" || ' ' || p."name")`;
  const numbered = Prisma.sql`strpos(c."number", ${q}) > 0`;
  const ids = await candidates(
    ctx,
    Prisma.sql`
      SELECT c."id" FROM "Convention" c
      JOIN "Authority" a ON a."id" = c."authorityId" JOIN "Project" p ON p."id" = c."projectId"
      WHERE ${numbered} OR (${hasEveryWord(text, typed)})
      ORDER BY ${numbered} DESC, ${closeness(text, typed)} DESC, c."number" DESC LIMIT ${CANDIDATES}`,
  );
  const rows = await ctx.db.convention.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Convention'), { id: { in: ids } }] },
    select: { id: true, number: true, title: true, status: true },
  });
  return inOrder(ids, rows).map(({ id, number, title, status }) => ({
    label: title,
    detail: `${number} · ${statusLabels[status].label}`,
    href: `/conventions/${id}`,
  }));
}

async function findProjects(ctx: Hatted, typed: Typed): Promise<SearchItem[]> {
  const text = Prisma.sql`accordent_plain(p."name" || ' ' || a."name")`;
  const ids = await candidates(
    ctx,
    Prisma.sql`
      SELECT p."id" FROM "Project" p JOIN "Authority" a ON a."id" = p."carrierId"
      WHERE ${hasEveryWord(text, typed)}
      ORDER BY p."closedAt" IS NULL DESC, ${closeness(text, typed)} DESC, p."name" LIMIT ${CANDIDATES}`,
  );
  const rows = await ctx.db.project.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Project'), { id: { in: ids } }] },
    select: { id: true, name: true, closedAt: true, carrier: { select: { name: true } } },
  });
  return inOrder(ids, rows).map(({ id, name, closedAt, carrier }) => ({
    label: name,
    detail: closedAt ? `${carrier.name} · clos` : carrier.name,
    href: `/projets/${id}`,
  }));
}

/** The directory is public to whoever is signed in; the schools of one's own académie come first. */
async function findSchools(ctx: Hatted, typed: Typed, q: string): Promise<SearchItem[]> {
  if (!ctx.ability.can('read', 'School')) return [];
  const uai = normaliseUai(q);
  const text = Prisma.sql`s."searchText"`;
  const own = ctx.actor.academyCode ?? '';
  const rows = await ctx.db.$queryRaw<{ uai: string; name: string; communeName: string; closed: boolean }[]>`
    SELECT s."uai", s."name", s."communeName", s."state" = 'closed' AS "closed" FROM (
      SELECT * FROM "School" s WHERE s."uai" = ${uai} OR (${hasEveryWord(text, typed)})
      ORDER BY s."uai" = ${uai} DESC, s."academyCode" = ${own} DESC LIMIT ${4 * CANDIDATES}
    ) s
    ORDER BY s."uai" = ${uai} DESC, s."state" = 'closed', s."academyCode" = ${own} DESC,
      ${closeness(text, typed)} DESC, s."name", s."uai" LIMIT ${SHOWN}`;
  return rows.map(({ uai: code, name, communeName, closed }) => ({
    label: name,
    detail: `${code} · ${communeName}${closed ? ' · fermée' : ''}`,
    href: `/couverture/ecoles/${code}`,
  }));
}

/** A commune or a collectivité leads to its projects. */
async function findAuthorities(ctx: Hatted, typed: Typed): Promise<SearchItem[]> {
  if (!ctx.ability.can('read', 'Project')) return [];
  const text = Prisma.sql`a."searchName"`;
  const ids = await candidates(
    ctx,
    Prisma.sql`
      SELECT a."id" FROM "Authority" a WHERE ${hasEveryWord(text, typed)}
      ORDER BY EXISTS (SELECT 1 FROM "Project" p WHERE p."carrierId" = a."id") DESC,
        ${closeness(text, typed)} DESC, length(a."searchName"), a."id" LIMIT 100`,
  );
  const rows = await ctx.db.authority.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Authority'), { id: { in: ids } }] },
    select: { id: true, name: true, departmentCode: true },
  });
  const shown = inOrder(ids, rows);
  const counts = await ctx.db.project.groupBy({
    by: ['carrierId'],
    where: {
      AND: [scope(ctx.ability, 'read', 'Project'), { carrierId: { in: shown.map(({ id }) => id) } }],
    },
    _count: true,
  });
  return shown.map(({ id, name, departmentCode }) => {
    const count = counts.find((one) => one.carrierId === id)?._count ?? 0;
    const projects = count > 0 ? counted(count, 'projet') : 'aucun projet';
    return {
      label: name,
      detail: departmentCode ? `${departmentCode} · ${projects}` : projects,
      href: `/projets?q=${encodeURIComponent(name)}`,
    };
  });
}

async function findSheets(ctx: Hatted, typed: Typed): Promise<SearchItem[]> {
  const text = Prisma.sql`accordent_plain(r."title" || ' ' || r."territory")`;
  const ids = await candidates(
    ctx,
    Prisma.sql`
      SELECT r."id" FROM "ExperienceReport" r WHERE ${hasEveryWord(text, typed)}
      ORDER BY ${closeness(text, typed)} DESC, r."id" LIMIT ${CANDIDATES}`,
  );
  const rows = await ctx.db.experienceReport.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'ExperienceReport'), { id: { in: ids } }] },
    select: { id: true, title: true, authorName: true, publishedAt: true },
  });
  return inOrder(ids, rows).map(({ id, title, authorName, publishedAt }) => ({
    label: title,
    detail: publishedAt ? authorName : `${authorName} · brouillon`,
    href: `/retours/${id}`,
  }));
}

/** Only those who keep the list of people find people. */
async function findPeople(ctx: Hatted, typed: Typed): Promise<SearchItem[]> {
  if (!ctx.ability.can('read', 'Membership')) return [];
  const text = Prisma.sql`accordent_plain(coalesce(u."name", '') || ' ' || u."email")`;
  const ids = await candidates(
    ctx,
    Prisma.sql`
      SELECT m."id" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
      WHERE ${hasEveryWord(text, typed)}
      ORDER BY ${closeness(text, typed)} DESC, m."id" LIMIT ${CANDIDATES}`,
  );
  const rows = await ctx.db.membership.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Membership'), { id: { in: ids } }] },
    select: {
      id: true,
      user: { select: { name: true, email: true } },
      organisation: { select: { name: true } },
    },
  });
  return inOrder(ids, rows).map(({ user, organisation }) => ({
    label: user.name ?? user.email,
    detail: organisation.name,
    href: `/administration/personnes?q=${encodeURIComponent(user.email)}`,
  }));
}

/** Acts by their name, as this hat may do them. */
function findActs({ ability }: Hatted, { words }: Typed): SearchItem[] {
  const acts = [
    {
      item: { label: 'Nouvelle convention', detail: 'Rédiger', href: '/conventions/nouvelle' },
      text: 'nouvelle convention rediger creer',
      may: ability.can('create', 'Convention'),
    },
    {
      item: { label: 'Nouveau projet', detail: 'Ouvrir', href: '/projets/nouveau' },
      text: 'nouveau projet ouvrir creer',
      may: ability.can('create', 'Project'),
    },
    {
      item: { label: 'Nouveau retour d’expérience', detail: 'Écrire', href: '/retours/nouveau' },
      text: 'nouveau nouvelle retour d experience fiche ecrire creer',
      may: ability.can('create', 'ExperienceReport'),
    },
    {
      item: {
        label: 'Importer l’annuaire des établissements',
        detail: 'Charger',
        href: '/administration/annuaire',
      },
      text: 'importer l annuaire des etablissements ecoles charger import',
      may: ability.can('import', 'School'),
    },
  ];
  return acts
    .filter((act) => act.may && words.every((word) => act.text.includes(word)))
    .map(({ item }) => item);
}
