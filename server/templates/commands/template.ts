import type { Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '@/server/audit/journal';
import type { TemplateContent } from '@/server/conventions/template/types';
import type { Tx } from '@/server/db';
import { canonicalJson, sha256Hex } from '@/server/documents/hash';
import { AppError, conflict, forbidden, invalid, notFound } from '@/server/errors';
import { checkTemplate, errorsOf } from '../checks';
import { applyEdit, type TemplateEdit } from '../edits';
import { clauseTextOf } from '../queries/clauses';
import { nationalBaseOf } from '../queries/templates';
import type { DeriveTemplate, TemplateEditCommand } from '../schema';

const json = (content: TemplateContent) => content as unknown as Prisma.InputJsonValue;
const contentOf = (row: { content: unknown }) => row.content as TemplateContent;

/** Hash of a template's text; two drafts with the same hash publish the same version. */
export const templateSha256 = (content: TemplateContent) => sha256Hex(canonicalJson(content));

/** Opens an académie's own template from the last version of a national one, as a draft. */
export async function deriveTemplate(act: PersonAct, input: DeriveTemplate) {
  const { academyCode } = act.actor;
  if (!academyCode) throw forbidden();
  return change(act, async (tx) => {
    const base = await tx.conventionTemplate.findFirst({
      where: { id: input.baseId, academyCode: null },
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    });
    const version = base?.versions[0];
    if (!base || !version) throw invalid({ baseId: 'Ce modèle national n’existe pas.' });
    const content: TemplateContent = { ...contentOf(version), name: input.name };
    const key = await freeKey(tx, academyCode, base.key);
    const created = await tx.conventionTemplate.create({
      data: {
        academyCode,
        key,
        name: input.name,
        degree: base.degree,
        kind: base.kind,
        shapes: base.shapes,
        baseId: base.id,
        draft: {
          create: {
            content: json({ ...content, key }),
            updatedAt: act.now,
            updatedById: act.actor.userId,
            updatedByName: act.actor.userName,
          },
        },
      },
    });
    return {
      result: { id: created.id },
      journal: {
        chain: academyCode,
        action: 'template.derived',
        objectType: 'ConventionTemplate',
        objectId: created.id,
        after: { name: input.name, base: base.name, baseVersion: version.number },
      },
    };
  });
}

/** The national key while the académie has no template of it, then `-2`, `-3`… */
async function freeKey(tx: Tx, academyCode: string, key: string): Promise<string> {
  const taken = await tx.conventionTemplate.findMany({
    where: { academyCode, key: { startsWith: key } },
    select: { key: true },
  });
  const keys = new Set(taken.map((one) => one.key));
  if (!keys.has(key)) return key;
  for (let rank = 2; ; rank += 1) if (!keys.has(`${key}-${rank}`)) return `${key}-${rank}`;
}

/** Takes the draft's lock and refuses an act decided on an older state of it. */
async function openDraft(tx: Tx, id: string, seen: number) {
  await tx.$queryRaw`SELECT 1 FROM "TemplateDraft" WHERE "templateId" = ${id} FOR UPDATE`;
  const draft = await tx.templateDraft.findUnique({ where: { templateId: id }, include: { template: true } });
  if (!draft) throw notFound('Ce modèle de travail');
  if (draft.version !== seen)
    throw conflict(
      `${draft.updatedByName ?? 'Une autre personne'} a modifié ce modèle pendant que vous y travailliez. Votre saisie est gardée à l’écran : rien n’a été écrasé.`,
      {
        current: {
          version: draft.version,
          content: draft.content,
          updatedBy: draft.updatedByName,
          updatedAt: draft.updatedAt.toISOString(),
        },
      },
    );
  return draft;
}

/** One act on the draft, on the version that was seen. The same words again change nothing. */
export async function editTemplate(
  act: PersonAct,
  input: { id: string; version: number; edit: TemplateEditCommand },
) {
  return change(act, async (tx) => {
    const draft = await openDraft(tx, input.id, input.version);
    const content = contentOf(draft);
    const edited = applyEdit(content, await resolve(tx, act, input.edit));
    if (!edited.ok) throw invalid({ edit: edited.message });
    if (templateSha256(edited.content) === templateSha256(content))
      return { result: { version: draft.version }, journal: null };
    await tx.templateDraft.update({
      where: { templateId: input.id },
      data: {
        content: json(edited.content),
        version: { increment: 1 },
        updatedAt: act.now,
        updatedById: act.actor.userId,
        updatedByName: act.actor.userName,
      },
    });
    return {
      result: { version: draft.version + 1 },
      journal: {
        chain: draft.template.academyCode ?? '',
        action: 'template.edited',
        objectType: 'ConventionTemplate',
        objectId: input.id,
        before: { version: draft.version },
        after: { version: draft.version + 1, edit: input.edit },
      },
    };
  });
}

/** The act with the text of the clause that it names. */
async function resolve(tx: Tx, act: PersonAct, edit: TemplateEditCommand): Promise<TemplateEdit> {
  if (edit.kind === 'clause') {
    const clause = await clauseTextOf(tx, act.actor.academyCode, edit.clauseId, edit.number);
    return {
      kind: 'clause',
      clause,
      ...(edit.key === undefined ? {} : { key: edit.key }),
      ...(edit.after === undefined ? {} : { after: edit.after }),
    };
  }
  return edit as TemplateEdit;
}

/**
 * Publishes the draft as an immutable version; running conventions keep theirs. The same text as the last version
 * makes none.
 */
export async function publishTemplate(act: PersonAct, input: { id: string; version: number }) {
  return change(act, async (tx) => {
    const draft = await openDraft(tx, input.id, input.version);
    const content = contentOf(draft);
    const errors = errorsOf(checkTemplate(content, await nationalBaseOf(tx, draft.template.baseId)));
    const [first] = errors;
    if (first)
      throw new AppError(
        'invalid',
        `Ce modèle ne peut pas être publié : ${first.message}${errors.length > 1 ? ` (et ${errors.length - 1} autre${errors.length > 2 ? 's' : ''})` : ''}`,
        { details: { findings: errors } },
      );
    const sha256 = templateSha256(content);
    const last = await tx.templateVersion.findFirst({
      where: { templateId: input.id },
      orderBy: { number: 'desc' },
      select: { number: true, sha256: true },
    });
    if (last?.sha256 === sha256) return { result: { number: last.number, isNew: false }, journal: null };
    const number = (last?.number ?? 0) + 1;
    await tx.templateVersion.create({
      data: {
        templateId: input.id,
        number,
        content: json(content),
        sha256,
        publishedAt: act.now,
        publishedById: act.actor.userId,
        publishedByName: act.actor.userName,
      },
    });
    await tx.conventionTemplate.update({
      where: { id: input.id },
      data: { name: content.name, shapes: content.shapes ?? ['bipartite'] },
    });
    return {
      result: { number, isNew: true },
      journal: {
        chain: draft.template.academyCode ?? '',
        action: 'template.published',
        objectType: 'ConventionTemplate',
        objectId: input.id,
        after: { name: content.name, number, sha256 },
      },
    };
  });
}

/** A retired template serves no new convention; it can come back. */
export async function retireTemplate(act: PersonAct, input: { id: string; retired: boolean }) {
  return change(act, async (tx) => {
    const template = await tx.conventionTemplate.findUniqueOrThrow({ where: { id: input.id } });
    if ((template.retiredAt !== null) === input.retired)
      return { result: { retired: input.retired }, journal: null };
    await tx.conventionTemplate.update({
      where: { id: input.id },
      data: { retiredAt: input.retired ? act.now : null },
    });
    return {
      result: { retired: input.retired },
      journal: {
        chain: template.academyCode ?? '',
        action: input.retired ? 'template.retired' : 'template.restored',
        objectType: 'ConventionTemplate',
        objectId: input.id,
        after: { name: template.name },
      },
    };
  });
}
