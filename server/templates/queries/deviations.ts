import type { Prisma } from '@/prisma/generated/client';
import { scope } from '@/server/access/scope';
import { mayEditText } from '@/server/conventions/editing';
import { isEditable } from '@/server/conventions/facts';
import { loadConvention } from '@/server/conventions/load';
import { statusLabels } from '@/server/conventions/transitions';
import type { Context } from '@/server/trpc/context';
import { deviatingSha256, deviationsIn } from '../commands/deviation';
import type { ListDeviations } from '../schema';

/** Deviations of one convention: the clause, the text that departs from it, and the reason, side by side. */
export async function conventionDeviations(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const mayEdit = Boolean(
    ctx.actor &&
      isEditable(loaded.status) &&
      ctx.ability.can('edit', 'Convention') &&
      mayEditText(loaded, ctx.actor.role),
  );
  return {
    mayEdit,
    deviations: deviationsIn(loaded).map((one) => {
      const held = loaded.deviations.find(({ articleKey }) => articleKey === one.key);
      return {
        ...one,
        articleVersion: loaded.articles.find(({ key }) => key === one.key)?.version ?? 0,
        reason: held?.reason ?? null,
        reasonAt: held?.reasonAt?.toISOString() ?? null,
        reasonBy: held?.reasonByName ?? null,
        /** The text has changed since the reason was given. */
        reasonOutdated: Boolean(held?.reason && held.reasonOnSha256 !== deviatingSha256(one)),
        noticedAt: held?.noticedAt.toISOString() ?? null,
        noticedBy: held?.noticedByName ?? null,
      };
    }),
  };
}

export type ConventionDeviations = Awaited<ReturnType<typeof conventionDeviations>>;
export type DeviationView = ConventionDeviations['deviations'][number];

/** Deviations of all the conventions that this person may read, a page at a time, the last first. */
export async function listDeviations(ctx: Context, input: ListDeviations) {
  const { q, state, open, page, limit } = input;
  const filters: Prisma.ConventionDeviationWhereInput[] = [
    { convention: { is: scope(ctx.ability, 'read', 'Convention') } },
  ];
  if (state !== 'all') filters.push({ reason: state === 'explained' ? { not: null } : null });
  if (open) filters.push({ convention: { is: { status: { in: ['draft', 'academic_review'] } } } });
  if (q) {
    const contains = { contains: q, mode: 'insensitive' } as const;
    filters.push({
      OR: [
        { heading: contains },
        { reason: contains },
        { reasonByName: contains },
        { convention: { is: { OR: [{ number: contains }, { title: contains }] } } },
        { convention: { is: { authority: { is: { name: contains } } } } },
      ],
    });
  }
  const where = { AND: filters };
  const [rows, total] = await Promise.all([
    ctx.db.conventionDeviation.findMany({
      where,
      orderBy: [{ noticedAt: 'desc' }, { conventionId: 'asc' }, { articleKey: 'asc' }],
      skip: (page - 1) * limit,
      take: limit,
      include: {
        convention: {
          select: {
            id: true,
            number: true,
            status: true,
            authority: { select: { name: true } },
            templateVersion: { select: { number: true, template: { select: { name: true } } } },
          },
        },
      },
    }),
    ctx.db.conventionDeviation.count({ where }),
  ]);
  return {
    total,
    items: rows.map(({ convention, ...row }) => ({
      id: `${row.conventionId}:${row.articleKey}`,
      conventionId: row.conventionId,
      number: convention.number,
      authorityName: convention.authority.name,
      statusLabel: statusLabels[convention.status],
      template: `${convention.templateVersion.template.name}, version ${convention.templateVersion.number}`,
      articleKey: row.articleKey,
      heading: row.heading,
      kind: row.kind === 'removed' ? ('removed' as const) : ('edited' as const),
      reason: row.reason,
      who: row.reasonByName ?? row.noticedByName,
      at: (row.reasonAt ?? row.noticedAt).toISOString(),
    })),
  };
}

export type DeviationRow = Awaited<ReturnType<typeof listDeviations>>['items'][number];
