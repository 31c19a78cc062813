import { rulesFor } from '@/server/access/rules';
import { prove } from '@/server/access/scope';
import { change, type PersonAct } from '@/server/audit/journal';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { invalid } from '@/server/errors';
import { sectionsOf } from '../compose';
import { computeEnd } from '../domain';
import { nextNumber } from '../number';
import type { CreateConvention } from '../schema';
import { shapeParts } from '../shapes';
import { initialValues } from '../template/initial';
import type { TemplateContent, VariableValue } from '../template/types';
import { startingTemplate } from '../templates';

const authorityRoles = ['authority_editor', 'mutualising_body'];

/**
 * Drafts a convention for a project, from the template of its degree, with all the schools that are in the
 * project today as annexe A1. The template's version is pinned for ever.
 * @param known values already checked against that template, for those who open many at once
 */
export async function createConvention(
  act: PersonAct,
  input: CreateConvention,
  known: Readonly<Record<string, VariableValue>> = {},
) {
  const ability = rulesFor(act.actor);
  await prove(act.db, ability, 'edit', 'Project', input.projectId);
  return change(act, async (tx) => {
    const project = await tx.project.findUniqueOrThrow({
      where: { id: input.projectId },
      include: {
        schools: {
          where: { removedOn: null },
          include: { school: { select: { degree: true, name: true } } },
        },
        carrier: true,
      },
    });
    if (project.closedAt) throw invalid({ projectId: 'Ce projet est clos : rouvrez-le d’abord.' });
    const template = await startingTemplate(tx, {
      academyCode: project.academyCode,
      degree: project.degree,
      key: input.templateKey,
      templateId: input.templateId ?? undefined,
      shape: input.shape ?? 'bipartite',
    });
    if (!template)
      throw invalid({
        [input.templateKey ? 'templateKey' : 'templateId']:
          'Aucun modèle publié et en service ne convient à ce degré et à cette forme.',
      });
    const parts = await shapeParts(tx, act, project, input);
    const today = civilDate(act.now);
    const effectiveOn = input.effectiveOn ?? null;
    const durationMonths = input.durationMonths ?? null;
    const endsOn = effectiveOn && durationMonths ? computeEnd(effectiveOn, durationMonths).endsOn : null;
    const number = await nextNumber(tx, project.academyCode, Number(today.slice(0, 4)));
    const created = await tx.convention.create({
      data: {
        number,
        academyCode: project.academyCode,
        projectId: project.id,
        authorityId: project.carrierId,
        productId: project.productId,
        templateVersionId: template.id,
        shape: input.shape ?? 'bipartite',
        parentId: parts.parentId,
        bodyId: parts.bodyId,
        ...(parts.establishmentUai ? { establishment: { create: { uai: parts.establishmentUai } } } : {}),
        beneficiaries: { create: parts.beneficiaryIds.map((authorityId) => ({ authorityId })) },
        title: input.title ?? startingTitle(template.content, project),
        degree: project.degree,
        draftedBy: authorityRoles.includes(act.actor.role) ? 'authority' : 'academy',
        effectiveOn: effectiveOn ? toDbDate(effectiveOn) : null,
        durationMonths,
        endsOn: endsOn ? toDbDate(endsOn) : null,
        departmentCodes: project.departmentCodes,
        demonstration: project.demonstration,
        statusSince: act.now,
        createdAt: act.now,
        stages: { create: { status: 'draft', since: act.now } },
        articles: { create: articlesOf(template.content, act.now) },
        variables: {
          create: Object.entries({
            ...initialValues({
              authorityKind: project.carrier.kind,
              marketReference: project.marketReference,
              marketEndsOn: fromDbDate(project.marketEndsOn),
            }),
            ...(parts.bodyId ? { competence: 'mutualised' } : {}),
            ...known,
          })
            .filter(([key]) => template.content.variables.some((variable) => variable.key === key))
            .map(([key, value]) => ({ key, value: value ?? '', updatedAt: act.now })),
        },
        schools: {
          create: parts.uais.map((uai) => ({ uai, entryOn: toDbDate(effectiveOn ?? today) })),
        },
      },
    });
    return {
      result: { id: created.id, number, version: created.version },
      journal: {
        chain: created.academyCode,
        action: 'convention.created',
        objectType: 'Convention',
        objectId: created.id,
        after: {
          number,
          title: created.title,
          projectId: project.id,
          version: 1,
          shape: created.shape,
          schools: parts.uais.length,
        },
      },
    };
  });
}

/** The articles with which a convention begins: the template's, each with its own counter. */
export function articlesOf(template: TemplateContent, at: Date) {
  return sectionsOf(template).map(({ key, section, position, number, code, title, body }) => ({
    key,
    section,
    position,
    number,
    code,
    title,
    body,
    updatedAt: at,
  }));
}

/** The template's title with what the project already says; a placeholder it cannot fill stays for later. */
function startingTitle(
  template: TemplateContent,
  project: { name: string; carrier: { name: string } },
): string {
  const known: Record<string, string> = { nom_projet: project.name, nom_collectivite: project.carrier.name };
  return template.title.replace(/\{\{(\w+)\}\}/g, (placeholder, key: string) => known[key] ?? placeholder);
}
