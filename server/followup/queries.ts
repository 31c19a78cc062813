import { subject } from '@casl/ability';
import type { FollowUpEntry, FollowUpStep, Prisma } from '@/prisma/generated/client';
import type { Ability } from '../access/rules';
import { scope } from '../access/scope';
import { historyRows } from '../audit/queries';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import type { Db, Tx } from '../db';
import { notFound } from '../errors';
import type { Context } from '../trpc/context';
import { byDueDate, isLate } from './domain';
import { actsForAuthority } from './internal';
import { followUpObject } from './journal';
import { stepOwners } from './people';
import type { ReadFollowUp } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'now' | 'actor'>;

const entryLinks = {
  convention: { select: { id: true, number: true } },
  school: { select: { uai: true, name: true } },
  project: { select: { carrierId: true, departmentCodes: true, academyCode: true } },
} as const satisfies Prisma.FollowUpEntryInclude;

type EntryRow = Prisma.FollowUpEntryGetPayload<{ include: typeof entryLinks }>;

const entryLine = (ability: Ability, row: EntryRow) => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  on: fromDbDate(row.on),
  text: row.text,
  participants: row.participants,
  shared: row.shared,
  convention: row.convention,
  school: row.school,
  authorName: row.authorName,
  authorHat: row.authorHat,
  createdAt: row.createdAt,
  editedAt: row.editedAt,
  canEdit: ability.can('edit', subject('FollowUpEntry', row as FollowUpEntry)),
});

export type EntryLine = ReturnType<typeof entryLine>;

const stepParts = {
  project: { select: { carrierId: true, departmentCodes: true, academyCode: true } },
  owner: { select: { user: { select: { name: true } }, organisation: { select: { name: true } } } },
} as const satisfies Prisma.FollowUpStepInclude;

type StepRow = Prisma.FollowUpStepGetPayload<{ include: typeof stepParts }>;

const stepLine = (ability: Ability, today: string, row: StepRow) => {
  const held = subject('FollowUpStep', row as FollowUpStep);
  const dueOn = fromDbDate(row.dueOn);
  return {
    id: row.id,
    version: row.version,
    text: row.text,
    dueOn,
    late: row.doneAt === null && isLate(dueOn, today),
    ownerMembershipId: row.ownerMembershipId,
    ownerName: row.owner?.user.name ?? row.ownerName,
    ownerOrganisation: row.owner?.organisation.name ?? null,
    shared: row.shared,
    doneAt: row.doneAt,
    doneByName: row.doneByName,
    createdAt: row.createdAt,
    canEdit: ability.can('edit', held),
    canFinish: ability.can('transition', held),
  };
};

export type StepLine = ReturnType<typeof stepLine>;

/**
 * The follow-up of one project: the steps still to be done, soonest first, those done lately, and the lines,
 * latest first. Only what this hat may read: a carrier never receives an internal line.
 */
export async function followUpOf(ctx: Reader, { id: projectId, size, after }: ReadFollowUp & { id: string }) {
  const steps = (done: boolean) =>
    ctx.db.followUpStep.findMany({
      where: {
        AND: [{ projectId, doneAt: done ? { not: null } : null }, scope(ctx.ability, 'read', 'FollowUpStep')],
      },
      include: stepParts,
      orderBy: done ? { doneAt: 'desc' } : [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
      take: done ? 10 : 100,
    });
  const [project, rows, open, done] = await Promise.all([
    ctx.db.project.findUnique({ where: { id: projectId }, select: { academyCode: true, carrierId: true } }),
    ctx.db.followUpEntry.findMany({
      where: { AND: [{ projectId }, scope(ctx.ability, 'read', 'FollowUpEntry')] },
      include: entryLinks,
      orderBy: [{ on: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
      take: size + 1,
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    }),
    steps(false),
    steps(true),
  ]);
  if (!project) throw notFound('Ce projet');
  const today = civilDate(ctx.now);
  const page = rows.slice(0, size);
  return {
    entries: page.map((row) => entryLine(ctx.ability, row)),
    next: rows.length > size ? (page.at(-1)?.id ?? null) : null,
    open: byDueDate(open.map((row) => stepLine(ctx.ability, today, row))),
    done: done.map((row) => stepLine(ctx.ability, today, row)),
    today,
    /** A carrier's hat has no choice of readers: what it writes is shared. */
    mayKeepInternal: ctx.actor !== null && !actsForAuthority({ actor: ctx.actor }),
  };
}

/**
 * The journal of the follow-up and of the académie's own columns, lines that were removed included: for those
 * who read what is internal. A carrier receives none of it.
 */
export async function followUpHistory(
  ctx: Reader,
  { id, before }: { id: string; before?: string | undefined },
) {
  if (!ctx.actor || !ctx.ability.can('read', 'CustomColumn')) return { entries: [], next: null };
  return historyRows(ctx.db, followUpObject, id, { before });
}

export type FollowUp = Awaited<ReturnType<typeof followUpOf>>;

/** What the form of the follow-up offers: people who may be given a step, conventions and schools to link. */
export async function followUpChoices(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    select: { academyCode: true, carrierId: true },
  });
  if (!project) throw notFound('Ce projet');
  const [owners, conventions, schools] = await Promise.all([
    stepOwners(ctx.db, project, toDbDate(civilDate(ctx.now))),
    ctx.db.convention.findMany({
      where: { AND: [{ projectId: id }, scope(ctx.ability, 'read', 'Convention')] },
      select: { id: true, number: true, title: true },
      orderBy: { createdAt: 'desc' },
      take: 200,
    }),
    ctx.db.projectSchool.findMany({
      where: { projectId: id, removedOn: null },
      select: { school: { select: { uai: true, name: true, communeName: true } } },
      orderBy: [{ school: { name: 'asc' } }, { uai: 'asc' }],
      take: 1000,
    }),
  ]);
  return { owners, conventions, schools: schools.map(({ school }) => school) };
}

export type FollowUpChoices = Awaited<ReturnType<typeof followUpChoices>>;

export type NextStep = {
  id: string;
  version: number;
  text: string;
  dueOn: string | null;
  ownerName: string | null;
  ownerMembershipId: string | null;
  shared: boolean;
};

/** The next step of each of these projects, as far as this ability reads it; one query whatever their number. */
export async function nextSteps(
  db: Db | Tx,
  ability: Ability,
  projectIds: readonly string[],
): Promise<Map<string, NextStep>> {
  const rows =
    projectIds.length === 0
      ? []
      : await db.followUpStep.findMany({
          where: {
            AND: [
              { projectId: { in: [...projectIds] }, doneAt: null },
              scope(ability, 'read', 'FollowUpStep'),
            ],
          },
          orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
        });
  const first = new Map<string, NextStep>();
  for (const row of rows)
    if (!first.has(row.projectId))
      first.set(row.projectId, {
        id: row.id,
        version: row.version,
        text: row.text,
        dueOn: fromDbDate(row.dueOn),
        ownerName: row.ownerName,
        ownerMembershipId: row.ownerMembershipId,
        shared: row.shared,
      });
  return first;
}
