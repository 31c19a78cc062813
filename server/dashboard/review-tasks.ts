import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import { opinionOf } from '@/server/conventions/opinion-role';
import { otherSide, readsInternal, writesFor } from '@/server/conventions/review/sides';
import type { Context } from '@/server/trpc/context';
import type { FoundTask } from './convention-tasks';
import type { TaskKind } from './domain';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

const convention = {
  select: { id: true, number: true, title: true, authority: { select: { name: true } } },
} as const;
type Named = { id: string; number: string; title: string; authority: { name: string } };

const line = (
  kind: TaskKind,
  id: string,
  of: Named,
  facts: { askedBy: string | null; since: Date; dueOn?: string | null; late?: boolean; href: string },
): FoundTask => ({
  kind,
  task: {
    id: `${kind}:${id}`,
    object: of.title,
    detail: `${of.number} · ${of.authority.name}`,
    askedBy: facts.askedBy,
    since: civilDate(facts.since),
    dueOn: facts.dueOn ?? null,
    late: facts.late ?? false,
    count: 1,
    href: `/conventions/${of.id}${facts.href}`,
  },
});

/** What the review of texts asks of this hat beyond the ball: mentions, opened fields, further opinions. */
export async function reviewTasks(ctx: Hatted): Promise<FoundTask[]> {
  if (!ctx.ability.can('comment', 'Convention')) return [];
  const found = await Promise.all([mentions(ctx), corrections(ctx), furtherOpinions(ctx)]);
  return found.flat();
}

async function mentions(ctx: Hatted): Promise<FoundTask[]> {
  const rows = await ctx.db.commentMention.findMany({
    where: {
      userId: ctx.actor.userId,
      seenAt: null,
      message: {
        deletedAt: null,
        thread: {
          convention: { is: scope(ctx.ability, 'comment', 'Convention') },
          ...(readsInternal(ctx.actor.role) ? {} : { visibility: 'shared' }),
        },
      },
    },
    include: { message: { include: { thread: { include: { convention } } } } },
    orderBy: { message: { createdAt: 'desc' } },
    take: 100,
  });
  return rows.map(({ message }) =>
    line('mention', message.id, message.thread.convention, {
      askedBy: message.authorName,
      since: message.createdAt,
      href: `?onglet=texte&commentaire=${message.threadId}`,
    }),
  );
}

/** Fields to correct, for the side to which they are open; proposals to weigh, for the other. */
async function corrections(ctx: Hatted): Promise<FoundTask[]> {
  const side = writesFor(ctx.actor.role);
  if (!side) return [];
  const rows = await ctx.db.fieldCorrection.findMany({
    where: {
      convention: {
        is: { AND: [scope(ctx.ability, 'comment', 'Convention'), { status: 'partner_review' }] },
      },
      OR: [
        { openedTo: side, state: { in: ['open', 'refused'] } },
        { openedTo: otherSide(side), state: 'proposed' },
      ],
    },
    include: { convention },
    orderBy: { openedAt: 'asc' },
    take: 100,
  });
  return rows.map((row) =>
    line(row.openedTo === side ? 'correction' : 'correction_check', row.id, row.convention, {
      askedBy: row.openedTo === side ? row.openedByName : row.proposedByName,
      since: row.proposedAt ?? row.openedAt,
      href: `?onglet=texte&commentaire=${row.threadId}`,
    }),
  );
}

/** Opinions asked of the DSI or the DSDEN; the required ones come with the ball. */
async function furtherOpinions(ctx: Hatted): Promise<FoundTask[]> {
  const kind = opinionOf(ctx.actor);
  if (kind !== 'dsi' && kind !== 'dsden') return [];
  const today = civilDate(ctx.now);
  const rows = await ctx.db.opinion.findMany({
    where: {
      kind,
      verdict: null,
      withdrawnAt: null,
      convention: { is: { AND: [scope(ctx.ability, 'opine', 'Convention'), { status: 'academic_review' }] } },
    },
    include: { convention },
    orderBy: { dueOn: 'asc' },
    take: 100,
  });
  return rows.map((row) => {
    const dueOn = fromDbDate(row.dueOn);
    return line('opinion', row.id, row.convention, {
      askedBy: row.requestedByName,
      since: row.requestedAt,
      dueOn,
      late: dueOn < today,
      href: '?onglet=avis',
    });
  });
}
