import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { renewalToExamine } from '@/server/renewal/domain';
import { openPlans } from '@/server/reversibility/queries';
import type { Context } from '@/server/trpc/context';
import type { Task, TaskKind } from './domain';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** What the end of conventions asks of those who lead them: renewals to examine, solutions being left. */
export async function endTasks(ctx: Hatted): Promise<{ kind: TaskKind; task: Task }[]> {
  if (!ctx.ability.can('edit', 'Convention')) return [];
  const today = civilDate(ctx.now);
  const proposals = await ctx.db.renewalProposal.findMany({
    where: {
      ...renewalToExamine(toDbDate(today)),
      convention: {
        is: {
          AND: [scope(ctx.ability, 'edit', 'Convention'), { status: { in: ['in_force', 'suspended'] } }],
        },
      },
    },
    include: {
      convention: { select: { id: true, number: true, authority: { select: { name: true } } } },
    },
    orderBy: { endsOn: 'asc' },
  });
  const plans = await openPlans(ctx);
  return [
    ...proposals.map(({ id, convention, proposedAt, endsOn }) => ({
      kind: 'renewal' as const,
      task: {
        id: `renewal:${id}`,
        object: convention.authority.name,
        detail: `Convention ${convention.number}`,
        askedBy: null,
        since: civilDate(proposedAt),
        dueOn: fromDbDate(endsOn),
        late: fromDbDate(endsOn) < today,
        count: 1,
        href: `/conventions/${convention.id}`,
      },
    })),
    ...plans.map((plan) => ({
      kind: 'reversibility' as const,
      task: {
        id: `reversibility:${plan.id}`,
        object: `${plan.convention.authority.name}\u00a0: ${plan.oldProduct}`,
        detail: `${plan.done} sur ${plan.total} · convention ${plan.convention.number}`,
        askedBy: null,
        since: [plan.switchOn, today].sort()[0] ?? today,
        dueOn: plan.nextDueOn,
        late: plan.late > 0,
        count: 1,
        href: `/conventions/${plan.convention.id}/reversibilite`,
      },
    })),
  ];
}
