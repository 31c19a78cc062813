import { type DetachTask, detachTasks, type ResumeTask, resumeTasks } from '@/server/aaf/detach-tasks';
import { aafTransitions } from '@/server/aaf/transitions';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { aafWaits } from '@/server/alerts/aaf-waits';
import { addDays } from '@/server/calendar';
import { civilDate, toDbDate } from '@/server/clock';
import { counted } from '@/server/french';
import type { Context } from '@/server/trpc/context';
import type { FoundTask } from './convention-tasks';
import type { TaskKind } from './domain';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

const queue = { requested: 'aaf_check', checked: 'aaf_test', test: 'aaf_attach' } as const satisfies Record<
  string,
  TaskKind
>;

const holds = (actor: Actor, action: keyof typeof aafTransitions) =>
  aafTransitions[action].who.some((role) => role === actor.role);

/** What waits at the AAF for this hat: the queue of the directory operator, requests to make, detachments. */
export async function aafTasks(ctx: Hatted): Promise<FoundTask[]> {
  const [switching, requesting] = await Promise.all([
    holds(ctx.actor, 'attach') ? Promise.all([queueTasks(ctx), endedTasks(ctx), resumedTasks(ctx)]) : [],
    holds(ctx.actor, 'request') ? requestTasks(ctx) : [],
  ]);
  return [...switching.flat(), ...requesting];
}

/** One line for each request and state, with its number of schools. */
async function queueTasks(ctx: Hatted): Promise<FoundTask[]> {
  const today = civilDate(ctx.now);
  const waits = await aafWaits(ctx.db, scope(ctx.ability, 'transition', 'AafAttachment'));
  const conventions = await ctx.db.convention.findMany({
    where: { id: { in: waits.map((one) => one.conventionId) } },
    select: { id: true, number: true, authority: { select: { name: true } } },
  });
  return waits.flatMap(
    ({ requestId, conventionId, status, count, since, wantedOn, requestedBy }): FoundTask[] => {
      const convention = conventions.find((one) => one.id === conventionId);
      if (!convention) return [];
      return [
        {
          kind: queue[status],
          task: {
            id: `${status}:${requestId}:${conventionId}`,
            object: `${counted(count, 'école')} · ${convention.authority.name}`,
            detail: `Convention ${convention.number}`,
            askedBy: requestedBy,
            since,
            dueOn: wantedOn,
            late: wantedOn < today,
            count,
            href: `/accrochage?demande=${requestId}`,
          },
        },
      ];
    },
  );
}

/** Schools still attached without a convention that covers them, by convention. */
const endedTasks = async (ctx: Hatted) => byConvention('aaf_detach', await detachTasks(ctx));

/** Schools still suspended though the suspension of their convention is lifted, by convention. */
const resumedTasks = async (ctx: Hatted) => byConvention('aaf_resume', await resumeTasks(ctx));

function byConvention(
  kind: 'aaf_detach' | 'aaf_resume',
  found: readonly (DetachTask | ResumeTask)[],
): FoundTask[] {
  const grouped = new Map<string, (DetachTask | ResumeTask)[]>();
  for (const one of found) grouped.set(one.convention.id, [...(grouped.get(one.convention.id) ?? []), one]);
  return [...grouped].flatMap(([id, tasks]): FoundTask[] => {
    const [first] = tasks;
    if (!first) return [];
    return [
      {
        kind,
        task: {
          id: `${kind === 'aaf_detach' ? 'detach' : 'resume'}:${id}`,
          object: counted(tasks.length, 'école'),
          detail: [...new Set(tasks.map(({ why }) => why))].join(' '),
          askedBy: null,
          since: first.since,
          dueOn: null,
          late: false,
          count: tasks.length,
          href: '/accrochage?vue=decrochages',
        },
      },
    ];
  });
}

/** Schools under a convention signed or in force for which nobody has asked yet, by convention. */
async function requestTasks(ctx: Hatted): Promise<FoundTask[]> {
  const conventions = await ctx.db.convention.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'request', 'Convention'),
        { status: { in: ['signed', 'in_force'] }, product: { is: { kind: 'ent' } } },
      ],
    },
    select: { id: true, number: true, statusSince: true, authority: { select: { name: true } } },
  });
  if (conventions.length === 0) return [];
  const rows = await ctx.db.$queryRaw<{ id: string; count: number }[]>`
    SELECT listed."conventionId" AS id, count(*)::int AS count FROM "ConventionSchool" listed
    JOIN "Convention" convention ON convention."id" = listed."conventionId"
    JOIN "School" school ON school."uai" = listed."uai" AND school."state" IN ('open', 'closing')
    WHERE listed."conventionId" = ANY(${conventions.map(({ id }) => id)}::text[]) AND listed."leftOn" IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM "AafAttachment" living WHERE living."uai" = listed."uai"
          AND living."productId" = convention."productId"
          AND living."status" NOT IN ('rejected', 'cancelled', 'detached'))
    GROUP BY 1`;
  return rows.flatMap(({ id, count }): FoundTask[] => {
    const convention = conventions.find((one) => one.id === id);
    if (!convention) return [];
    return [
      {
        kind: 'aaf_request',
        task: {
          id: `request:${id}`,
          object: `${counted(count, 'école')} · ${convention.authority.name}`,
          detail: `Convention ${convention.number}`,
          askedBy: null,
          since: civilDate(convention.statusSince),
          dueOn: null,
          late: false,
          count,
          href: `/accrochage/demande?convention=${id}`,
        },
      },
    ];
  });
}

/** Imports of the last thirty days that this person launched and that refused something. */
export async function importTasks(ctx: Hatted): Promise<FoundTask[]> {
  const since = toDbDate(addDays(civilDate(ctx.now), -30));
  const imports = await ctx.db.directoryImport.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'DirectoryImport'),
        { actorId: ctx.actor.userId, finishedAt: { gte: since } },
        { OR: [{ status: { in: ['refused', 'failed'] } }, { status: 'done', refused: { gt: 0 } }] },
      ],
    },
    select: { id: true, fileName: true, status: true, refused: true, reason: true, finishedAt: true },
    orderBy: { finishedAt: 'desc' },
    take: 20,
  });
  return imports.map((one) => ({
    kind: 'import',
    task: {
      id: `import:${one.id}`,
      object: one.fileName,
      detail:
        one.status === 'done'
          ? counted(one.refused, 'ligne refusée', 'lignes refusées')
          : (one.reason ?? 'Fichier refusé'),
      askedBy: null,
      since: civilDate(one.finishedAt ?? ctx.now),
      dueOn: null,
      late: false,
      count: 1,
      href: `/administration/annuaire/${one.id}`,
    },
  }));
}
