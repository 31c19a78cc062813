import type { Prisma } from '@/prisma/generated/client';
import { scope } from '../../access/scope';
import { civilDate, fromDbDate, toDbDate } from '../../clock';
import { renewalToExamine } from '../../renewal/domain';
import type { Context } from '../../trpc/context';
import type { ListConventions } from '../list-schema';
import { statusLabels } from '../transitions';
import { matchConventions } from './search';

const orderBy = (
  sort: ListConventions['sort'],
  descending = sort === 'number' || sort === 'relevance',
): Prisma.ConventionOrderByWithRelationInput => {
  const way = descending ? 'desc' : 'asc';
  if (sort === 'number' || sort === 'relevance') return { number: way };
  return sort === 'since' ? { statusSince: way } : { endsOn: { sort: way, nulls: 'last' } };
};

const listed = {
  id: true,
  number: true,
  title: true,
  status: true,
  statusSince: true,
  version: true,
  degree: true,
  effectiveOn: true,
  endsOn: true,
  demonstration: true,
  origin: true,
  externalReference: true,
  authority: { select: { id: true, name: true } },
  project: { select: { id: true, name: true } },
  product: { select: { id: true, name: true } },
  _count: { select: { schools: { where: { leftOn: null } } } },
} as const satisfies Prisma.ConventionSelect;

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** What the filters let through among the conventions that this person may read; words are matched before. */
export function conventionFilters(
  ctx: Pick<Reader, 'ability' | 'now'>,
  input: Omit<ListConventions, 'sort' | 'limit'>,
): Prisma.ConventionWhereInput[] {
  const { status, projectId, department, degree, authorityId, productId, endsBefore, origin, kind } = input;
  const renewal = input.renewal ? renewalToExamine(toDbDate(civilDate(ctx.now))) : null;
  return [
    scope(ctx.ability, 'read', 'Convention'),
    status?.length ? { status: { in: status } } : {},
    projectId ? { projectId } : {},
    department ? { departmentCodes: { has: department } } : {},
    degree ? { degree } : {},
    authorityId ? { authorityId } : {},
    productId ? { productId } : {},
    endsBefore ? { endsOn: { lt: toDbDate(endsBefore) } } : {},
    origin ? { origin } : {},
    renewal ? { status: { in: ['in_force', 'suspended'] }, renewals: { some: renewal } } : {},
    // Avenants are counted with their convention, never beside it, unless they are asked for.
    kind ? { kind } : { kind: { not: 'amendment' } },
  ];
}

/**
 * The conventions that this person may read, a page at a time; a constant number of queries, whatever the
 * page's length. A search says why a convention answers it when its own words do not tell (`because`).
 */
export async function listConventions(ctx: Reader, input: ListConventions) {
  const { q, limit, cursor, sort, page: number } = input;
  const matches = q ? await matchConventions(ctx, q) : null;
  const filters = conventionFilters(ctx, input);
  if (matches) filters.push({ id: { in: matches.ids } });
  const where = { AND: filters };
  const [ranked, total] = await Promise.all([
    matches && sort === 'relevance' && !cursor ? inOrder(ctx, where, matches.ids) : null,
    ctx.db.convention.count({ where }),
  ]);
  const from = ((number ?? 1) - 1) * limit;
  const wanted = ranked?.slice(from, from + limit + 1);
  const found = await ctx.db.convention.findMany({
    where: wanted ? { id: { in: wanted } } : where,
    orderBy: [orderBy(sort, input.descending), { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : wanted ? {} : { skip: from }),
    select: {
      ...listed,
      renewals: { where: renewalToExamine(toDbDate(civilDate(ctx.now))), select: { months: true }, take: 1 },
    },
  });
  const rows = wanted ? byRank(found, wanted) : found;
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ _count, renewals, ...row }) => ({
      ...row,
      /** A proposal to renew waits for a decision. */
      renewalToExamine: renewals.length > 0 && ['in_force', 'suspended'].includes(row.status),
      statusLabel: statusLabels[row.status],
      statusSince: row.statusSince.toISOString(),
      sinceOn: civilDate(row.statusSince),
      effectiveOn: fromDbDate(row.effectiveOn),
      endsOn: fromDbDate(row.endsOn),
      schools: _count.schools,
      /** The school that made it answer the search, or null. */
      because: matches?.because.get(row.id) ?? null,
    })),
    total,
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The identifiers that the rules and the filters let through, in the order of the search. */
async function inOrder(
  { db }: Pick<Reader, 'db'>,
  where: Prisma.ConventionWhereInput,
  ids: readonly string[],
): Promise<string[]> {
  const kept = new Set((await db.convention.findMany({ where, select: { id: true } })).map(({ id }) => id));
  return ids.filter((id) => kept.has(id));
}

function byRank<Row extends { id: string }>(rows: readonly Row[], ids: readonly string[]): Row[] {
  const rank = new Map(ids.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
}

export type ConventionPage = Awaited<ReturnType<typeof listConventions>>;
