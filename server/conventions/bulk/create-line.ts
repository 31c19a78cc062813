import type { BulkLine } from '@/prisma/generated/client';
import { type PersonAct, together } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { AppError, conflict } from '@/server/errors';
import { createProject, updateProject } from '@/server/projects/commands';
import { setProjectSchools } from '@/server/projects/set-schools';
import { createConvention } from '../commands/create';
import { projectName } from './domain';
import { already, livingConventions } from './preview';
import type { BulkFacts } from './schema';

type Line = Pick<BulkLine, 'workId' | 'line'>;

/**
 * Does one line of a bulk, once: the project when there is none, its schools, the convention and the line
 * itself are one transaction. A line that was done already, or a commune that got a convention meanwhile, is
 * left as it is. A refusal is written on the line; it stops nothing else.
 */
export async function createLine(act: PersonAct, facts: BulkFacts, at: Line): Promise<'created' | 'left'> {
  try {
    return await together(act, (joined, tx) => openConvention(joined, tx, facts, at));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await leave(act.db, at, error.message);
    return 'left';
  }
}

async function openConvention(
  act: PersonAct,
  tx: Tx,
  facts: BulkFacts,
  at: Line,
): Promise<'created' | 'left'> {
  const { workId, line } = at;
  await tx.$queryRaw`SELECT 1 FROM "BulkLine" WHERE "workId" = ${workId} AND "line" = ${line} FOR UPDATE`;
  const row = await tx.bulkLine.findUniqueOrThrow({
    where: { workId_line: at },
    include: { authority: true },
  });
  if (row.outcome !== 'waiting') return row.outcome === 'created' ? 'created' : 'left';
  const { authority } = row;
  // Two bulks with the same commune wait for each other here; the second one then sees the first one's work.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`bulk-${authority.id}-${facts.degree}`}))`;
  const living = (await livingConventions(tx, [authority.id], facts.degree)).get(authority.id) ?? [];
  const unseen = living.filter(({ id }) => !row.accepted.includes(id));
  if (unseen.length > 0) {
    await leave(tx, at, already(unseen));
    return 'left';
  }
  const project = await projectOf(act, tx, facts, row.projectId, authority);
  const { id } = await createConvention(
    act,
    {
      projectId: project.id,
      templateKey: facts.templateKey,
      effectiveOn: facts.effectiveOn ?? null,
      durationMonths: facts.durationMonths ?? null,
    },
    facts.values,
  );
  await tx.bulkLine.update({
    where: { workId_line: at },
    data: { outcome: 'created', conventionId: id, projectId: project.id, projectMade: project.made },
  });
  return 'created';
}

/** The active project of that commune and degree, with schools and product; opened when there is none. */
async function projectOf(
  act: PersonAct,
  tx: Tx,
  facts: BulkFacts,
  chosen: string | null,
  authority: { id: string; name: string; code: string | null },
): Promise<{ id: string; made: boolean }> {
  const active = await tx.project.findMany({
    where: { carrierId: authority.id, degree: facts.degree, closedAt: null },
    select: {
      id: true,
      version: true,
      productId: true,
      _count: { select: { schools: { where: { removedOn: null } } } },
    },
    orderBy: { createdAt: 'asc' },
  });
  const project = chosen ? active.find(({ id }) => id === chosen) : active[0];
  if (chosen && !project) throw conflict('Le projet choisi a été clos depuis la vérification.');
  if (!chosen && active.length > 1)
    throw conflict(
      'Plusieurs projets sont en cours pour cette commune\u00a0: choisissez celui de la convention.',
    );
  const uais = !project || project._count.schools === 0 ? await schoolsOf(tx, facts, authority.code) : [];
  if (project) {
    if (uais.length > 0) await setProjectSchools(act, { id: project.id, uais });
    if (!project.productId && facts.productId)
      await updateProject(act, {
        id: project.id,
        version: project.version + (uais.length > 0 ? 1 : 0),
        productId: facts.productId,
      });
    return { id: project.id, made: false };
  }
  const made = await createProject(act, {
    name: projectName(facts.projectPrefix, authority.name),
    degree: facts.degree,
    carrierId: authority.id,
    phase: facts.phase,
    productId: facts.productId ?? null,
    academyLeadName: facts.academyLeadName || null,
    academyLeadEmail: facts.academyLeadEmail || null,
  });
  await setProjectSchools(act, { id: made.id, uais });
  return { id: made.id, made: true };
}

async function schoolsOf(
  tx: Tx,
  { degree, sector }: BulkFacts,
  communeCode: string | null,
): Promise<string[]> {
  const schools = await tx.school.findMany({
    where: {
      knownCommuneCode: communeCode ?? '',
      degree,
      state: { not: 'closed' },
      ...(sector === 'public' ? { sector: 'public' as const } : {}),
    },
    select: { uai: true },
    orderBy: { uai: 'asc' },
  });
  if (schools.length === 0)
    throw conflict('L’annuaire n’a plus aucune école ouverte de ce degré dans cette commune.');
  return schools.map(({ uai }) => uai);
}

/** Says on the line why nothing was done; a line already done stays so. */
async function leave(db: Pick<Tx, 'bulkLine'>, { workId, line }: Line, reason: string) {
  await db.bulkLine.updateMany({
    where: { workId, line, outcome: 'waiting' },
    data: { outcome: 'left', reason },
  });
}
