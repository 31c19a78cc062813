import { subject } from '@casl/ability';
import type { Prisma, Project } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { scope } from '@/server/access/scope';
import { civilDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { type Meaning, meanings, numbered, type Phase, phaseLabels, phases } from '../domain';
import { partySpokenBy } from '../speaks';
import { progressOf } from './domain';
import { type Hatted, workOfRow } from './queries';
import type { Mine } from './schema';

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

/** Lines of one page of « mes responsabilités ». */
const PAGE_SIZE = 50;

/** One's own named column first, then one's party's, in the order of the matrix. */
type Column = { key: string; label: string; named: boolean; position: number; meanings: Meaning[] };

/**
 * Every activity of the running projects in which a column that this hat speaks for has a part: what is due first
 * comes first. The number of queries does not depend on the number of projects.
 */
export async function responsibilitiesOf(ctx: Hatted, input: Mine) {
  const today = civilDate(ctx.now);
  const all = await partsOf(ctx, input.all ? [...meanings] : ['doer', 'accountable'], today);
  const projects = await projectsOf(ctx, [...new Set(all.map(({ matrixId }) => matrixId))]);
  const placed = all.flatMap((line) => {
    const project = projects.get(line.matrixId);
    return project ? [{ ...line, project }] : [];
  });
  const within = placed.filter(
    (one) => (!input.projectId || one.project.id === input.projectId) && (!input.named || one.named),
  );
  const found = within
    .filter((one) => (!input.state || one.state === input.state) && (!input.late || one.late))
    .sort(byDueDate);
  const shown = found.slice((input.page - 1) * PAGE_SIZE, input.page * PAGE_SIZE);
  const ranks = await ranksIn(ctx.db, [...new Set(shown.map(({ matrixId }) => matrixId))]);
  return {
    lines: shown.map(({ project: { canEdit, ...project }, ...line }) => ({
      ...line,
      project,
      number: ranks.get(line.id) ?? 0,
      phaseLabel: phaseLabels[line.phase],
      mayWork: line.works || canEdit,
    })),
    found: found.length,
    page: input.page,
    pageSize: PAGE_SIZE,
    /** Of what the filters on projects and names keep, whatever the state. */
    counts: progressOf(within),
    total: placed.length,
    hasNamed: placed.some(({ named }) => named),
    projects: [...projects.values()]
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    today,
  };
}

/** The activities in which this hat's columns have one of these parts. */
async function partsOf(ctx: Hatted, wanted: Meaning[], today: string) {
  const project = { AND: [scope(ctx.ability, 'participate', 'Project'), { closedAt: null }] };
  const cells = await ctx.db.raciCell.findMany({
    where: {
      meanings: { hasSome: wanted },
      actor: { is: spokenColumns(ctx.actor) },
      activity: { is: { hidden: false, matrix: { is: { project: { is: project } } } } },
    },
    select: {
      meanings: true,
      actor: { select: { key: true, label: true, kind: true, position: true, membershipId: true } },
      activity: {
        select: {
          id: true,
          matrixId: true,
          label: true,
          phase: true,
          position: true,
          state: true,
          stateNote: true,
          stateAt: true,
          stateByName: true,
          dueOn: true,
          workVersion: true,
          _count: { select: { documents: true } },
        },
      },
    },
  });
  const newLine = ({ activity }: (typeof cells)[number]) => ({
    ...workOfRow(activity, today),
    matrixId: activity.matrixId,
    position: activity.position,
    documents: activity._count.documents,
    named: false,
    /** True when one of the columns does it or answers for it. */
    works: false,
    columns: [] as Column[],
  });
  const lines = new Map<string, ReturnType<typeof newLine>>();
  for (const cell of cells) {
    const { actor, meanings: given } = cell;
    const named = actor.kind === 'person' && actor.membershipId === ctx.actor.membershipId;
    const line = lines.get(cell.activity.id) ?? newLine(cell);
    line.named ||= named;
    line.works ||= given.some((one) => one === 'doer' || one === 'accountable');
    line.columns.push({
      key: actor.key,
      label: actor.label,
      named,
      position: actor.position,
      meanings: given as Meaning[],
    });
    line.columns.sort((a, b) => Number(b.named) - Number(a.named) || a.position - b.position);
    lines.set(cell.activity.id, line);
  }
  return [...lines.values()];
}

/** The projects of these matrices, by matrix. */
async function projectsOf(ctx: Hatted, matrixIds: string[]) {
  const matrices = await ctx.db.raciMatrix.findMany({
    where: { id: { in: matrixIds } },
    select: { id: true, project: true },
  });
  return new Map(
    matrices.flatMap(({ id, project }) =>
      project
        ? [
            [
              id,
              {
                id: project.id,
                name: project.name,
                canEdit: ctx.ability.can('edit', subject('Project', project as Project)),
              },
            ] as const,
          ]
        : [],
    ),
  );
}
export type Responsibilities = Awaited<ReturnType<typeof responsibilitiesOf>>;
export type Responsibility = Responsibilities['lines'][number];

type Due = { dueOn: string | null; state: string; phase: Phase; position: number; project: { name: string } };

/** What is due first; what has no day after it; what is done last. */
const byDueDate = (a: Due, b: Due) =>
  Number(a.state === 'done') - Number(b.state === 'done') ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.project.name.localeCompare(b.project.name, 'fr') ||
  phases.indexOf(a.phase) - phases.indexOf(b.phase) ||
  a.position - b.position;

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
