import type { Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '../audit/journal';
import { civilDate, fromDbDate, toDbDate } from '../clock';
import { mayEditText } from '../conventions/editing';
import { bump, lockConvention } from '../conventions/load';
import { isEditable, statusLabels } from '../conventions/transitions';
import type { Tx } from '../db';
import { conflict, forbidden, notFound } from '../errors';
import { proposeIncoming } from '../signature/incoming';
import { summaryOf } from './domain';
import { amendedFacts, changesOf } from './parent';
import type { AmendmentChanges, CreateAmendment, UpdateChanges } from './schema';
import { amendmentSections, amendmentTitle } from './text';
import { refuseImpossible, wordsOf } from './words';

export const parentSelect = {
  ...amendedFacts,
  kind: true,
  shape: true,
  degree: true,
  academyCode: true,
  projectId: true,
  templateVersionId: true,
  departmentCodes: true,
  demonstration: true,
  establishment: { select: { uai: true } },
  beneficiaries: { select: { authorityId: true } },
  academy: { select: { fullName: true } },
  authority: { select: { name: true } },
  product: { select: { name: true } },
} as const satisfies Prisma.ConventionSelect;

export type AmendableConvention = Prisma.ConventionGetPayload<{ select: typeof parentSelect }>;

/** Locks the convention to amend, or says why it cannot be. */
export async function lockParent(tx: Tx, id: string): Promise<AmendableConvention> {
  await tx.$queryRaw`SELECT 1 FROM "Convention" WHERE "id" = ${id} FOR UPDATE`;
  const parent = await tx.convention.findUnique({ where: { id }, select: parentSelect });
  if (!parent) throw notFound('Cette convention');
  if (parent.kind !== 'convention')
    throw conflict('Un avenant modifie une convention\u00a0: ouvrez la convention elle-même.', {
      kind: parent.kind,
    });
  if (!['signed', 'in_force', 'suspended'].includes(parent.status))
    throw conflict(
      isEditable(parent.status)
        ? 'La convention n’est pas encore signée\u00a0: modifiez son texte, sans avenant.'
        : `Une convention à l’état «\u00a0${statusLabels[parent.status].label}\u00a0» ne reçoit pas d’avenant.`,
      { status: parent.status },
    );
  return parent;
}

/** The row of a new avenant: number, rank, parties and shape of its convention. */
export async function amendmentRow(
  tx: Tx,
  act: PersonAct,
  parent: AmendableConvention,
  effectiveOn: string | null,
  changes: AmendmentChanges,
) {
  const rank = Math.max(0, ...parent.children.map((child) => child.rank ?? 0)) + 1;
  const sections = amendmentSections(changes, await wordsOf(tx, parent, rank, changes));
  return {
    rank,
    sections,
    data: {
      number: `${parent.number}-A${rank}`,
      kind: 'amendment',
      shape: parent.shape,
      parentId: parent.id,
      rank,
      academyCode: parent.academyCode,
      projectId: parent.projectId,
      authorityId: parent.authorityId,
      productId: parent.productId,
      // The variables and clauses of the convention stay those of its own version.
      templateVersionId: parent.templateVersionId,
      title: amendmentTitle(rank, parent),
      degree: parent.degree,
      draftedBy: ['authority_editor', 'mutualising_body'].includes(act.actor.role) ? 'authority' : 'academy',
      effectiveOn: effectiveOn ? toDbDate(effectiveOn) : null,
      departmentCodes: parent.departmentCodes,
      demonstration: parent.demonstration,
      statusSince: act.now,
      createdAt: act.now,
      amendment: { create: { changes: changes as unknown as Prisma.InputJsonValue } },
      articles: { create: sections.map((section) => ({ ...section, updatedAt: act.now })) },
      ...(parent.establishment ? { establishment: { create: { uai: parent.establishment.uai } } } : {}),
      ...(parent.beneficiaries.length > 0 ? { beneficiaries: { create: parent.beneficiaries } } : {}),
    } satisfies Prisma.ConventionUncheckedCreateInput,
  };
}

/** Opens an avenant to a convention signed or in force: its articles are written from its changes. */
export async function createAmendment(act: PersonAct, input: CreateAmendment & { id: string }) {
  return change(act, async (tx) => {
    const parent = await lockParent(tx, input.id);
    const effectiveOn = input.effectiveOn ?? null;
    await refuseImpossible(tx, parent, null, effectiveOn, input.changes);
    const { data, rank } = await amendmentRow(tx, act, parent, effectiveOn, input.changes);
    const created = await tx.convention.create({
      data: { ...data, stages: { create: { status: 'draft', since: act.now } } },
      select: { id: true, number: true, version: true, title: true },
    });
    const incoming = input.changes.parties?.authorityId ?? null;
    if (incoming)
      await proposeIncoming(tx, {
        conventionId: created.id,
        authorityId: incoming,
        establishment: parent.establishment,
        at: act.now,
      });
    const facts = { number: created.number, title: created.title, summary: summaryOf(input.changes) };
    return {
      result: { id: created.id, number: created.number, version: created.version, rank },
      journal: [
        {
          chain: parent.academyCode,
          action: 'amendment.created',
          objectType: 'Convention',
          objectId: created.id,
          after: { ...facts, version: 1, effectiveOn },
        },
        {
          chain: parent.academyCode,
          action: 'convention.amendment_opened',
          objectType: 'Convention',
          objectId: parent.id,
          after: facts,
        },
      ],
    };
  });
}

/** Locks an avenant whose text may be written, by a hat that may. */
async function openAmendment(tx: Tx, act: PersonAct, id: string) {
  const loaded = await lockConvention(tx, id);
  if (loaded.kind !== 'amendment' || !loaded.parentId || !loaded.amendment)
    throw conflict('Cette convention n’est pas un avenant.', { kind: loaded.kind });
  if (!isEditable(loaded.status))
    throw conflict(
      `L’avenant ne se modifie plus\u00a0: il est à l’état «\u00a0${statusLabels[loaded.status].label}\u00a0». Rouvrez d’abord le texte.`,
      { status: loaded.status },
    );
  if (!mayEditText(loaded, act.actor.role))
    throw forbidden('C’est l’autre partie qui rédige cet avenant\u00a0; vous le relirez à l’étape suivante.');
  return { loaded, content: loaded.amendment, parent: await lockParent(tx, loaded.parentId) };
}

/**
 * Replaces what the avenant changes. Articles that nobody touched are written again; one that a person edited is
 * kept as it is, and named in the answer.
 */
export async function updateChanges(act: PersonAct, input: UpdateChanges & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, content, parent } = await openAmendment(tx, act, input.id);
    if (content.version !== input.version)
      throw conflict(
        'Les modifications de l’avenant ont changé depuis que vous les avez ouvertes. Relisez-les, puis recommencez.',
        {
          currentVersion: content.version,
        },
      );
    await refuseImpossible(tx, parent, loaded.id, fromDbDate(loaded.effectiveOn), input.changes);
    const sections = amendmentSections(
      input.changes,
      await wordsOf(tx, parent, loaded.rank ?? 1, input.changes),
    );
    const wanted = new Set(sections.map(({ key }) => key));
    const edited = new Map(
      loaded.articles
        .filter(({ key, updatedBy }) => updatedBy !== null && wanted.has(key))
        .map((row) => [row.key, row]),
    );
    await tx.conventionArticle.deleteMany({
      where: { conventionId: loaded.id, key: { notIn: [...edited.keys()] } },
    });
    for (const section of sections) {
      const kept = edited.get(section.key);
      if (kept)
        await tx.conventionArticle.update({
          where: { conventionId_key: { conventionId: loaded.id, key: section.key } },
          data: { position: section.position, number: section.number, code: section.code },
        });
      else
        await tx.conventionArticle.create({
          data: { ...section, conventionId: loaded.id, updatedAt: act.now },
        });
    }
    await tx.amendmentContent.update({
      where: { conventionId: loaded.id },
      data: { changes: input.changes as unknown as Prisma.InputJsonValue, version: { increment: 1 } },
    });
    const incoming = input.changes.parties?.authorityId ?? null;
    if (incoming !== content.incomingAuthorityId)
      await proposeIncoming(tx, {
        conventionId: loaded.id,
        authorityId: incoming,
        establishment: loaded.establishment,
        at: act.now,
      });
    const version = await bump(tx, loaded);
    return {
      result: {
        version,
        changesVersion: content.version + 1,
        kept: [...edited.values()].map(({ key, number, title }) => ({ key, number, title })),
      },
      journal: {
        chain: loaded.academyCode,
        action: 'amendment.changes_edited',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, summary: summaryOf(changesOf(content)) },
        after: { version, summary: summaryOf(input.changes) },
      },
    };
  });
}

