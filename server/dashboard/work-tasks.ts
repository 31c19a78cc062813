import { scope } from '@/server/access/scope';
import { civilDate } from '@/server/clock';
import type { Context } from '@/server/trpc/context';
import { workStateLabels } from '@/server/work/domain';
import type { FoundTask } from './convention-tasks';

/** Background works that ended and whose page was not opened since: their result waits beside the bell. */
export async function workTasks(ctx: Pick<Context, 'db' | 'ability' | 'now'>): Promise<FoundTask[]> {
  const works = await ctx.db.backgroundWork.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'BackgroundWork'),
        { state: { in: ['done', 'failed'] }, seenAt: null },
      ],
    },
    select: { id: true, label: true, state: true, reason: true, finishedAt: true },
    orderBy: { finishedAt: 'desc' },
    take: 20,
  });
  return works.map((one) => ({
    kind: 'work',
    task: {
      id: `work:${one.id}`,
      object: one.label,
      detail: one.reason ?? workStateLabels[one.state],
      askedBy: null,
      since: civilDate(one.finishedAt ?? ctx.now),
      dueOn: null,
      late: false,
      count: 1,
      href: `/travaux/${one.id}`,
    },
  }));
}
