import { subject } from '@casl/ability';
import type { Prisma, Project } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { type Meaning, meanings, numbered, phaseLabels } from '../domain';
import { usageOf } from '../queries';
import { partySpokenBy } from '../speaks';
import { isLate, phaseProposal, progressOf, worksOn } from './domain';
import type { Mine } from './schema';

type Hatted = Pick<Context, 'db' | 'ability' | 'now'> & { actor: Actor };

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

const workOfRow = (
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

/** The columns for which a hat speaks, as `speaksFor` tells it, in SQL. */
export function spokenColumns({ membershipId, role }: Actor): Prisma.RaciActorWhereInput {
  const party = partySpokenBy(role);
  const named = { kind: 'person', membershipId } as const;
  return {
    hidden: false,
    OR: [
      named,
      ...(party
        ? [{ party, NOT: { AND: [{ kind: 'person' as const }, { membershipId: { not: null } }] } }]
        : []),
    ],
  };
}

/**
 * Every activity of the running projects in which a column that this hat speaks for has a part: what is due first
 * comes first. The number of queries does not depend on the number of projects.
 */
export async function responsibilitiesOf(ctx: Hatted, input: Mine) {
  const today = civilDate(ctx.now);
  const wanted: Meaning[] = input.all ? [...meanings] : ['doer', 'accountable'];
  const cells = await ctx.db.raciCell.findMany({
    where: {
      meanings: { hasSome: wanted },
      actor: { is: spokenColumns(ctx.actor) },
      activity: {
        is: {
          hidden: false,
          matrix: {
            is: {
              project: { is: { AND: [scope(ctx.ability, 'participate', 'Project'), { closedAt: null }] } },
            },
          },
        },
      },
    },
    include: {
      actor: { select: { key: true, label: true, kind: true, position: true, membershipId: true } },
      activity: {
        include: {
          _count: { select: { documents: true } },
          matrix: {
            select: {
              project: { include: { academy: { select: { settings: true } } } },
            },
          },
        },
      },
    },
  });
  const ranks = await ranksIn(ctx.db, [...new Set(cells.map(({ activity }) => activity.matrixId))]);
  type Line = ReturnType<typeof workOfRow> & {
    number: number;
    documents: number;
    project: { id: string; name: string };
    phaseLabel: string;
    letters: ReturnType<typeof usageOf>['letters'];
    named: boolean;
    /** One's own named column first, then one's party's. */
    columns: { key: string; label: string; named: boolean; position: number; meanings: Meaning[] }[];
    mayWork: boolean;
  };
  const found = new Map<string, Line>();
  for (const { activity, actor, meanings: given } of cells) {
    const { project } = activity.matrix;
    if (!project) continue;
    const { academy, ...row } = project;
    const named = actor.kind === 'person' && actor.membershipId === ctx.actor.membershipId;
    const works = given.some((one) => one === 'doer' || one === 'accountable');
    const line = found.get(activity.id) ?? {
      ...workOfRow(activity, today),
      number: ranks.get(activity.id) ?? 0,
      documents: activity._count.documents,
      project: { id: row.id, name: row.name },
      phaseLabel: phaseLabels[activity.phase],
      letters: usageOf(academy.settings).letters,
      named: false,
      columns: [],
      mayWork: ctx.ability.can('edit', subject('Project', row as Project)),
    };
    line.named ||= named;
    line.mayWork ||= works;
    line.columns.push({
      key: actor.key,
      label: actor.label,
      named,
      position: actor.position,
      meanings: given as Meaning[],
    });
    line.columns.sort((a, b) => Number(b.named) - Number(a.named) || a.position - b.position);
    found.set(activity.id, line);
  }
  const all = [...found.values()];
  const within = all.filter(
    (one) => (!input.projectId || one.project.id === input.projectId) && (!input.named || one.named),
  );
  const lines = within
    .filter((one) => (!input.state || one.state === input.state) && (!input.late || one.late))
    .sort(byDueDate);
  const projects = new Map(all.map(({ project }) => [project.id, project]));
  return {
    lines,
    /** Of what the other filters keep, whatever the state. */
    counts: progressOf(within),
    total: all.length,
    hasNamed: all.some(({ named }) => named),
    projects: [...projects.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    today,
  };
}
export type Responsibilities = Awaited<ReturnType<typeof responsibilitiesOf>>;
export type Responsibility = Responsibilities['lines'][number];

type Due = { dueOn: string | null; state: string; project: { name: string }; number: number };

/** What is due first; what has no day after it; what is done last. */
const byDueDate = (a: Due, b: Due) =>
  Number(a.state === 'done') - Number(b.state === 'done') ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.project.name.localeCompare(b.project.name, 'fr') ||
  a.number - b.number;

/** The rank of each shown activity of these matrices: what people call it by. */
async function ranksIn(db: Db, matrixIds: string[]): Promise<Map<string, number>> {
  const rows = await db.raciActivity.findMany({
    where: { matrixId: { in: matrixIds }, hidden: false },
    select: { id: true, matrixId: true, phase: true, position: true },
  });
  const byMatrix = new Map<string, typeof rows>();
  for (const row of rows) {
    const held = byMatrix.get(row.matrixId);
    if (held) held.push(row);
    else byMatrix.set(row.matrixId, [row]);
  }
  return new Map(
    [...byMatrix.values()].flatMap((held) => numbered(held).map(({ id, number }) => [id, number] as const)),
  );
}
