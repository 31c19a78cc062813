import { subject } from '@casl/ability';
import type { Project } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { notFound } from '../errors';
import { searchable } from '../territory/search';
import type { Context } from '../trpc/context';
import { cellOf, legend, type Meaning, phaseLabels, phases, type RaciMatrix } from './domain';
import { checkMatrix } from './rules';
import { raciNotice } from './template';

type Reader = Pick<Context, 'db' | 'ability' | 'actor'>;

const whole = {
  actors: { orderBy: { position: 'asc' } },
  activities: { orderBy: { position: 'asc' }, include: { cells: { include: { actor: true } } } },
} as const;

/**
 * The matrix of a project as the grid shows it: phases as bands, a cell for every actor (version 0 when it was
 * never filled), and what is wrong with it. `matrix` is null as long as nobody has opened one.
 */
export async function matrixOf(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: { raci: { include: whole } },
  });
  if (!project) throw notFound('Ce projet');
  const { raci, ...row } = project;
  const head = {
    project: { id, name: row.name, degree: row.degree, phase: row.phase },
    canEdit: ctx.ability.can('edit', subject('Project', row as Project)),
    legend,
    notice: raciNotice,
  };
  if (!raci) return { ...head, matrix: null };

  const actors = raci.actors.map(({ key, label }) => ({ key, label }));
  const activities = raci.activities.map(({ id: activityId, number, phase, label, cells }) => ({
    id: activityId,
    number,
    phase,
    label,
    cells: Object.fromEntries(
      actors.map(({ key }) => {
        const cell = cells.find((one) => one.actor.key === key);
        return [key, { meanings: (cell?.meanings ?? []) as Meaning[], version: cell?.version ?? 0 }];
      }),
    ),
  }));
  const plain: RaciMatrix = {
    actors,
    activities: activities.map((activity) => ({
      ...activity,
      cells: Object.fromEntries(Object.entries(activity.cells).map(([key, cell]) => [key, cell.meanings])),
    })),
  };
  return {
    ...head,
    matrix: {
      version: raci.version,
      actors,
      phases: phases
        .map((phase) => ({
          phase,
          label: phaseLabels[phase],
          activities: activities.filter((activity) => activity.phase === phase),
        }))
        .filter((band) => band.activities.length > 0),
      problems: checkMatrix(plain),
    },
  };
}

/** Cells written since a version of the matrix, and by whom: what an open grid asks every few seconds. */
export async function changesOf(ctx: Reader, { id, since }: { id: string; since: number }) {
  const matrix = await ctx.db.raciMatrix.findUnique({
    where: { projectId: id },
    select: { id: true, version: true },
  });
  if (!matrix || matrix.version <= since) return { version: matrix?.version ?? 0, cells: [] };
  const cells = await ctx.db.raciCell.findMany({
    where: { version: { gt: since }, activity: { matrixId: matrix.id } },
    include: { actor: { select: { key: true } } },
    orderBy: { version: 'asc' },
  });
  return {
    version: matrix.version,
    cells: cells.map(({ activityId, actor, meanings, version, changedById, changedByName }) => ({
      activityId,
      actorKey: actor.key,
      meanings: meanings as Meaning[],
      version,
      changedByName,
      mine: changedById !== null && changedById === ctx.actor?.userId,
    })),
  };
}

export type MatrixChanges = Awaited<ReturnType<typeof changesOf>>;
export type MatrixView = Awaited<ReturnType<typeof matrixOf>>;

/** Active projects that the actor may read, with the state of their matrix. */
export async function listMatrices(ctx: Reader, { q }: { q?: string | undefined }) {
  const words = searchable(q ?? '')
    .split(' ')
    .filter(Boolean);
  const projects = await ctx.db.project.findMany({
    where: { AND: [scope(ctx.ability, 'read', 'Project'), { closedAt: null }] },
    include: { carrier: { select: { name: true } }, raci: { include: whole } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return projects
    .filter(({ name, carrier }) => {
      const text = searchable(`${name} ${carrier.name}`);
      return words.every((word) => text.includes(word));
    })
    .map(({ id, name, degree, phase, carrier, raci }) => ({
      id,
      name,
      degree,
      phase,
      carrierName: carrier.name,
      matrix: raci && summary(raci),
    }));
}

function summary(raci: {
  actors: { key: string; label: string }[];
  activities: {
    number: number;
    phase: RaciMatrix['activities'][number]['phase'];
    label: string;
    cells: { meanings: Meaning[]; actor: { key: string } }[];
  }[];
}) {
  const matrix: RaciMatrix = {
    actors: raci.actors,
    activities: raci.activities.map((activity) => ({
      ...activity,
      cells: Object.fromEntries(activity.cells.map((cell) => [cell.actor.key, cell.meanings])),
    })),
  };
  const problems = checkMatrix(matrix);
  return {
    activities: matrix.activities.length,
    filled: matrix.activities.filter((activity) =>
      matrix.actors.some(({ key }) => cellOf(activity, key).length > 0),
    ).length,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  };
}

export type MatrixLine = Awaited<ReturnType<typeof listMatrices>>[number];