/** Writes one article again from the changes, in place of what a person wrote. */
export async function regenerateArticle(
  act: PersonAct,
  input: { id: string; articleKey: string; version: number },
) {
  return change(act, async (tx) => {
    const { loaded, content, parent } = await openAmendment(tx, act, input.id);
    const article = loaded.articles.find(({ key }) => key === input.articleKey);
    const changes = changesOf(content);
    const sections = amendmentSections(changes, await wordsOf(tx, parent, loaded.rank ?? 1, changes));
    const section = sections.find(({ key }) => key === input.articleKey);
    if (!article || !section) throw notFound('Cet article');
    if (article.version !== input.version)
      throw conflict('Cet article a changé depuis que vous l’avez ouvert. Relisez-le, puis recommencez.');
    await tx.conventionArticle.update({
      where: { conventionId_key: { conventionId: loaded.id, key: article.key } },
      data: {
        title: section.title,
        body: section.body,
        version: { increment: 1 },
        updatedAt: act.now,
        updatedBy: null,
      },
    });
    const version = await bump(tx, loaded);
    return {
      result: { version, articleVersion: article.version + 1, on: civilDate(act.now) },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.article_edited',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, article: article.key, title: article.title, body: article.body },
        after: { version, article: article.key, title: section.title, body: section.body },
      },
    };
  });
}
