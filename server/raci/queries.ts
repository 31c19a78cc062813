import { subject } from '@casl/ability';
import type { Prisma, Project } from '@/prisma/generated/client';
import { scope } from '../access/scope';
import { civilDate, toDbDate } from '../clock';
import { notFound } from '../errors';
import { academySettings } from '../organisations/settings';
import { searchable } from '../territory/search';
import type { Context } from '../trpc/context';
import { legendOf } from './content';
import { cellOf, type Meaning, numbered, phaseLabels, phases, type RaciParty } from './domain';
import { letterSet } from './letters';
import { acceptedOf, actorOfRow, matrixOfRows, type WholeRows, whole } from './load';
import type { MatrixOwner } from './owner';
import { checkMatrix } from './rules';
import { lastStructureChange } from './structure/commands';
import { raciNotice } from './template';

type Reader = Pick<Context, 'db' | 'ability' | 'actor' | 'now'>;

/** The civil day of a request, as a `date` column carries it. */
const today = (ctx: Reader) => toDbDate(civilDate(ctx.now));

/** What a project knows of its parties: the real organisation behind a column. */
export type PartyNames = Partial<Record<RaciParty, string>>;

/**
 * The rows and columns of a matrix as the grid shows them: phases as bands, a cell for every actor.
 * @param names the real organisations of the project; a template has none.
 */
export function gridOf(rows: WholeRows, day: Date, names: PartyNames = {}) {
  const actors = rows.actors
    .filter(({ hidden }) => !hidden)
    .map((row) => ({
      ...actorOfRow(row, day),
      membershipId: row.membershipId,
      /** « Commune d’Argenteuil » behind « Collectivité »; null where the column says it itself. */
      organisation: row.kind === 'organisation' ? (names[row.party] ?? null) : null,
    }));
  const activities = numbered(rows.activities.filter(({ hidden }) => !hidden)).map(
    ({ id, key, number, phase, label, cells }) => ({
      id,
      key,
      number,
      phase,
      label,
      cells: Object.fromEntries(
        actors.map((actor) => {
          const cell = cells.find((one) => one.actor.key === actor.key);
          // Version 0: never filled.
          return [actor.key, { meanings: (cell?.meanings ?? []) as Meaning[], version: cell?.version ?? 0 }];
        }),
      ),
    }),
  );
  return {
    version: rows.version,
    structureVersion: rows.structureVersion,
    actors,
    phases: phases
      .map((phase) => ({
        phase,
        label: phaseLabels[phase],
        activities: activities.filter((activity) => activity.phase === phase),
      }))
      .filter((band) => band.activities.length > 0),
    hidden: {
      actors: rows.actors.filter(({ hidden }) => hidden).map(({ key, label }) => ({ key, label })),
      activities: rows.activities
        .filter(({ hidden }) => hidden)
        .map(({ id, key, phase, label }) => ({ id, key, phase, label })),
    },
  };
}

/** How an académie writes and watches its matrices. */
export function usageOf(settings: unknown) {
  const { letters, sharePercent } = academySettings(settings).raci;
  return { letters: letterSet(letters), share: sharePercent / 100 };
}

/**
 * The matrix of a project as the grid shows it, with all that its rules need to be checked again as one types.
 * `matrix` is null as long as nobody has opened one.
 */
export async function matrixOf(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: {
      raci: { include: whole },
      academy: { select: { settings: true, fullName: true } },
      carrier: { select: { name: true } },
      product: { select: { vendor: { select: { name: true } } } },
    },
  });
  if (!project) throw notFound('Ce projet');
  const { raci, academy, carrier, product, ...row } = project;
  const usage = usageOf(academy.settings);
  const head = {
    project: { id, name: row.name, degree: row.degree, phase: row.phase },
    canEdit: ctx.ability.can('edit', subject('Project', row as Project)),
    legend: legendOf(usage.letters),
    letters: usage.letters,
    notice: raciNotice,
  };
  if (!raci) return { ...head, matrix: null };
  const circumstances = { ...usage, phase: row.phase, accepted: acceptedOf(raci) };
  return {
    ...head,
    matrix: {
      ...gridOf(raci, today(ctx), {
        academy: academy.fullName,
        authority: carrier.name,
        ...(product ? { vendor: product.vendor.name } : {}),
      }),
      circumstances,
      problems: checkMatrix(matrixOfRows(raci, today(ctx)), circumstances),
    },
  };
}

