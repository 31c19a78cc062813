import type { Actor } from '@/server/access/actor';
import { type SchoolView, schoolView } from '@/server/coverage/school';
import { type ExperienceItem, listExperiences } from '@/server/experience/queries';
import type { Context } from '@/server/trpc/context';
import { aafTasks, importTasks } from './aaf-tasks';
import { conventionTasks } from './convention-tasks';
import { deadlinesOf } from './deadlines';
import { type FirstStep, firstSteps, groupTasks, type TaskGroup } from './domain';
import { stepTasks } from './step-tasks';
import { mySchools, territoryOf } from './territory';
import { workTasks } from './work-tasks';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** Everything that waits for this hat, grouped by act. */
export async function tasksOf(ctx: Hatted): Promise<TaskGroup[]> {
  const found = await Promise.all([
    conventionTasks(ctx),
    aafTasks(ctx),
    stepTasks(ctx),
    importTasks(ctx),
    workTasks(ctx),
  ]);
  return groupTasks(found.flat());
}

/** How many lines wait: the number beside the bell. */
export async function waitingCount(ctx: Hatted): Promise<number> {
  return (await tasksOf(ctx)).reduce((sum, group) => sum + group.tasks.length, 0);
}

export type Dashboard = Awaited<ReturnType<typeof dashboard>>;

/** The first page of the workspace, for the hat that is worn. */
export async function dashboard(ctx: Hatted) {
  const [groups, deadlines, territory, mine, school, sheets] = await Promise.all([
    tasksOf(ctx),
    deadlinesOf(ctx),
    territoryOf(ctx),
    mySchools(ctx),
    mySchool(ctx),
    latestSheets(ctx),
  ]);
  const steps: FirstStep[] = groups.length === 0 ? firstSteps(ctx.actor.role) : [];
  return {
    role: ctx.actor.role,
    groups,
    deadlines: deadlines.slice(0, 12),
    deadlineCount: deadlines.length,
    territory,
    mine,
    school,
    sheets,
    steps,
  };
}

/** The school of a school head, when the directory knows it. */
async function mySchool(ctx: Hatted): Promise<SchoolView | null> {
  const { role, uai } = ctx.actor;
  if (role !== 'school_head' || !uai) return null;
  const known = await ctx.db.school.findUnique({ where: { uai }, select: { uai: true } });
  return known ? schoolView(ctx, { id: uai }) : null;
}

/** The sheets published last, for those who come to read. */
async function latestSheets(ctx: Hatted): Promise<ExperienceItem[]> {
  const reads = ['reader', 'national_observer', 'school_head', 'operator'].includes(ctx.actor.role);
  return reads ? (await listExperiences(ctx, { limit: 5 })).items : [];
}
