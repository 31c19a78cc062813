import { scope } from '../access/scope';
import { civilDate, fromDbDate } from '../clock';
import type { Context } from '../trpc/context';
import { progressOf, taskWords } from './domain';
import { type PlanSchool, schoolsOf } from './schools';

type Reader = Pick<Context, 'db' | 'ability' | 'now'>;

const everything = {
  amendment: { select: { id: true, number: true, rank: true } },
  oldProduct: { select: { id: true, name: true } },
  newProduct: { select: { id: true, name: true } },
  tasks: {
    orderBy: { position: 'asc' },
    include: { file: { select: { id: true, name: true, eliminatedAt: true } } },
  },
} as const;

/** The reversibility plans of a convention, newest first, with each school's state in the AAF. */
export async function plansOf(ctx: Reader, id: string) {
  const today = civilDate(ctx.now);
  const convention = await ctx.db.convention.findUniqueOrThrow({
    where: { id },
    select: { id: true, number: true, title: true, status: true, authority: { select: { name: true } } },
  });
  const rows = await ctx.db.reversibilityPlan.findMany({
    where: { conventionId: id },
    orderBy: { openedAt: 'desc' },
    include: everything,
  });
  const plans = await Promise.all(
    rows.map(async (plan) => {
      const schools = await schoolsOf(ctx.db, plan);
      const tasks = plan.tasks.map((task) => taskView(task, schools, today));
      return {
        id: plan.id,
        switchOn: fromDbDate(plan.switchOn),
        openedOn: civilDate(plan.openedAt),
        amendment: plan.amendment,
        oldProduct: plan.oldProduct,
        newProduct: plan.newProduct,
        tasks,
        schools,
        progress: progressOf(tasks, today),
      };
    }),
  );
  return { convention, today, plans, mayAct: ctx.ability.can('edit', 'Convention') };
}

type TaskRow = {
  id: string;
  kind: keyof typeof taskWords;
  side: string;
  dueOn: Date;
  doneOn: Date | null;
  doneByName: string | null;
  detail: string | null;
  version: number;
  file: { id: string; name: string; eliminatedAt: Date | null } | null;
};

function taskView(task: TaskRow, schools: readonly PlanSchool[], today: string) {
  const { label, help } = taskWords[task.kind];
  const counts =
    task.kind === 'aaf_detach'
      ? {
          done: schools.filter(({ old, detached }) => old && detached).length,
          total: schools.filter(({ old }) => old).length,
        }
      : task.kind === 'aaf_attach'
        ? {
            done: schools.filter(({ wanted, attached }) => wanted && attached).length,
            total: schools.filter(({ wanted }) => wanted).length,
          }
        : null;
  const done = counts ? counts.done === counts.total : task.doneOn !== null;
  const dueOn = fromDbDate(task.dueOn);
  return {
    id: task.id,
    kind: task.kind,
    label,
    help,
    side: task.side === 'state' ? ('state' as const) : ('authority' as const),
    dueOn,
    done,
    late: !done && dueOn < today,
    doneOn: fromDbDate(task.doneOn),
    doneBy: task.doneByName,
    detail: task.detail,
    counts,
    version: task.version,
    file: task.file && {
      id: task.file.id,
      name: task.file.name,
      eliminated: task.file.eliminatedAt !== null,
    },
  };
}

export type PlanView = Awaited<ReturnType<typeof plansOf>>;

/** Plans that are not finished among what this person may read: for the dashboard and the convention's head. */
export async function openPlans(ctx: Reader, conventionId?: string) {
  const today = civilDate(ctx.now);
  const rows = await ctx.db.reversibilityPlan.findMany({
    where: {
      convention: {
        is: { AND: [scope(ctx.ability, 'read', 'Convention'), conventionId ? { id: conventionId } : {}] },
      },
    },
    orderBy: { switchOn: 'asc' },
    include: {
      ...everything,
      convention: { select: { id: true, number: true, authority: { select: { name: true } } } },
    },
  });
  const plans = await Promise.all(
    rows.map(async (plan) => {
      const schools = await schoolsOf(ctx.db, plan);
      const tasks = plan.tasks.map((task) => taskView(task, schools, today));
      return {
        id: plan.id,
        convention: plan.convention,
        switchOn: fromDbDate(plan.switchOn),
        nextDueOn: tasks.find(({ done }) => !done)?.dueOn ?? null,
        oldProduct: plan.oldProduct.name,
        newProduct: plan.newProduct?.name ?? null,
        ...progressOf(tasks, today),
      };
    }),
  );
  return plans.filter(({ done, total }) => done < total);
}

export type OpenPlan = Awaited<ReturnType<typeof openPlans>>[number];
