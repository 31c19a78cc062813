import { subject } from '@casl/ability';
import type { Prisma, Project } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { civilDate, fromDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { type Meaning, numbered } from '../domain';
import { usageOf } from '../queries';
import { isLate, phaseProposal, worksOn } from './domain';

export type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

const following = {
  actors: { where: { hidden: false }, orderBy: { position: 'asc' } },
  activities: {
    where: { hidden: false },
    include: {
      cells: { where: { actor: { is: { hidden: false } } }, include: { actor: true } },
      documents: {
        orderBy: { addedAt: 'asc' },
        include: { file: { select: { name: true, size: true, eliminatedAt: true } } },
      },
    },
  },
} as const satisfies Prisma.RaciMatrixInclude;
type ActivityRow = Prisma.RaciMatrixGetPayload<{ include: typeof following }>['activities'][number];

/** How far an activity is, as every screen reads it. */
export const workOfRow = (
  row: Pick<
    ActivityRow,
    'id' | 'label' | 'phase' | 'state' | 'stateNote' | 'stateAt' | 'stateByName' | 'dueOn' | 'workVersion'
  >,
  today: string,
) => {
  const dueOn = fromDbDate(row.dueOn);
  return {
    id: row.id,
    label: row.label,
    phase: row.phase,
    state: row.state,
    note: row.stateNote,
    stateOn: row.stateAt ? civilDate(row.stateAt) : null,
    stateBy: row.stateByName,
    dueOn,
    late: isLate({ state: row.state, dueOn }, today),
    workVersion: row.workVersion,
  };
};

/** How far the activities of a project are, who does them, their documents; null before the matrix is opened. */
export async function workOf(ctx: Hatted, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: { raci: { include: following }, academy: { select: { settings: true } } },
  });
  if (!project) throw notFound('Ce projet');
  const { raci, academy, ...row } = project;
  const today = civilDate(ctx.now);
  const asSubject = subject('Project', row as Project);
  const canEdit = ctx.ability.can('edit', asSubject);
  const participates = ctx.ability.can('participate', asSubject);
  const isOpen = row.closedAt === null;
  const activities = numbered(raci?.activities ?? []).map((activity) => {
    const parts = activity.cells
      .filter((cell) => cell.meanings.length > 0)
      .map((cell) => ({
        actorKey: cell.actor.key,
        meanings: cell.meanings as Meaning[],
        column: cell.actor,
      }));
    return {
      ...workOfRow(activity, today),
      number: activity.number,
      parts: parts.map(({ actorKey, meanings: given, column }) => ({
        actorKey,
        label: column.label,
        meanings: given,
      })),
      mayWork: isOpen && (canEdit || (participates && worksOn(ctx.actor, parts))),
      documents: participates
        ? activity.documents.map((document) => ({
            id: document.id,
            name: document.file.name,
            size: document.file.size,
            on: civilDate(document.addedAt),
            by: document.addedByName,
            eliminated: document.file.eliminatedAt !== null,
          }))
        : [],
    };
  });
  return {
    project: { id, name: row.name, phase: row.phase, version: row.version, isOpen },
    canEdit: canEdit && isOpen,
    today,
    ...usageOf(academy.settings),
    actors: (raci?.actors ?? []).map(({ key, label, short }) => ({ key, label, short })),
    activities,
    proposal: isOpen ? phaseProposal(row.phase, activities) : null,
  };
}
export type WorkView = Awaited<ReturnType<typeof workOf>>;
export type WorkLine = WorkView['activities'][number];

/** The phase that the work of a project proposes, for its own page. */
export async function proposalOf({ db }: { db: Db }, { id }: { id: string }) {
  const project = await db.project.findUnique({
    where: { id },
    select: {
      phase: true,
      version: true,
      closedAt: true,
      raci: { select: { activities: { where: { hidden: false }, select: { phase: true, state: true } } } },
    },
  });
  if (!project?.raci || project.closedAt) return null;
  const proposal = phaseProposal(project.phase, project.raci.activities);
  return proposal ? { ...proposal, version: project.version } : null;
}

export type ProposedPhase = NonNullable<Awaited<ReturnType<typeof proposalOf>>>;
