import { subject } from '@casl/ability';
import type { InventoryEntry, Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { constituencyParts } from '@/server/coverage/territory';
import { notFound } from '@/server/errors';
import type { ProductKind } from '@/server/organisations/catalogue/domain';
import { isCommuneCode, normaliseCommune } from '@/server/territory/insee';
import { searchable } from '@/server/territory/search';
import type { Context } from '@/server/trpc/context';
import { type InventoryPayer, knownUses, type TrustState, type Use } from './domain';
import { finerTerritories } from './place-choices';
import type { InventoryChoicesQuery, InventoryFilters, ListEntries } from './schema';
import { isPaid, toolSql, worldSql } from './world';

export type Reader = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

export const dayOf = (ctx: Pick<Reader, 'now'>, input: { asOf?: string | undefined }) =>
  input.asOf ?? civilDate(ctx.now);

export type UsedProduct = {
  id: string;
  name: string;
  kind: ProductKind;
  vendor: string;
  uses: Use[];
  schools: number;
  communes: number;
  /** Schools in which somebody pays for it. */
  paid: number;
  /** Schools where it is told to be reached from the ENT, and where it is told not to be. */
  throughEnt: number;
  notThroughEnt: number;
  outside: number;
  inside: number;
};

type ProductRow = Omit<UsedProduct, 'uses'> & { uses: string[] };

/** Products used on a day in one's perimeter, with the number of schools and communes; most used first. */
export async function usedProducts(ctx: Reader, input: InventoryFilters) {
  const asOf = dayOf(ctx, input);
  const world = worldSql(ctx.actor, { ...input, asOf });
  const [rows, totals] = await Promise.all([
    ctx.db.$queryRaw<ProductRow[]>`
      WITH ${world}
      SELECT p."id", p."name", p."kind"::text AS "kind", v."name" AS "vendor", COALESCE(p."uses", '{}') AS "uses",
        count(DISTINCT t."uai")::int AS "schools", count(DISTINCT s."knownCommuneCode")::int AS "communes",
        count(DISTINCT t."uai") FILTER (WHERE ${isPaid})::int AS "paid",
        count(DISTINCT t."uai") FILTER (WHERE t."throughEnt")::int AS "throughEnt",
        count(DISTINCT t."uai") FILTER (WHERE NOT t."throughEnt")::int AS "notThroughEnt",
        count(DISTINCT t."uai") FILTER (WHERE t."trust" = 'inside')::int AS "inside",
        count(DISTINCT t."uai") FILTER (WHERE t."trust" = 'outside')::int AS "outside"
      FROM "tool" t JOIN "school" s ON s."uai" = t."uai" JOIN "Product" p ON p."id" = t."productId"
      JOIN "Vendor" v ON v."id" = p."vendorId" WHERE ${toolSql(input)}
      GROUP BY p."id", v."name" ORDER BY count(DISTINCT t."uai") DESC, p."name"`,
    ctx.db.$queryRaw<{ schools: number; told: number; demonstration: boolean | null }[]>`
      WITH ${world}
      SELECT count(*)::int AS "schools", bool_or(s."demonstration") AS "demonstration",
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM "tool" t WHERE t."uai" = s."uai"))::int AS "told"
      FROM "school" s`,
  ]);
  const { schools = 0, told = 0, demonstration } = totals[0] ?? {};
  return {
    asOf,
    products: rows.map((row): UsedProduct => ({ ...row, uses: knownUses(row.uses) })),
    /** Schools of the perimeter, and those of which at least one product is known. */
    schools,
    told,
    demonstration: demonstration ?? false,
  };
}
export type UsedProducts = Awaited<ReturnType<typeof usedProducts>>;

export type SchoolTool = {
  product: { id: string; name: string; kind: ProductKind; vendor: string };
  uses: Use[];
  payer: InventoryPayer;
  payerName: string | null;
  trust: TrustState;
  trustProof: string | null;
  throughEnt: boolean | null;
  sinceOn: string | null;
  untilOn: string | null;
  /** Of all the public écoles of the commune, rather than of this one. */
  communeWide: boolean;
  source: string;
  sourceOn: string | null;
  /** The line that told it; null for what a convention or an attachment brings. */
  entryId: string | null;
  canEdit: boolean;
  projectId: string | null;
  demonstration: boolean;
};

const shown = {
  product: { include: { vendor: true } },
  payerAuthority: { select: { name: true } },
  school: { select: { name: true, communeName: true } },
  commune: { select: { name: true } },
} as const satisfies Prisma.InventoryEntryInclude;
type Shown = Prisma.InventoryEntryGetPayload<{ include: typeof shown }>;

const toolOf = (entry: Shown, { ability }: Pick<Reader, 'ability'>): SchoolTool => ({
  product: {
    id: entry.product.id,
    name: entry.product.name,
    kind: entry.product.kind,
    vendor: entry.product.vendor.name,
  },
  uses: knownUses(entry.uses.length > 0 ? entry.uses : entry.product.uses),
  payer: entry.payer,
  payerName: entry.payerAuthority?.name ?? null,
  trust: entry.trust,
  trustProof: entry.trustProof,
  throughEnt: entry.throughEnt,
  sinceOn: fromDbDate(entry.sinceOn),
  untilOn: fromDbDate(entry.untilOn),
  communeWide: entry.communeCode !== null,
  source: entry.source,
  sourceOn: fromDbDate(entry.sourceOn),
  entryId: entry.id,
  canEdit: ability.can('edit', subject('InventoryEntry', entry as InventoryEntry)),
  projectId: null,
  demonstration: entry.demonstration,
});

/** The products of one school on a day; null outside the perimeter, and for hats that read no inventory. */
export async function toolsOfSchool(ctx: Reader, uai: string, asOf: string): Promise<SchoolTool[] | null> {
  if (!ctx.ability.can('read', 'InventoryEntry')) return null;
  const world = worldSql(ctx.actor, { asOf, uai });
  const lines = await ctx.db.$queryRaw<
    { uai: string; entryId: string | null; projectId: string | null; productId: string | null }[]
  >`WITH ${world} SELECT s."uai", t."entryId", t."projectId", t."productId"
    FROM "school" s LEFT JOIN "tool" t ON t."uai" = s."uai"`;
  if (lines.length === 0) return null;
  const entryIds = lines.flatMap(({ entryId }) => entryId ?? []);
  const brought = lines.filter(({ projectId }) => projectId !== null);
  const [entries, projects, products] = await Promise.all([
    ctx.db.inventoryEntry.findMany({ where: { id: { in: entryIds } }, include: shown }),
    ctx.db.project.findMany({
      where: { id: { in: brought.flatMap(({ projectId }) => projectId ?? []) } },
      select: { id: true, name: true, demonstration: true, carrier: { select: { name: true } } },
    }),
    ctx.db.product.findMany({
      where: { id: { in: brought.flatMap(({ productId }) => productId ?? []) } },
      include: { vendor: true },
    }),
  ]);
  const fromProjects = brought.flatMap(({ projectId, productId }): SchoolTool[] => {
    const project = projects.find(({ id }) => id === projectId);
    const product = products.find(({ id }) => id === productId);
    if (!project || !product) return [];
    return [
      {
        product: { id: product.id, name: product.name, kind: product.kind, vendor: product.vendor.name },
        uses: knownUses(product.uses),
        payer: 'authority',
        payerName: project.carrier.name,
        trust: 'unknown',
        trustProof: null,
        throughEnt: product.kind === 'ent',
        sinceOn: null,
        untilOn: null,
        communeWide: false,
        source: `convention ou accrochage du projet «\u00a0${project.name}\u00a0»`,
        sourceOn: null,
        entryId: null,
        canEdit: false,
        projectId: project.id,
        demonstration: project.demonstration,
      },
    ];
  });
  const rank = (tool: SchoolTool) => `${tool.product.kind === 'ent' ? 0 : 1}${tool.product.name}`;
  return [...fromProjects, ...entries.map((entry) => toolOf(entry, ctx))].toSorted((a, b) =>
    rank(a).localeCompare(rank(b), 'fr'),
  );
}

export type EntryLine = SchoolTool & {
  id: string;
  version: number;
  uai: string | null;
  communeCode: string | null;
  placeName: string;
  departmentCode: string;
  payerAuthorityId: string | null;
  note: string | null;
  declaredUses: Use[];
  createdByName: string;
};

const lineOf = (entry: Shown, ctx: Pick<Reader, 'ability'>): EntryLine => ({
  ...toolOf(entry, ctx),
  id: entry.id,
  version: entry.version,
  uai: entry.uai,
  communeCode: entry.communeCode,
  placeName: entry.school
    ? `${entry.school.name} (${entry.school.communeName})`
    : `Toutes les écoles publiques (${entry.commune?.name ?? entry.communeCode})`,
  departmentCode: entry.departmentCode,
  payerAuthorityId: entry.payerAuthorityId,
  note: entry.note,
  declaredUses: knownUses(entry.uses),
  createdByName: entry.createdByName,
});

/** A commune told by code or name, as a condition on lines: of the commune, or of one of its schools. */
function atCommune(commune: string | undefined): Prisma.InventoryEntryWhereInput {
  if (!commune) return {};
  const code = normaliseCommune(commune);
  const where: Prisma.CommuneWhereInput = isCommuneCode(code)
    ? { code }
    : { searchName: { startsWith: searchable(commune) } };
  return { OR: [{ commune: { is: where } }, { school: { is: { commune: { is: where } } } }] };
}

/** A territory as a condition on lines: of one of its schools, or of a commune that has a public école there. */
function inTerritory(territory: ListEntries['territory']): Prisma.InventoryEntryWhereInput {
  if (!territory) return {};
  const { kind, code } = territory;
  if (kind === 'constituency') {
    const { departmentCode, name: constituency } = constituencyParts(code);
    const where = { departmentCode, constituency };
    const there = { some: { ...where, degree: 'primary' as const, sector: 'public' as const } };
    return { OR: [{ school: { is: where } }, { commune: { is: { schools: there } } }] };
  }
  const where: Prisma.CommuneWhereInput = kind === 'epci' ? { epciSiren: code } : { code };
  return { OR: [{ commune: { is: where } }, { school: { is: { commune: { is: where } } } }] };
}

/** Lines as they were declared, latest information first. */
export async function listEntries(ctx: Reader, input: ListEntries) {
  const day = toDbDate(dayOf(ctx, input));
  const { use } = input;
  const current: Prisma.InventoryEntryWhereInput = {
    AND: [
      { OR: [{ sinceOn: null }, { sinceOn: { lte: day } }] },
      { OR: [{ untilOn: null }, { untilOn: { gte: day } }] },
    ],
  };
  const words = searchable(input.q ?? '')
    .split(' ')
    .filter(Boolean);
  const where: Prisma.InventoryEntryWhereInput = {
    AND: [
      scope(ctx.ability, 'read', 'InventoryEntry'),
      input.state === 'current' ? current : input.state === 'ended' ? { untilOn: { lt: day } } : {},
      input.department ? { departmentCode: input.department } : {},
      atCommune(input.commune),
      inTerritory(input.territory),
      input.degree === 'secondary' ? { school: { is: { degree: 'secondary' } } } : {},
      input.degree === 'primary'
        ? { OR: [{ communeCode: { not: null } }, { school: { is: { degree: 'primary' } } }] }
        : {},
      input.kind ? { product: { is: { kind: input.kind } } } : {},
      input.productId ? { productId: input.productId } : {},
      use
        ? {
            OR: [
              { uses: { has: use } },
              { uses: { isEmpty: true }, product: { is: { uses: { has: use } } } },
            ],
          }
        : {},
      input.payer ? { payer: input.payer } : {},
      input.trust ? { trust: input.trust } : {},
      input.throughEnt ? { throughEnt: { yes: true, no: false, unknown: null }[input.throughEnt] } : {},
      ...words.map((word) => ({
        OR: [
          { school: { is: { searchText: { contains: word } } } },
          { commune: { is: { searchName: { contains: word } } } },
          { product: { is: { name: { contains: word, mode: 'insensitive' as const } } } },
        ],
      })),
    ],
  };
  const [total, entries] = await Promise.all([
    ctx.db.inventoryEntry.count({ where }),
    ctx.db.inventoryEntry.findMany({
      where,
      include: shown,
      orderBy: [{ sourceOn: 'desc' }, { createdAt: 'desc' }, { id: 'asc' }],
      skip: (input.page - 1) * input.size,
      take: input.size,
    }),
  ]);
  return { total, items: entries.map((entry) => lineOf(entry, ctx)) };
}

/** One line. */
export async function getEntry(ctx: Reader, { id }: { id: string }): Promise<EntryLine> {
  const entry = await ctx.db.inventoryEntry.findUnique({ where: { id }, include: shown });
  if (!entry) throw notFound('Cette ligne');
  return lineOf(entry, ctx);
}

/** What the form and the filters offer; finer territories once a département, or one of them, is chosen. */
export async function inventoryChoices(ctx: Reader, { department, territory }: InventoryChoicesQuery = {}) {
  const [products, departments, territories] = await Promise.all([
    ctx.db.product.findMany({
      select: {
        id: true,
        name: true,
        kind: true,
        uses: true,
        active: true,
        vendor: { select: { name: true } },
      },
      orderBy: { name: 'asc' },
    }),
    ctx.db.department.findMany({
      ...(ctx.actor.academyCode ? { where: { academyCode: ctx.actor.academyCode } } : {}),
      select: { code: true, name: true },
      orderBy: { code: 'asc' },
    }),
    finerTerritories(ctx, department, territory),
  ]);
  return {
    products: products.map(({ vendor, ...product }) => ({
      ...product,
      uses: knownUses(product.uses),
      vendor: vendor.name,
    })),
    departments,
    territories,
    today: civilDate(ctx.now),
    can: {
      create: ctx.ability.can('create', 'InventoryEntry'),
      createLink: ctx.ability.can('create', 'SectorLink'),
      addProduct: ctx.ability.can('create', 'Product'),
    },
  };
}
export type InventoryChoices = Awaited<ReturnType<typeof inventoryChoices>>;
