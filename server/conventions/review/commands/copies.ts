import { authorityRoles, type Role } from '@/server/access/roles';
import { rulesFor } from '@/server/access/rules';
import { prove } from '@/server/access/scope';
import { change, type PersonAct } from '@/server/audit/journal';
import { civilDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict, invalid } from '@/server/errors';
import { type LoadedConvention, loadConvention, lockConvention } from '../../load';
import { nextNumber } from '../../number';
import type { DuplicateConvention } from '../schema';

type Into = {
  project: {
    id: string;
    academyCode: string;
    carrierId: string;
    productId: string | null;
    departmentCodes: string[];
    demonstration: boolean;
  };
  title: string;
  /** Schools of the source that the new convention may hold. */
  uais: readonly string[];
  /** True to take everything, dates included. */
  resumes: boolean;
};

/** Writes a draft with the texts, values and schools of another convention, on the same template version. */
async function copyInto(tx: Tx, act: PersonAct, source: LoadedConvention, into: Into) {
  const { project, resumes } = into;
  const today = civilDate(act.now);
  const number = await nextNumber(tx, project.academyCode, Number(today.slice(0, 4)));
  const samePlace = project.id === source.projectId;
  const beneficiaries = samePlace
    ? await tx.conventionBeneficiary.findMany({ where: { conventionId: source.id } })
    : [];
  const effectiveOn = resumes ? source.effectiveOn : null;
  return tx.convention.create({
    data: {
      number,
      academyCode: project.academyCode,
      projectId: project.id,
      authorityId: resumes ? source.authorityId : project.carrierId,
      productId: resumes ? source.productId : project.productId,
      templateVersionId: source.templateVersionId,
      shape: source.shape,
      parentId: samePlace ? source.parentId : null,
      bodyId: samePlace ? source.bodyId : null,
      title: into.title,
      degree: source.degree,
      draftedBy: (authorityRoles as readonly Role[]).includes(act.actor.role) ? 'authority' : 'academy',
      effectiveOn,
      durationMonths: source.durationMonths,
      endsOn: resumes ? source.endsOn : null,
      departmentCodes: project.departmentCodes,
      demonstration: project.demonstration,
      statusSince: act.now,
      createdAt: act.now,
      stages: { create: { status: 'draft', since: act.now } },
      articles: {
        create: source.articles.map(({ key, section, position, number: rank, code, title, body }) => ({
          key,
          section,
          position,
          number: rank,
          code,
          title,
          body,
          updatedAt: act.now,
        })),
      },
      variables: {
        create: source.variables.map(({ key, value }) => ({ key, value: value ?? '', updatedAt: act.now })),
      },
      schools: {
        create: source.schools
          .filter(({ uai }) => into.uais.includes(uai))
          .map(({ uai, entryOn }) => ({ uai, entryOn: resumes ? entryOn : toDbDate(today) })),
      },
      ...(source.establishment && samePlace
        ? { establishment: { create: { uai: source.establishment.uai } } }
        : {}),
      beneficiaries: { create: beneficiaries.map(({ authorityId }) => ({ authorityId })) },
      // A reason given for a departure from the template holds for the same words.
      deviations: {
        create: source.deviations.map(({ conventionId: _conventionId, ...one }) => one),
      },
      copyOf: { create: { sourceId: source.id, resumes, createdAt: act.now } },
    },
    select: { id: true, version: true, academyCode: true, number: true, title: true },
  });
}

const rows = (
  act: PersonAct,
  made: { id: string; academyCode: string; number: string; title: string },
  action: string,
  source: LoadedConvention,
  schools: { copied: number; left: readonly string[] },
) => ({
  chain: made.academyCode,
  action,
  objectType: 'Convention',
  objectId: made.id,
  after: {
    number: made.number,
    title: made.title,
    version: 1,
    source: source.number,
    sourceId: source.id,
    schools: schools.copied,
    leftOut: schools.left,
    by: act.actor.userName,
  },
});

/** Only whole conventions are copied: an avenant and a companion live under theirs. */
function wholeConvention(source: LoadedConvention): void {
  if (source.kind !== 'convention')
    throw conflict(
      'Seule une convention entière se copie\u00a0; un avenant se reprend depuis sa convention.',
    );
}

/**
 * A new draft from any convention, for the same project or another one of the académie: texts, values, and the
 * schools that are in that project.
 * @returns the draft, and the schools that could not follow.
 */
export async function duplicateConvention(act: PersonAct, input: DuplicateConvention & { id: string }) {
  await prove(act.db, rulesFor(act.actor), 'edit', 'Project', input.projectId);
  return change(act, async (tx) => {
    const source = await loadConvention(tx, input.id);
    wholeConvention(source);
    const project = await tx.project.findUniqueOrThrow({
      where: { id: input.projectId },
      include: { schools: { where: { removedOn: null }, select: { uai: true } } },
    });
    if (project.closedAt) throw invalid({ projectId: 'Ce projet est clos\u00a0: rouvrez-le d’abord.' });
    if (project.academyCode !== source.academyCode)
      throw invalid({ projectId: 'Ce projet est d’une autre académie.' });
    if (project.degree !== source.degree)
      throw invalid({
        projectId: 'Ce projet est de l’autre degré\u00a0: son modèle de convention est différent.',
      });
    const inProject = new Set(project.schools.map(({ uai }) => uai));
    const held = source.schools.map(({ uai }) => uai);
    const uais = held.filter((uai) => inProject.has(uai));
    const left = held.filter((uai) => !inProject.has(uai));
    const made = await copyInto(tx, act, source, {
      project,
      title: input.title || source.title,
      uais,
      resumes: false,
    });
    return {
      result: { id: made.id, number: made.number, version: made.version, left },
      journal: rows(act, made, 'convention.duplicated', source, { copied: uais.length, left }),
    };
  });
}

/**
 * Takes up again a project that was abandoned: a draft with everything it held, linked to it. Opinions given on
 * it stand as long as nothing of which they speak is changed (see requestOpinions).
 */
export async function resumeConvention(act: PersonAct, input: { id: string }) {
  return change(act, async (tx) => {
    const source = await lockConvention(tx, input.id);
    wholeConvention(source);
    if (source.status !== 'abandoned')
      throw conflict(
        'Ce projet n’est pas clos\u00a0: il se corrige tel quel, sans rien ressaisir. Seul un projet abandonné se reprend en brouillon.',
        { status: source.status },
      );
    const living = await tx.conventionCopy.findFirst({
      where: { sourceId: source.id, resumes: true, convention: { status: { not: 'abandoned' } } },
      include: { convention: { select: { id: true, number: true } } },
    });
    if (living)
      throw conflict(`Ce projet est déjà repris sous le numéro ${living.convention.number}.`, {
        conventionId: living.convention.id,
      });
    const held = source.schools.map(({ uai }) => uai);
    const inProject = await tx.projectSchool.findMany({
      where: { projectId: source.projectId, removedOn: null, uai: { in: held } },
      select: { uai: true },
    });
    const known = new Set(inProject.map(({ uai }) => uai));
    const left = held.filter((uai) => !known.has(uai));
    const made = await copyInto(tx, act, source, {
      project: source.project,
      title: source.title,
      uais: held.filter((uai) => known.has(uai)),
      resumes: true,
    });
    return {
      result: { id: made.id, number: made.number, version: made.version, left },
      journal: rows(act, made, 'convention.resumed_as_draft', source, { copied: known.size, left }),
    };
  });
}
