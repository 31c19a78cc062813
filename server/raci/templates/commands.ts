import type { Degree } from '@/prisma/generated/enums';
import { change, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import type { Db, Tx } from '@/server/db';
import { canonicalJson } from '@/server/documents/hash';
import { AppError, forbidden, invalid, notFound } from '@/server/errors';
import { createMatrix } from '../create';
import type { RaciMatrix } from '../domain';
import { matrixOfRows, whole } from '../load';
import { lockedMatrix } from '../owner';
import { usageOf } from '../queries';
import { checkMatrix } from '../rules';
import { snapshotOf } from '../snapshot';
import { raciTemplate } from '../template';
import type { CreateTemplate, PublishTemplate, RenameTemplate, RetireTemplate } from './schema';

type Source = { degree: Degree; matrix: RaciMatrix; label: string };

/** The matrix that a new template begins with; who may read it has been proven. */
async function sourceOf(tx: Tx, academyCode: string, from: CreateTemplate['from']): Promise<Source> {
  if (from.kind === 'application')
    return { degree: from.degree, matrix: raciTemplate(from.degree), label: 'proposition de l’application' };
  if (from.kind === 'project') {
    const project = await tx.project.findFirst({
      where: { id: from.projectId, academyCode },
      include: { raci: { include: whole } },
    });
    if (!project) throw notFound('Ce projet');
    if (!project.raci)
      throw invalid({ 'from.projectId': 'La matrice de ce projet n’est pas encore ouverte.' });
    return { degree: project.degree, matrix: matrixOfRows(project.raci), label: project.name };
  }
  const template = await tx.raciTemplate.findFirst({
    where: { id: from.templateId, academyCode },
    include: { matrix: { include: whole } },
  });
  if (!template?.matrix) throw notFound('Ce modèle de matrice');
  return { degree: template.degree, matrix: matrixOfRows(template.matrix), label: template.name };
}

/** A name that another template of the académie bears already is refused on its field. */
async function refuseTaken(tx: Tx, academyCode: string, name: string, but?: string): Promise<void> {
  const taken = await tx.raciTemplate.findFirst({
    where: { academyCode, name: { equals: name, mode: 'insensitive' }, ...(but ? { id: { not: but } } : {}) },
    select: { name: true },
  });
  if (taken) throw invalid({ name: `Un modèle de l’académie s’appelle déjà «\u00a0${taken.name}\u00a0».` });
}

/** Opens a template of the actor's académie, in preparation: nothing is offered to projects before it is published. */
export async function createTemplate(act: PersonAct, input: CreateTemplate): Promise<{ id: string }> {
  const { academyCode } = act.actor;
  if (!academyCode) throw forbidden();
  return change(act, async (tx) => {
    // Whoever names templates in one académie takes turns: two of one name would otherwise meet in the index.
    await tx.$queryRaw`SELECT 1 FROM "Academy" WHERE "code" = ${academyCode} FOR NO KEY UPDATE`;
    await refuseTaken(tx, academyCode, input.name);
    const source = await sourceOf(tx, academyCode, input.from);
    const { id } = await tx.raciTemplate.create({
      data: { academyCode, degree: source.degree, name: input.name, createdAt: act.now },
    });
    await createMatrix(tx, { templateId: id }, source.matrix, { at: act.now, templateKey: source.degree });
    return {
      result: { id },
      journal: {
        chain: academyCode,
        action: 'raci.template_created',
        objectType: 'RaciTemplate',
        objectId: id,
        after: { name: input.name, source: source.label, degree: source.degree },
      },
    };
  });
}

/** Changes the name and the state of service; compare-and-set on the version that the person saw. */
async function changeHead(
  act: PersonAct,
  input: { id: string; version: number },
  plan: (
    tx: Tx,
    template: { name: string; retiredAt: Date | null; academyCode: string },
  ) => Promise<{ data: { name?: string; retiredAt?: Date | null }; action: string } | null>,
): Promise<{ version: number }> {
  return change<{ version: number }>(act, async (tx) => {
    const template = await tx.raciTemplate.findUnique({ where: { id: input.id } });
    if (!template) throw notFound('Ce modèle de matrice');
    const planned = await plan(tx, template);
    if (!planned) return { result: { version: template.version }, journal: null };
    const { count } = await tx.raciTemplate.updateMany({
      where: { id: input.id, version: input.version },
      data: { ...planned.data, version: { increment: 1 } },
    });
    if (count !== 1) throw await staleVersion(tx, 'RaciTemplate', input.id, template.version, 'Ce modèle');
    return {
      result: { version: input.version + 1 },
      journal: {
        chain: template.academyCode,
        action: planned.action,
        objectType: 'RaciTemplate',
        objectId: input.id,
        before: { name: template.name },
        after: { name: planned.data.name ?? template.name },
      },
    };
  });
}

/** Gives a template another name; versions that were published keep what they hold. */
export const renameTemplate = (act: PersonAct, input: RenameTemplate & { id: string }) =>
  changeHead(act, input, async (tx, { name, academyCode }) => {
    if (name === input.name) return null;
    await tx.$queryRaw`SELECT 1 FROM "Academy" WHERE "code" = ${academyCode} FOR NO KEY UPDATE`;
    await refuseTaken(tx, academyCode, input.name, input.id);
    return { data: { name: input.name }, action: 'raci.template_renamed' };
  });

/** A retired template is offered to no new matrix; those that began with it are left as they are. It can come back. */
export const retireTemplate = (act: PersonAct, input: RetireTemplate & { id: string }) =>
  changeHead(act, input, async (_, { retiredAt }) =>
    (retiredAt !== null) === input.retired
      ? null
      : {
          data: { retiredAt: input.retired ? act.now : null },
          action: input.retired ? 'raci.template_retired' : 'raci.template_restored',
        },
  );

/** The last published version of a template, with its matrix as JSON says it. */
export const lastVersionOf = (db: Db | Tx, templateId: string) =>
  db.raciTemplateVersion.findFirst({ where: { templateId }, orderBy: { number: 'desc' } });

/**
 * Publishes what is being written as a version that never changes; matrices already begun keep theirs. The same
 * matrix as the last version makes none.
 * @throws AppError conflict when somebody wrote in it since it was read, invalid while the rules find errors.
 */
export async function publishTemplate(
  act: PersonAct,
  input: PublishTemplate & { id: string },
): Promise<{ number: number; isNew: boolean }> {
  return change<{ number: number; isNew: boolean }>(act, async (tx) => {
    const { id: matrixId, version, keptUnder } = await lockedMatrix(tx, { templateId: input.id });
    if (version !== input.version)
      throw await staleVersion(tx, 'RaciTemplate', input.id, version, 'Ce modèle');
    const rows = await tx.raciMatrix.findUniqueOrThrow({ where: { id: matrixId }, include: whole });
    const { name, academy } = await tx.raciTemplate.findUniqueOrThrow({
      where: { id: input.id },
      select: { name: true, academy: { select: { settings: true } } },
    });
    const matrix = matrixOfRows(rows);
    const errors = checkMatrix(matrix, usageOf(academy.settings)).filter(
      ({ severity }) => severity === 'error',
    );
    const [first] = errors;
    if (first)
      throw new AppError(
        'invalid',
        `Ce modèle ne peut pas encore être publié${errors.length > 1 ? ` (${errors.length} points à corriger)` : ''}. ${first.message}`,
        { details: { problems: errors } },
      );
    const snapshot = snapshotOf(matrix);
    const last = await lastVersionOf(tx, input.id);
    if (last && canonicalJson(last.snapshot) === canonicalJson(snapshot))
      return { result: { number: last.number, isNew: false }, journal: null };
    const number = (last?.number ?? 0) + 1;
    await tx.raciTemplateVersion.create({
      data: {
        templateId: input.id,
        number,
        snapshot,
        note: input.note.trim() || null,
        publishedAt: act.now,
        publishedByName: act.actor.userName,
      },
    });
    return {
      result: { number, isNew: true },
      journal: {
        ...keptUnder,
        action: 'raci.template_published',
        after: { name, number, note: input.note.trim() },
      },
    };
  });
}
