import { scope } from '@/server/access/scope';
import type { Db, Tx } from '@/server/db';
import { invalid, notFound } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { matrixOfRows, whole } from '../load';
import { usageOf } from '../queries';
import { type MatrixSnapshot, snapshotOf, snapshotSchema } from '../snapshot';
import { raciTemplate } from '../template';
import { offeredVersions } from '../templates/queries';

type Reader = Pick<Context, 'db' | 'ability'>;

/** One side of a comparison: as the address names it, as people name it, and of which day it is. */
export type SideHead = { id: string; label: string; at: string | null };
export type Side = SideHead & { matrix: MatrixSnapshot };
export type SideGroup = { label: string; sides: SideHead[] };

/** The matrix of a project with all that its sides need; null when it has none. */
async function basisOf(db: Db | Tx, id: string) {
  const project = await db.project.findUnique({
    where: { id },
    include: {
      academy: { select: { settings: true } },
      raci: {
        include: {
          ...whole,
          versions: { orderBy: { number: 'desc' } },
          startedFrom: { select: { id: true, templateId: true } },
        },
      },
    },
  });
  if (!project) throw notFound('Ce projet');
  return project;
}
type Basis = Awaited<ReturnType<typeof basisOf>>;

const live = (): SideHead => ({ id: 'actuel', label: 'Matrice actuelle', at: null });
const frozen = ({ number, frozenAt }: { number: number; frozenAt: Date }): SideHead => ({
  id: `v${number}`,
  label: `Version ${number} figée`,
  at: frozenAt.toISOString(),
});
const published = (one: { id: string; number: number; publishedAt: Date }, name: string): SideHead => ({
  id: `modele-${one.id}`,
  label: `${name}, version ${one.number}`,
  at: one.publishedAt.toISOString(),
});
const application = (): SideHead => ({ id: 'application', label: 'Proposition de l’application', at: null });

/** Versions of templates that may stand beside this project: those of the one it began with, and those in service. */
async function templateVersions(ctx: Reader, project: Basis) {
  const began = project.raci?.startedFrom
    ? await ctx.db.raciTemplate.findUnique({
        where: { id: project.raci.startedFrom.templateId },
        include: { versions: { orderBy: { number: 'desc' } } },
      })
    : null;
  const own = began ? began.versions.map((one) => ({ ...one, name: began.name })) : [];
  // What the académie offers is read by its services; the other parties read what the project began with.
  const offered = ctx.ability.can('read', 'RaciTemplate')
    ? await offeredVersions(ctx.db, project.academyCode, project.degree)
    : [];
  return [...own, ...offered.filter(({ id }) => !own.some((one) => one.id === id))];
}

/** Other projects of the same degree that this person may read and whose matrix is open. */
const otherProjects = (ctx: Reader, project: Basis, id?: string) =>
  ctx.db.project.findMany({
    where: {
      AND: [
        scope(ctx.ability, 'read', 'Project'),
        { id: { not: project.id }, raci: { isNot: null }, ...(id ? { id } : { closedAt: null }) },
      ],
    },
    select: { id: true, name: true, degree: true, carrier: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
  });

/** What a project's matrix may be compared with, itself included, in groups for a list. */
export async function sidesOf(ctx: Reader, { id }: { id: string }) {
  const project = await basisOf(ctx.db, id);
  const [versions, projects] = await Promise.all([
    templateVersions(ctx, project),
    otherProjects(ctx, project),
  ]);
  const groups: SideGroup[] = [
    {
      label: 'Ce projet',
      sides: project.raci ? [live(), ...project.raci.versions.map(frozen)] : [],
    },
    { label: 'Modèles', sides: [...versions.map((one) => published(one, one.name)), application()] },
    {
      label: 'Autres projets',
      sides: projects
        .filter(({ degree }) => degree === project.degree)
        .map((one) => ({ id: `projet-${one.id}`, label: `${one.name} (${one.carrier.name})`, at: null })),
    },
  ];
  const [lastFrozen] = project.raci?.versions ?? [];
  const first = lastFrozen
    ? frozen(lastFrozen).id
    : project.raci?.startedFromId
      ? `modele-${project.raci.startedFromId}`
      : application().id;
  return {
    groups: groups.filter(({ sides }) => sides.length > 0),
    /** With what it is compared when the address does not say. */
    first,
    letters: usageOf(project.academy.settings).letters,
  };
}

/**
 * One side, as the address names it.
 * @throws AppError not_found for what does not exist or may not be read, invalid while the matrix is not open.
 */
export async function sideOf(ctx: Reader, projectId: string, id: string): Promise<Side> {
  const project = await basisOf(ctx.db, projectId);
  const { raci } = project;
  const missing = notFound('Cette matrice à comparer');
  if (id === 'application') return { ...application(), matrix: snapshotOf(raciTemplate(project.degree)) };
  if (id === 'modele')
    return sideOf(ctx, projectId, raci?.startedFromId ? `modele-${raci.startedFromId}` : 'application');
  if (id === 'modele-recent') {
    const [latest] = await templateVersions(ctx, project);
    return sideOf(ctx, projectId, latest ? `modele-${latest.id}` : 'application');
  }
  if (id.startsWith('modele-')) {
    const version = (await templateVersions(ctx, project)).find((one) => `modele-${one.id}` === id);
    if (!version) throw missing;
    return { ...published(version, version.name), matrix: snapshotSchema.parse(version.snapshot) };
  }
  if (id.startsWith('projet-')) {
    const [other] = await otherProjects(ctx, project, id.slice('projet-'.length));
    const rows =
      other && (await ctx.db.raciMatrix.findUnique({ where: { projectId: other.id }, include: whole }));
    if (!other || !rows) throw missing;
    return {
      id,
      label: `${other.name} (${other.carrier.name})`,
      at: null,
      matrix: snapshotOf(matrixOfRows(rows)),
    };
  }
  if (!raci) throw invalid({ of: 'La matrice de ce projet n’est pas encore ouverte.' });
  if (id === 'actuel') return { ...live(), matrix: snapshotOf(matrixOfRows(raci)) };
  const version = raci.versions.find(({ number }) => `v${number}` === id);
  if (!version) throw missing;
  return { ...frozen(version), matrix: snapshotSchema.parse(version.snapshot) };
}
