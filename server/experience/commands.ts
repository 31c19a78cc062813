import { type ExperienceReport, Prisma } from '@/prisma/generated/client';
import { authorityRoles } from '@/server/access/roles';
import { rulesFor } from '@/server/access/rules';
import { scope } from '@/server/access/scope';
import { change, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { publicationBlockers } from './domain';
import { factsOf } from './facts';
import type { CreateExperience, PublishExperience, UpdateExperience } from './schema';

const journalled = (report: Pick<ExperienceReport, 'id' | 'academyCode'>, action: string) => ({
  chain: report.academyCode,
  action: `experience.${action}`,
  objectType: 'ExperienceReport',
  objectId: report.id,
});

/**
 * Opens a sheet. An author of an authority writes about a project that it carries; an author of an académie
 * about its académie, on one of its projects or on none.
 */
export async function createExperience(act: PersonAct, input: CreateExperience) {
  const ability = rulesFor(act.actor);
  return change(act, async (tx) => {
    const project = input.projectId
      ? await tx.project.findFirst({
          where: { AND: [{ id: input.projectId }, scope(ability, 'edit', 'Project')] },
          select: { academyCode: true, demonstration: true },
        })
      : null;
    if (input.projectId && !project)
      throw invalid({ projectId: 'Ce projet n’existe pas, ou vous n’y contribuez pas.' });
    const ofAuthority = (authorityRoles as readonly string[]).includes(act.actor.role);
    const academyCode = project?.academyCode ?? (ofAuthority ? null : act.actor.academyCode);
    if (!academyCode)
      throw invalid({ projectId: 'Choisissez le projet que raconte la fiche : c’est lui qui la rattache.' });
    const report = await tx.experienceReport.create({
      data: {
        academyCode,
        projectId: input.projectId,
        authorId: act.actor.userId,
        authorName: act.actor.userName,
        title: input.title,
        type: input.type,
        degree: input.degree,
        territory: input.territory,
        demonstration: project?.demonstration ?? false,
        createdAt: act.now,
      },
    });
    // The rules decide, on the sheet as it is: whoever may not edit it has not created it.
    const mine = await tx.experienceReport.findFirst({
      where: { AND: [{ id: report.id }, scope(ability, 'edit', 'ExperienceReport')] },
      select: { id: true },
    });
    if (!mine) throw forbidden();
    return {
      result: { id: report.id, version: report.version },
      journal: {
        ...journalled(report, 'created'),
        after: { title: report.title, type: report.type, degree: report.degree, version: 1 },
      },
    };
  });
}

/** Takes the sheet's lock and refuses an act decided on an older version: someone else was quicker. */
async function lockReport(tx: Tx, id: string, seen: number): Promise<ExperienceReport> {
  await tx.$queryRaw`SELECT 1 FROM "ExperienceReport" WHERE "id" = ${id} FOR UPDATE`;
  const report = await tx.experienceReport.findUnique({ where: { id } });
  if (!report) throw notFound('Ce retour d’expérience');
  if (report.version !== seen)
    throw await staleVersion(tx, 'ExperienceReport', id, report.version, 'Cette fiche');
  return report;
}

async function write(tx: Tx, report: ExperienceReport, data: Prisma.ExperienceReportUpdateManyMutationInput) {
  const { count } = await tx.experienceReport.updateMany({
    where: { id: report.id, version: report.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) throw conflict('La fiche vient de changer. Rechargez-la, puis recommencez.');
  return { id: report.id, version: report.version + 1 };
}

/** Saves what was typed, compare-and-set on the version seen. A published sheet is taken back first. */
export async function updateExperience(
  act: PersonAct,
  { id, version, ...fields }: UpdateExperience & { id: string },
) {
  return change(act, async (tx) => {
    const report = await lockReport(tx, id, version);
    if (report.publishedAt)
      throw conflict('La fiche est publiée : retirez-la de la publication pour la corriger.', {
        published: true,
      });
    const keys = (Object.keys(fields) as (keyof typeof fields)[]).filter(
      (key) => fields[key] !== undefined && fields[key] !== report[key],
    );
    if (keys.length === 0) return { result: { id, version: report.version }, journal: null };
    const pick = (from: typeof fields | ExperienceReport) =>
      Object.fromEntries(keys.map((key) => [key, from[key]]));
    const result = await write(tx, report, pick(fields));
    return {
      result,
      journal: {
        ...journalled(report, 'edited'),
        before: { ...pick(report), version },
        after: { ...pick(fields), version: result.version },
      },
    };
  });
}

/** Publishes with a visibility, and freezes the facts of that day with the sheet. */
export async function publishExperience(act: PersonAct, input: PublishExperience & { id: string }) {
  return change(act, async (tx) => {
    const report = await lockReport(tx, input.id, input.version);
    if (report.publishedAt) throw conflict('La fiche est déjà publiée.', { published: true });
    const [blocker] = publicationBlockers(report);
    if (blocker) throw invalid({ title: blocker }, blocker);
    if (input.visibility === 'project' && !report.projectId)
      throw invalid({
        visibility: 'Cette fiche n’est rattachée à aucun projet : choisissez d’autres lecteurs.',
      });
    const facts = await factsOf(tx, report, act.now);
    const result = await write(tx, report, {
      visibility: input.visibility,
      publishedAt: act.now,
      facts,
    });
    return {
      result,
      journal: {
        ...journalled(report, 'published'),
        after: { title: report.title, visibility: input.visibility, facts, version: result.version },
      },
    };
  });
}

/** Takes a published sheet back: only its authors read it again. The facts go with the publication. */
export async function unpublishExperience(act: PersonAct, input: { id: string; version: number }) {
  return change(act, async (tx) => {
    const report = await lockReport(tx, input.id, input.version);
    if (!report.publishedAt) throw conflict('La fiche n’est pas publiée.', { published: false });
    const result = await write(tx, report, { publishedAt: null, facts: Prisma.DbNull });
    return {
      result,
      journal: {
        ...journalled(report, 'unpublished'),
        before: { title: report.title, visibility: report.visibility },
        after: { version: result.version },
      },
    };
  });
}
