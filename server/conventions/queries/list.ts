import type { Prisma } from '@/prisma/generated/client';
import { scope } from '../../access/scope';
import { civilDate, fromDbDate } from '../../clock';
import type { Context } from '../../trpc/context';
import type { ListConventions } from '../list-schema';
import { statusLabels } from '../transitions';

const orderBy = (
  sort: ListConventions['sort'],
  descending = sort === 'number',
): Prisma.ConventionOrderByWithRelationInput => {
  const way = descending ? 'desc' : 'asc';
  if (sort === 'number') return { number: way };
  return sort === 'since' ? { statusSince: way } : { endsOn: { sort: way, nulls: 'last' } };
};

/** The conventions that this person may read, a page at a time. One query, whatever the page's length. */
export async function listConventions(ctx: Context, input: ListConventions) {
  const { q, status, projectId, department, limit, cursor, sort, page: number } = input;
  const filters: Prisma.ConventionWhereInput[] = [scope(ctx.ability, 'read', 'Convention')];
  if (status?.length) filters.push({ status: { in: status } });
  if (projectId) filters.push({ projectId });
  if (department) filters.push({ departmentCodes: { has: department } });
  if (q) {
    const contains = { contains: q, mode: 'insensitive' } as const;
    filters.push({
      OR: [
        { number: contains },
        { title: contains },
        { authority: { name: contains } },
        { project: { name: contains } },
        { schools: { some: { uai: q.toUpperCase() } } },
      ],
    });
  }
  const where = { AND: filters };
  const [rows, total] = await Promise.all([
    ctx.db.convention.findMany({
      where,
      orderBy: [orderBy(sort, input.descending), { id: 'asc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : number ? { skip: (number - 1) * limit } : {}),
      select: {
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
        authority: { select: { id: true, name: true } },
        project: { select: { id: true, name: true } },
        product: { select: { id: true, name: true } },
        _count: { select: { schools: { where: { leftOn: null } } } },
      },
    }),
    ctx.db.convention.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ _count, ...row }) => ({
      ...row,
      statusLabel: statusLabels[row.status],
      statusSince: row.statusSince.toISOString(),
      sinceOn: civilDate(row.statusSince),
      effectiveOn: fromDbDate(row.effectiveOn),
      endsOn: fromDbDate(row.endsOn),
      schools: _count.schools,
    })),
    total,
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export type ConventionPage = Awaited<ReturnType<typeof listConventions>>;
