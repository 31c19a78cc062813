import { scope } from '../../access/scope';
import type { Context } from '../../trpc/context';

/** Most choices of one filter: beyond, the search is quicker than the list. */
const CHOICES = 300;

/**
 * What the filters of the list of conventions offer: the collectivités and solutions of the conventions that this
 * hat reads, those with the most conventions first to stay, by name; and the départements.
 */
export async function conventionFacets(ctx: Pick<Context, 'db' | 'ability' | 'actor'>) {
  const readable = scope(ctx.ability, 'read', 'Convention');
  const [authorities, products, departments] = await Promise.all([
    ctx.db.convention.groupBy({
      by: ['authorityId'],
      where: readable,
      orderBy: { _count: { authorityId: 'desc' } },
      take: CHOICES,
    }),
    ctx.db.convention.groupBy({
      by: ['productId'],
      where: { AND: [readable, { productId: { not: null } }] },
    }),
    ctx.db.department.findMany({
      where: ctx.actor?.academyCode ? { academyCode: ctx.actor.academyCode } : {},
      select: { code: true, name: true },
      orderBy: { code: 'asc' },
    }),
  ]);
  const [names, solutions] = await Promise.all([
    ctx.db.authority.findMany({
      where: { id: { in: authorities.map(({ authorityId }) => authorityId) } },
      select: { id: true, name: true },
    }),
    ctx.db.product.findMany({
      where: { id: { in: products.flatMap(({ productId }) => productId ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const byName = (list: { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ id, label: name })).sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  return {
    authorities: byName(names),
    products: byName(solutions),
    departments: departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
  };
}

export type ConventionFacets = Awaited<ReturnType<typeof conventionFacets>>;
