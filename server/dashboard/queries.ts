import type { Actor } from '@/server/access/actor';
import { type Alert, alertKinds } from '@/server/alerts/domain';
import { watched } from '@/server/alerts/queries';
import { type SchoolView, schoolView } from '@/server/coverage/school';
import { type ExperienceItem, listExperiences } from '@/server/experience/queries';
import { sealAlert } from '@/server/signature/certificate';
import type { Context } from '@/server/trpc/context';
import { deadlinesFrom } from './deadlines';
import { type FirstStep, firstSteps } from './domain';
import { tasksFrom } from './tasks';
import { mySchools, territoryOf } from './territory';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

export type Dashboard = Awaited<ReturnType<typeof dashboard>>;

/** The first page of the workspace, for the hat that is worn. */
export async function dashboard(ctx: Hatted) {
  const { watch, mine: alerts } = await watched(ctx);
  const deadlines = deadlinesFrom(watch);
  const [groups, territory, mine, school, sheets, seal] = await Promise.all([
    tasksFrom(ctx, watch),
    territoryOf(ctx),
    mySchools(ctx),
    mySchool(ctx),
    latestSheets(ctx),
    // Whoever declares académies runs the platform: the certificate is theirs to renew.
    ctx.ability.can('create', 'Academy') ? sealAlert(ctx.db, ctx.now) : null,
  ]);
  const steps: FirstStep[] = groups.length === 0 ? firstSteps(ctx.actor.role) : [];
  return {
    role: ctx.actor.role,
    groups,
    alerts: alertSummary(alerts),
    deadlines: deadlines.slice(0, 12),
    deadlineCount: deadlines.length,
    /** Conventions come to their term: the page of renewals has something to show. */
    renewals: deadlines.some(({ kind }) => kind === 'convention_end'),
    territory,
    mine,
    school,
    sheets,
    seal,
    steps,
  };
}

/** My alerts that are more than a turn to take, by kind: the strip that leads to their screen. */
const alertSummary = (alerts: readonly Alert[]) =>
  alertKinds.flatMap((kind) => {
    const own = alerts.filter((one) => one.kind === kind && one.severity !== 'info');
    const grave = own.some(({ severity }) => severity === 'danger');
    return own.length > 0 ? [{ kind, count: own.length, grave }] : [];
  });

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
