import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import { isLate } from '@/server/followup/domain';
import type { Context } from '@/server/trpc/context';
import type { FoundTask } from './convention-tasks';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** The next steps of projects that this hat was given and has not done yet. */
export async function stepTasks(ctx: Hatted): Promise<FoundTask[]> {
  const today = civilDate(ctx.now);
  const steps = await ctx.db.followUpStep.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'FollowUpStep'),
        { ownerMembershipId: ctx.actor.membershipId, doneAt: null, project: { is: { closedAt: null } } },
      ],
    },
    include: { project: { select: { id: true, name: true } } },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
    take: 200,
  });
  return steps.map((step) => {
    const dueOn = fromDbDate(step.dueOn);
    return {
      kind: 'next_step',
      task: {
        id: `step:${step.id}`,
        object: step.text,
        detail: step.project.name,
        askedBy: step.authorId === ctx.actor.userId ? null : step.authorName,
        since: civilDate(step.createdAt),
        dueOn,
        late: isLate(dueOn, today),
        count: 1,
        href: `/projets/${step.project.id}?onglet=suivi`,
      },
    };
  });
}
