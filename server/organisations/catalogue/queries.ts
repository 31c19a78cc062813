import { subject } from '@casl/ability';
import type { Prisma, Product } from '@/prisma/generated/client';
import { scope } from '@/server/access/scope';
import { fromDbDate } from '@/server/clock';
import { notFound } from '@/server/errors';
import { knownUses } from '@/server/inventory/domain';
import type { Context } from '@/server/trpc/context';
import { productKindLabels } from './domain';
import type { ListProducts } from './schema';

type Reader = Pick<Context, 'db' | 'ability'>;

const shown = {
  vendor: { select: { name: true } },
  _count: { select: { projects: { where: { closedAt: null } } } },
} as const satisfies Prisma.ProductInclude;

const line = (row: Prisma.ProductGetPayload<{ include: typeof shown }>) => ({
  id: row.id,
  name: row.name,
  vendor: row.vendor.name,
  kind: row.kind,
  kindLabel: productKindLabels[row.kind],
  degrees: row.degrees,
  uses: knownUses(row.uses),
  checkedOn: fromDbDate(row.checkedOn),
  note: row.note,
  active: row.active,
  /** Active projects of every académie that use it. */
  projects: row._count.projects,
  version: row.version,
});

/** The catalogue: a few dozen lines, whole. */
export async function listProducts(ctx: Reader, input: ListProducts) {
  const rows = await ctx.db.product.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Product'),
        input.kind ? { kind: input.kind } : {},
        input.degree ? { degrees: { has: input.degree } } : {},
        input.state === 'all' ? {} : { active: input.state === 'active' },
        input.q
          ? {
              OR: [
                { name: { contains: input.q, mode: 'insensitive' } },
                { vendor: { name: { contains: input.q, mode: 'insensitive' } } },
              ],
            }
          : {},
      ],
    },
    include: shown,
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
  return rows.map(line);
}

export type ProductLine = Awaited<ReturnType<typeof listProducts>>[number];

/** One line of the catalogue, and whether the actor may change it. */
export async function getProduct(ctx: Reader, { id }: { id: string }) {
  const row = await ctx.db.product.findUnique({ where: { id }, include: shown });
  if (!row) throw notFound('Cette solution');
  return { ...line(row), can: { edit: ctx.ability.can('edit', subject('Product', row as Product)) } };
}

export type ProductDetail = Awaited<ReturnType<typeof getProduct>>;

/** Names of vendors already known, for the form. */
export async function vendorNames(ctx: Reader): Promise<string[]> {
  const vendors = await ctx.db.vendor.findMany({ select: { name: true }, orderBy: { name: 'asc' } });
  return vendors.map(({ name }) => name);
}
