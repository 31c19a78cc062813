import type { Objective } from '@/prisma/generated/client';
import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { staleVersion } from '@/server/audit/queries';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import { degreeLabels, sectorLabels } from '@/server/coverage/domain';
import type { Territory } from '@/server/coverage/territory';
import { territoryNames } from '@/server/coverage/territory-names';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { percent } from '@/server/french';
import { basisLabels, objectiveStageLabels } from './domain';
import { measureOn } from './measure';
import type { ReviseObjective, SetObjective } from './schema';

const factsOf = (objective: Pick<Objective, 'target' | 'targetOn' | 'note'>) => ({
  targetRate: percent(objective.target),
  targetOn: fromDbDate(objective.targetOn),
  note: objective.note,
});

const journal = (
  objective: Pick<Objective, 'id' | 'academyCode' | 'stage' | 'territoryName'>,
  action: string,
  said: { before?: object; after?: object },
): JournalFacts => {
  const named = { territory: objective.territoryName };
  return {
    chain: objective.academyCode,
    action,
    objectType: 'Objective',
    objectId: objective.id,
    ...(said.before ? { before: { ...named, ...said.before } } : {}),
    ...(said.after ? { after: { ...named, ...said.after } } : {}),
  };
};

/** Whether a territory is of the académie: an objective of another is not one's own to set. */
async function isOfAcademy(tx: Tx, { kind, code }: Territory, academyCode: string): Promise<boolean> {
  const departmentOf = async (): Promise<string | null> => {
    if (kind === 'department') return code;
    if (kind === 'constituency') return code.slice(0, code.indexOf(':'));
    if (kind === 'authority')
      return (await tx.authority.findUnique({ where: { id: code } }))?.departmentCode ?? null;
    if (kind === 'epci')
      return (await tx.commune.findFirst({ where: { epciSiren: code } }))?.departmentCode ?? null;
    return null;
  };
  if (kind === 'academy') return code === academyCode;
  const departmentCode = await departmentOf();
  if (departmentCode === null) return false;
  const department = await tx.department.findUnique({ where: { code: departmentCode } });
  return department?.academyCode === academyCode;
}

/** Sets a target; the chain of today is frozen with it as where it starts. */
export async function createObjective(
  act: PersonAct,
  input: SetObjective,
): Promise<{ id: string; version: number }> {
  const { academyCode } = act.actor;
  if (!academyCode) throw forbidden();
  const today = civilDate(act.now);
  if (input.targetOn <= today)
    throw invalid({ targetOn: 'L’échéance est à venir\u00a0: choisissez un jour après aujourd’hui.' });
  return change(act, async (tx) => {
    const territory: Territory = { kind: input.territoryKind, code: input.territoryCode };
    const name = (await territoryNames(tx, [territory])).get(territory.code);
    if (name === undefined) throw invalid({ territoryCode: 'Ce territoire n’est pas connu.' });
    if (!(await isOfAcademy(tx, territory, academyCode)))
      throw invalid({ territoryCode: 'Ce territoire n’est pas de votre académie.' });
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`objectives ${academyCode}`}))::text`;
    const { stage, basis, degree, sector, target, note } = input;
    const twin = await tx.objective.findFirst({
      where: {
        academyCode,
        closedAt: null,
        territoryKind: territory.kind,
        territoryCode: territory.code,
        stage,
        basis,
        degree,
        sector,
        targetOn: toDbDate(input.targetOn),
      },
    });
    if (twin) throw conflict('Cet objectif existe déjà, à la même échéance\u00a0: modifiez-le plutôt.');
    const measured = { territory, stage, basis, degree, sector };
    const [start] = await measureOn(tx, act.actor, measured, [today]);
    if (!start || start.denominator === 0)
      throw invalid({
        territoryCode:
          basis === 'pupils'
            ? 'Le nombre d’élèves n’y est pas connu\u00a0: choisissez un objectif en établissements.'
            : 'Aucun établissement n’y est connu pour ce degré et ce périmètre.',
      });
    if (start.numerator / start.denominator >= target)
      throw invalid({
        target: `Ce taux est déjà atteint (${percent(start.numerator / start.denominator)}).`,
      });
    const objective = await tx.objective.create({
      data: {
        academyCode,
        territoryKind: territory.kind,
        territoryCode: territory.code,
        territoryName: name,
        stage,
        basis,
        degree,
        sector,
        target,
        targetOn: toDbDate(input.targetOn),
        note,
        startOn: toDbDate(today),
        startNumerator: start.numerator,
        startDenominator: start.denominator,
        createdAt: act.now,
        createdById: act.actor.userId,
        createdByName: act.actor.userName,
      },
    });
    return {
      result: { id: objective.id, version: objective.version },
      journal: journal(objective, 'objective.set', {
        after: {
          ...factsOf(objective),
          stage: objectiveStageLabels[stage],
          basis: basisLabels[basis],
          degree,
          counted: `${degreeLabels[degree]}, ${sectorLabels[sector]}`,
          startNumerator: start.numerator,
          startDenominator: start.denominator,
        },
      }),
    };
  });
}

async function openObjective(tx: Tx, id: string): Promise<Objective> {
  const objective = await tx.objective.findUnique({ where: { id } });
  if (!objective) throw notFound('Cet objectif');
  if (objective.closedAt) throw conflict('Cet objectif est clos\u00a0: il ne change plus.');
  return objective;
}

/** Corrects the rate, the day or the note of an objective, with the reason; where it started stays. */
export async function changeObjective(
  act: PersonAct,
  { id, version, reason, ...input }: ReviseObjective & { id: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await openObjective(tx, id);
    if (input.targetOn <= fromDbDate(before.startOn))
      throw invalid({ targetOn: 'L’échéance vient après le jour où l’objectif a été fixé.' });
    const data = { target: input.target, targetOn: toDbDate(input.targetOn), note: input.note };
    const { count } = await tx.objective.updateMany({
      where: { id, version, closedAt: null },
      data: { ...data, version: { increment: 1 } },
    });
    if (count !== 1) throw await staleVersion(tx, 'Objective', id, before.version, 'Cet objectif');
    return {
      result: { version: version + 1 },
      journal: journal(before, 'objective.revised', {
        before: factsOf(before),
        after: { ...factsOf(data), reason },
      }),
    };
  });
}

/** Closes an objective, reached or given up: it stays readable, and is followed no more. */
export async function endObjective(
  act: PersonAct,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<{ version: number }> {
  return change(act, async (tx) => {
    const before = await openObjective(tx, id);
    const { count } = await tx.objective.updateMany({
      where: { id, version, closedAt: null },
      data: { closedAt: act.now, closedReason: reason, version: { increment: 1 } },
    });
    if (count !== 1) throw await staleVersion(tx, 'Objective', id, before.version, 'Cet objectif');
    return {
      result: { version: version + 1 },
      journal: journal(before, 'objective.closed', { before: factsOf(before), after: { reason } }),
    };
  });
}