const origin = {
  startedFrom: {
    select: {
      number: true,
      template: {
        select: {
          name: true,
          retiredAt: true,
          versions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 },
        },
      },
    },
  },
} as const satisfies Prisma.RaciMatrixSelect;

/** From which version of which template a matrix comes, and a newer one if any; null when from the application's. */
function originOf({ startedFrom }: Prisma.RaciMatrixGetPayload<{ select: typeof origin }>) {
  if (!startedFrom) return null;
  const { number, template } = startedFrom;
  const last = template.versions[0]?.number ?? number;
  return {
    name: template.name,
    number,
    newer: template.retiredAt === null && last > number ? last : null,
  };
}

/** What stands at the head of every view of a project's matrix. */
export async function frameOf(ctx: Reader, { id }: { id: string }) {
  const project = await ctx.db.project.findUnique({
    where: { id },
    include: { raci: { select: origin }, academy: { select: { settings: true } } },
  });
  if (!project) throw notFound('Ce projet');
  const { raci, academy, ...row } = project;
  return {
    project: { id, name: row.name },
    canEdit: ctx.ability.can('edit', subject('Project', row as Project)),
    isOpen: raci !== null,
    origin: raci && originOf(raci),
    canSaveTemplate: ctx.ability.can('create', 'RaciTemplate'),
    letters: usageOf(academy.settings).letters,
  };
}

export type MatrixFrame = Awaited<ReturnType<typeof frameOf>>;

/** Cells written since a version of the matrix, and by whom: what an open grid asks every few seconds. */
export async function changesOf(
  ctx: Pick<Reader, 'db' | 'actor'>,
  owner: MatrixOwner,
  { since }: { since: number },
) {
  const matrix = await ctx.db.raciMatrix.findUnique({
    where: 'projectId' in owner ? { projectId: owner.projectId } : { templateId: owner.templateId },
    select: { id: true, version: true, structureVersion: true },
  });
  if (!matrix) return { version: 0, structureVersion: 0, cells: [] };
  const { version, structureVersion } = matrix;
  if (version <= since) return { version, structureVersion, cells: [] };
  const object =
    'projectId' in owner
      ? { objectType: 'Project' as const, objectId: owner.projectId }
      : { objectType: 'RaciTemplate' as const, objectId: owner.templateId };
  const structureBy = structureVersion > since ? await lastStructureChange(ctx.db, object) : null;
  const cells = await ctx.db.raciCell.findMany({
    where: { version: { gt: since }, activity: { matrixId: matrix.id } },
    include: { actor: { select: { key: true } } },
    orderBy: { version: 'asc' },
  });
  return {
    version,
    structureVersion,
    /** Who changed rows or columns since, when somebody did. */
    ...(structureBy && {
      structureBy: { name: structureBy.actorName, mine: structureBy.actorId === ctx.actor?.userId },
    }),
    cells: cells.map((cell) => ({
      activityId: cell.activityId,
      actorKey: cell.actor.key,
      meanings: cell.meanings as Meaning[],
      version: cell.version,
      changedByName: cell.changedByName,
      mine: cell.changedById !== null && cell.changedById === ctx.actor?.userId,
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
    include: {
      carrier: { select: { name: true } },
      academy: { select: { settings: true } },
      raci: { include: whole },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return projects
    .filter(({ name, carrier }) => {
      const text = searchable(`${name} ${carrier.name}`);
      return words.every((word) => text.includes(word));
    })
    .map(({ id, name, degree, phase, carrier, academy, raci }) => ({
      id,
      name,
      degree,
      phase,
      carrierName: carrier.name,
      matrix:
        raci &&
        summary(raci, today(ctx), { ...usageOf(academy.settings), phase, accepted: acceptedOf(raci) }),
    }));
}

function summary(rows: WholeRows, day: Date, circumstances: Parameters<typeof checkMatrix>[1]) {
  const matrix = matrixOfRows(rows, day);
  const problems = checkMatrix(matrix, circumstances);
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
