import { subject } from '@casl/ability';
import type { Convention } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { addDays, longDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import type { TaskGroup, TaskKind } from '@/server/dashboard/domain';
import { tasksFrom } from '@/server/dashboard/tasks';
import { departmentsOf } from '@/server/dashboard/territory';
import type { Db, Tx } from '@/server/db';
import type { Context } from '@/server/trpc/context';
import {
  type Alert,
  type AlertKind,
  alertKinds,
  byUrgency,
  concerns,
  type Severity,
  severities,
} from './domain';
import { reachOf, type Watch, watch } from './facts';
import { alertsOf } from './rules';
import type { ListAlerts } from './schema';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

/** Tasks of the dashboard that are alerts already: the same facts, read by the same rules. */
const alsoAlerts: readonly TaskKind[] = [
  'sign',
  'approve_circuit',
  'deposit',
  'opinion',
  'deliberation_check',
  'deliberation_enter',
  'reservations',
  'send',
  'partner',
  'draft',
  'resume',
  'aaf_check',
  'aaf_test',
  'aaf_attach',
  'aaf_detach',
];

/** What concerns a hat: the alerts of all that it reads, and which of them are its turn. */
export async function watched(ctx: Hatted): Promise<{ watch: Watch; alerts: Alert[]; mine: Alert[] }> {
  const seen = await watch(ctx.db, reachOf(ctx.ability), ctx.now);
  const alerts = alertsOf(seen.facts).sort(byUrgency);
  return { watch: seen, alerts, mine: alerts.filter((one) => concerns(one, ctx.actor)) };
}

/** Tasks that no alert tells: background work that ended, imports to read, schools to ask for, steps to come. */
const otherTasks = (groups: TaskGroup[]): TaskGroup[] =>
  groups.flatMap((group) => {
    if (alsoAlerts.includes(group.kind)) return [];
    // A step whose day has passed is an alert; the others are tasks.
    const tasks = group.kind === 'next_step' ? group.tasks.filter(({ late }) => !late) : group.tasks;
    return tasks.length > 0 ? [{ ...group, tasks }] : [];
  });

/** The number beside the bell: what the screen of alerts shows as mine. */
export async function alertCount(ctx: Hatted): Promise<number> {
  const { watch: seen, mine } = await watched(ctx);
  const others = otherTasks(await tasksFrom(ctx, seen));
  return mine.length + others.reduce((sum, group) => sum + group.tasks.length, 0);
}

export type LastReminder = { at: Date; byName: string; byPerson: boolean; to: string[] };

/** The last reminder of each of these alerts. */
export async function lastReminders(
  db: Db | Tx,
  keys: readonly string[],
): Promise<Map<string, LastReminder>> {
  if (keys.length === 0) return new Map();
  const rows = await db.reminder.findMany({
    where: { alertKey: { in: [...keys] } },
    orderBy: [{ alertKey: 'asc' }, { at: 'desc' }],
    distinct: ['alertKey'],
  });
  return new Map(
    rows.map(({ alertKey, at, byId, byName, to }) => [alertKey, { at, byName, byPerson: byId !== null, to }]),
  );
}

/** Why an alert cannot be recalled by a person yet, or null. Reminders of the application do not hold a person back. */
export function heldBack(
  last: LastReminder | undefined,
  cooldownDays: number,
  today: string,
): { sentence: string; nextOn: string } | null {
  if (!last?.byPerson) return null;
  const lastOn = civilDate(last.at);
  const nextOn = addDays(lastOn, cooldownDays);
  if (nextOn <= today) return null;
  return {
    nextOn,
    sentence: `Déjà rappelé le ${longDate(lastOn)} par ${last.byName}\u00a0: un nouveau rappel sera possible le ${longDate(nextOn)}.`,
  };
}

export type AlertLine = Alert & {
  mine: boolean;
  last: { on: string; byName: string; to: string[] } | null;
  /** Null when this hat does not remind anyone of it at all. */
  remind: { refusal: string | null } | null;
};

export type AlertGroup = { kind: AlertKind; count: number; lines: AlertLine[] };

/** Lines shown of one kind; beyond, its own page shows all. */
const shownOfEach = 10;

/** The screen of alerts: kinds with their counts, and the lines of each. One query set, whatever the size. */
export async function listAlerts(ctx: Hatted, input: ListAlerts) {
  const { watch: seen, alerts, mine } = await watched(ctx);
  const mineKeys = new Set(mine.map(({ key }) => key));
  const base = input.who === 'mine' ? mine : alerts;
  const placed = input.department
    ? base.filter(({ departmentCodes }) => departmentCodes.includes(input.department ?? ''))
    : base;
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [severity, placed.filter((one) => one.severity === severity).length]),
  ) as Record<Severity, number>;
  const graded = input.severity ? placed.filter(({ severity }) => severity === input.severity) : placed;
  const byKind = alertKinds
    .map((kind) => ({ kind, count: graded.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0);
  const kept = input.kind ? graded.filter(({ kind }) => kind === input.kind) : graded;
  const shown = input.kind
    ? kept
    : byKind.flatMap(({ kind }) => kept.filter((one) => one.kind === kind).slice(0, shownOfEach));
  const last = await lastReminders(
    ctx.db,
    shown.map(({ key }) => key),
  );
  const lines = shown.map((one) => lineOf(ctx, seen, one, mineKeys.has(one.key), last.get(one.key)));
  const others = input.who === 'mine' && !input.kind ? otherTasks(await tasksFrom(ctx, seen)) : [];
  return {
    counts: { mine: mine.length, all: alerts.length },
    bySeverity,
    byKind,
    groups: byKind
      .filter(({ kind }) => !input.kind || input.kind === kind)
      .map(({ kind, count }) => ({ kind, count, lines: lines.filter((one) => one.kind === kind) })),
    others,
    total: kept.length,
    mayRemind: ctx.ability.can('remind', 'Convention'),
  };
}

export type AlertScreen = Awaited<ReturnType<typeof listAlerts>>;

function lineOf(
  ctx: Hatted,
  { facts }: Watch,
  alert: Alert,
  mine: boolean,
  last: LastReminder | undefined,
): AlertLine {
  const may = ctx.ability.can(
    'remind',
    subject('Convention', { academyCode: alert.academyCode } as Convention),
  );
  const onlyMe =
    alert.roles.every((role) => role === ctx.actor.role) &&
    alert.hats.every((id) => id === ctx.actor.membershipId);
  const held = heldBack(last, facts.settingsOf(alert.academyCode).reminderCooldownDays, facts.today);
  return {
    ...alert,
    mine,
    last: last ? { on: civilDate(last.at), byName: last.byName, to: last.to } : null,
    remind: may && alert.remindable && !onlyMe ? { refusal: held?.sentence ?? null } : null,
  };
}

/** Every alert that the filters keep, for the export. */
export async function exportAlerts(ctx: Hatted, input: ListAlerts) {
  const { watch: seen, alerts, mine } = await watched(ctx);
  const mineKeys = new Set(mine.map(({ key }) => key));
  const kept = (input.who === 'mine' ? mine : alerts).filter(
    (one) =>
      (!input.kind || one.kind === input.kind) &&
      (!input.severity || one.severity === input.severity) &&
      (!input.department || one.departmentCodes.includes(input.department)),
  );
  const last = await lastReminders(
    ctx.db,
    kept.map(({ key }) => key),
  );
  return kept.map((one) => lineOf(ctx, seen, one, mineKeys.has(one.key), last.get(one.key)));
}

/** The alerts of one convention, with their last reminder, for its own page. */
export async function alertsOfConvention(ctx: Hatted, { id }: { id: string }) {
  const reach = reachOf(ctx.ability);
  const seen = await watch(
    ctx.db,
    {
      conventions: { AND: [reach.conventions, { id }] },
      projects: { id: { in: [] } },
      attachments: { AND: [reach.attachments, { conventionId: id }] },
      mails: { id: { in: [] } },
      steps: { id: { in: [] } },
    },
    ctx.now,
  );
  const alerts = alertsOf(seen.facts).sort(byUrgency);
  const last = await lastReminders(
    ctx.db,
    alerts.map(({ key }) => key),
  );
  return alerts.map((one) => lineOf(ctx, seen, one, concerns(one, ctx.actor), last.get(one.key)));
}

/** The départements of the conventions that this hat reads, for the filter. */
export async function alertDepartments(ctx: Hatted): Promise<{ code: string; name: string }[]> {
  const codes = await departmentsOf(ctx);
  if (codes?.length === 0) return [];
  return ctx.db.department.findMany({
    where: codes ? { code: { in: codes } } : {},
    select: { code: true, name: true },
    orderBy: { code: 'asc' },
  });
}
