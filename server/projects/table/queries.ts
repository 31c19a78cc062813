import type { Prisma } from '@/prisma/generated/client';
import type { Ability } from '../../access/rules';
import { scope } from '../../access/scope';
import { civilDate, fromDbDate } from '../../clock';
import type { Db, Tx } from '../../db';
import { isLate } from '../../followup/domain';
import { type NextStep, nextSteps } from '../../followup/queries';
import type { Context } from '../../trpc/context';
import { projectFilters } from '../queries';
import { compareCells, type TableColumn } from './cells';
import { type OwnColumn, ownIdOf, type ProjectRow, tableColumns } from './columns';
import { MAX_ROWS, type ProjectTable } from './schema';

type Reader = Pick<Context, 'db' | 'ability' | 'now' | 'actor'>;

export const tableParts = {
  carrier: { select: { name: true } },
  tracking: true,
  _count: {
    select: {
      schools: { where: { removedOn: null } },
      conventions: { where: { status: { not: 'abandoned' } } },
      attachments: { where: { status: 'attached' } },
    },
  },
} as const satisfies Prisma.ProjectInclude;

type TableProject = Prisma.ProjectGetPayload<{ include: typeof tableParts }>;

/** The columns of this hat: those of everybody, those of the académie when it reads them. */
export async function columnsOf(db: Db | Tx, ability: Ability): Promise<TableColumn[]> {
  const internal = ability.can('read', 'CustomColumn');
  const [products, own] = await Promise.all([
    db.product.findMany({
      where: { AND: [scope(ability, 'read', 'Product'), { active: true }] },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    }),
    ownColumns(db, ability),
  ]);
  return tableColumns({
    products: products.map(({ id, name }) => ({ id, label: name })),
    own,
    internal,
    follows: ability.can('follow', 'Project'),
    editable: ability.can('edit', 'Project'),
  });
}

/** The académie's own columns, in their order; none for a hat that does not read them. */
export async function ownColumns(db: Db | Tx, ability: Ability): Promise<OwnColumn[]> {
  return db.customColumn.findMany({
    where: scope(ability, 'read', 'CustomColumn'),
    select: { id: true, label: true, type: true, choices: true, hidden: true, version: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
}

/** The values of one project, as its cells keep them. */
export function rowOf(
  project: TableProject,
  step: NextStep | undefined,
  columns: readonly TableColumn[],
): ProjectRow {
  const own = project.tracking?.values as Record<string, string> | undefined;
  const values: Record<string, string> = {
    name: project.name,
    carrier: project.carrier.name,
    degree: project.degree,
    departments: project.departmentCodes.join(', '),
    priority: project.tracking?.priority ?? '',
    label: project.tracking?.label ?? '',
    phase: project.phase,
    nextStep: step?.text ?? '',
    nextStepDue: step?.dueOn ?? '',
    nextStepOwner: step?.ownerName ?? '',
    productId: project.productId ?? '',
    schools: String(project._count.schools),
    conventions: String(project._count.conventions),
    attached: String(project._count.attachments),
    academyLeadName: project.academyLeadName ?? '',
    academyLeadEmail: project.academyLeadEmail ?? '',
    authorityLeadName: project.authorityLeadName ?? '',
    authorityLeadEmail: project.authorityLeadEmail ?? '',
    startsOn: fromDbDate(project.startsOn) ?? '',
    endsOn: fromDbDate(project.endsOn) ?? '',
    marketReference: project.marketReference ?? '',
    marketEndsOn: fromDbDate(project.marketEndsOn) ?? '',
    updated: civilDate(project.updatedAt),
  };
  const kept = columns.map(({ key }): [string, string] => {
    const id = ownIdOf(key);
    return [key, (id === null ? values[key] : own?.[id]) ?? ''];
  });
  return { id: project.id, closed: project.closedAt !== null, values: Object.fromEntries(kept) };
}

type Filters = Pick<
  ProjectTable,
  'q' | 'degree' | 'phase' | 'department' | 'carrierId' | 'state' | 'priority' | 'followUp'
>;

/** What the filters of the table let through, in SQL: the next step is the open one that is due first. */
async function tableFilters(ctx: Reader, input: Filters): Promise<Prisma.ProjectWhereInput> {
  return {
    AND: [
      await projectFilters(ctx, input),
      input.priority && ctx.ability.can('read', 'CustomColumn')
        ? { tracking: { is: { priority: input.priority } } }
        : {},
    ],
  };
}

/** Whether a project answers the filter on its follow-up; the next step is the one that this hat reads. */
function followed(ctx: Reader, input: Filters, step: NextStep | undefined): boolean {
  if (input.followUp === 'late') return isLate(step?.dueOn ?? null, civilDate(ctx.now));
  if (input.followUp === 'none') return step === undefined;
  if (input.followUp === 'mine')
    return step !== undefined && step.ownerMembershipId === ctx.actor?.membershipId;
  return true;
}

/** Reads some projects with their next step, as rows; two queries, whatever their number. */
async function readRows(
  ctx: Reader,
  input: Filters,
  columns: readonly TableColumn[],
  page: Pick<Prisma.ProjectFindManyArgs, 'where' | 'take' | 'cursor' | 'skip'>,
): Promise<{ rows: ProjectRow[]; read: number; last: string | undefined }> {
  const projects = await ctx.db.project.findMany({
    ...page,
    include: tableParts,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const ids = projects.map(({ id }) => id);
  const steps = await nextSteps(ctx.db, ctx.ability, ids);
  const rows = projects
    .filter(({ id }) => followed(ctx, input, steps.get(id)))
    .map((project) => rowOf(project, steps.get(project.id), columns));
  return { rows, read: projects.length, last: ids.at(-1) };
}

/**
 * The projects of the table, whole (up to MAX_ROWS), with the value of every column that this hat has; a
 * constant number of queries whatever their number. `more` tells how many projects were left out.
 */
export async function projectTable(ctx: Reader, input: ProjectTable) {
  const where = await tableFilters(ctx, input);
  const [total, columns] = await Promise.all([
    ctx.db.project.count({ where }),
    columnsOf(ctx.db, ctx.ability),
  ]);
  const { rows, read } = await readRows(ctx, input, columns, { where, take: MAX_ROWS });
  const sorted = columns.find(({ key }) => key === input.sort);
  if (sorted) {
    const order = compareCells(sorted, input.descending);
    rows.sort((a, b) => order(a.values[sorted.key] ?? '', b.values[sorted.key] ?? ''));
  }
  return { columns, rows, total, more: Math.max(0, total - read), today: civilDate(ctx.now) };
}

export type ProjectTableView = Awaited<ReturnType<typeof projectTable>>;

/** The same rows page after page, by name: for a file, which has no limit. */
export async function projectRows(
  ctx: Reader,
  input: Filters,
  columns: readonly TableColumn[],
  size: number,
): Promise<{ total: number; pages: AsyncIterable<readonly ProjectRow[]> }> {
  const where = await tableFilters(ctx, input);
  async function* pages() {
    let after: string | undefined;
    do {
      const cursor = after ? { cursor: { id: after }, skip: 1 } : {};
      const { rows, read, last } = await readRows(ctx, input, columns, { where, take: size, ...cursor });
      if (rows.length > 0) yield rows;
      after = read === size ? last : undefined;
    } while (after);
  }
  return { total: await ctx.db.project.count({ where }), pages: pages() };
}
