import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { civilDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict, invalid } from '@/server/errors';
import { isEditable } from '../facts';
import { bump, type LoadedConvention, lockConvention } from '../load';
import { templateOf, valuesOf } from '../loaded';
import { nextNumber } from '../number';
import { startingTemplate } from '../templates';
import { articlesOf } from './create';

/**
 * Opens the processing agreement (RGPD, art. 28) of a convention: a document of its own, with its own chain, whose
 * parties are the controllers and the vendor. What the convention already says is taken over.
 */
export async function openProcessingAgreement(act: PersonAct, input: { id: string }) {
  return change(act, async (tx) => {
    const parent = await lockConvention(tx, input.id);
    if (parent.kind !== 'convention' || parent.shape === 'framework')
      throw conflict(
        'Un contrat de sous-traitance accompagne une convention, et non un avenant ni un cadre.',
      );
    if (parent.status === 'abandoned') throw conflict('Cette convention est abandonnée.');
    if (!parent.product)
      throw invalid({
        productId: 'Le projet n’a pas de solution : choisissez-la d’abord, le contrat lie son éditeur.',
      });
    const open = await tx.convention.findFirst({
      where: { parentId: parent.id, kind: 'processing_agreement', status: { not: 'abandoned' } },
      select: { number: true },
    });
    if (open) throw conflict(`Le contrat de sous-traitance ${open.number} accompagne déjà cette convention.`);
    const template = await startingTemplate(tx, {
      academyCode: parent.academyCode,
      degree: parent.degree,
      kind: 'processing_agreement',
      shape: parent.shape,
    });
    if (!template) throw invalid({ templateId: 'Aucun modèle de contrat de sous-traitance n’est publié.' });
    const number = await nextNumber(tx, parent.academyCode, Number(civilDate(act.now).slice(0, 4)));
    const known = new Set(template.content.variables.map(({ key }) => key));
    const created = await tx.convention.create({
      data: {
        number,
        academyCode: parent.academyCode,
        projectId: parent.projectId,
        authorityId: parent.authorityId,
        productId: parent.productId,
        templateVersionId: template.id,
        kind: 'processing_agreement',
        shape: parent.shape,
        parentId: parent.id,
        bodyId: parent.bodyId,
        title: template.content.title.replaceAll('{{numero_convention_liee}}', parent.number),
        degree: parent.degree,
        draftedBy: parent.draftedBy,
        effectiveOn: parent.effectiveOn,
        durationMonths: parent.durationMonths,
        endsOn: parent.endsOn,
        departmentCodes: parent.departmentCodes,
        demonstration: parent.demonstration,
        statusSince: act.now,
        createdAt: act.now,
        stages: { create: { status: 'draft', since: act.now } },
        articles: { create: articlesOf(template.content, act.now) },
        ...(parent.establishment ? { establishment: { create: { uai: parent.establishment.uai } } } : {}),
        beneficiaries: { create: parent.beneficiaries.map(({ authorityId }) => ({ authorityId })) },
        variables: {
          create: Object.entries(valuesOf(parent))
            .filter(([key, value]) => known.has(key) && value !== undefined && value !== null)
            .map(([key, value]) => ({ key, value: value ?? '', updatedAt: act.now })),
        },
      },
    });
    return {
      result: { id: created.id, number },
      journal: {
        chain: parent.academyCode,
        action: 'convention.companion_opened',
        objectType: 'Convention',
        objectId: created.id,
        after: { number, parent: parent.number, parentId: parent.id, version: 1 },
      },
    };
  });
}

const referenceKey = 'reference_article_28';
const dateKey = 'date_article_28';

/**
 * A signed processing agreement gives its reference and its date to the convention that it accompanies, while that
 * text can still be written. To be called in the transaction that signs it.
 * @returns the journal row of the convention, or null when nothing was written.
 */
export async function reportAgreement(
  tx: Tx,
  agreement: LoadedConvention,
  at: Date,
): Promise<JournalFacts | null> {
  if (agreement.kind !== 'processing_agreement' || !agreement.parentId) return null;
  const parent = await lockConvention(tx, agreement.parentId);
  if (!isEditable(parent.status)) return null;
  const known = new Set(templateOf(parent).variables.map(({ key }) => key));
  const values: Record<string, string> = {
    [referenceKey]: `contrat n° ${agreement.number}`,
    [dateKey]: civilDate(at),
  };
  for (const [key, value] of Object.entries(values)) {
    if (!known.has(key)) continue;
    await tx.conventionVariable.upsert({
      where: { conventionId_key: { conventionId: parent.id, key } },
      create: { conventionId: parent.id, key, value, updatedAt: at },
      update: { value, updatedAt: at, version: { increment: 1 } },
    });
  }
  const version = await bump(tx, parent);
  return {
    chain: parent.academyCode,
    action: 'convention.companion_signed',
    objectType: 'Convention',
    objectId: parent.id,
    before: { version: parent.version },
    after: { version, reference: values[referenceKey], ...values },
  };
}
