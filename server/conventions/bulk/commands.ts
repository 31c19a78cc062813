import type { Prisma } from '@/prisma/generated/client';
import type { Actor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { prove, proveAny, scope } from '@/server/access/scope';
import { change, nationalChain, type PersonAct } from '@/server/audit/journal';
import type { Db, Tx } from '@/server/db';
import { conflict, invalid } from '@/server/errors';
import { counted } from '@/server/french';
import { checkProduct } from '@/server/projects/access';
import { askWork, workSoon } from '@/server/work/ask';
import type { VariableValue } from '../template/types';
import { startingTemplate } from '../templates';
import { transitions } from '../transitions';
import { checkValue } from '../variables';
import { academyOf } from './places';
import type { AskBulk, AskMany, BulkFacts } from './schema';

/** The chain of what this hat asks for. */
const chainOf = (actor: Actor) => actor.academyCode ?? nationalChain;

/**
 * Orders one convention for each of these communes. What is common is checked here, once; each line is done
 * in the background, in a transaction of its own.
 * @throws AppError `invalid` on what is wrong in the common facts, or when a commune is beyond this hat.
 */
export async function askBulk(act: PersonAct, { facts, lines }: AskBulk): Promise<{ id: string }> {
  const ability = rulesFor(act.actor);
  proveAny(ability, 'create', 'Project');
  const values = await checkFacts(act, facts);
  const ids = lines.map(({ authorityId }) => authorityId);
  if (new Set(ids).size !== ids.length)
    throw invalid({ lines: 'Une commune est citée deux fois dans la liste.' });
  await refuseBeyond(act, ids);
  const asked = await change(act, async (tx) => {
    const label = `${counted(lines.length, 'convention')} à partir d’une liste de communes`;
    const work = await askWork(tx, act, {
      kind: 'conventions.bulk',
      label,
      input: { ...facts, values } as unknown as Prisma.InputJsonObject,
      total: lines.length,
    });
    await tx.bulkLine.createMany({
      data: lines.map(({ said, authorityId, projectId, accepted }, index) => ({
        workId: work.id,
        line: index + 1,
        said,
        authorityId,
        projectId: projectId ?? null,
        accepted,
      })),
    });
    return {
      result: work,
      journal: {
        chain: chainOf(act.actor),
        action: 'work.bulk_asked',
        objectType: 'BackgroundWork',
        objectId: work.id,
        after: { communes: lines.length, template: facts.templateKey, degree: facts.degree },
      },
    };
  });
  await workSoon();
  return asked;
}

/** The common facts against the catalogue and the template; gives the values as they will be stored. */
async function checkFacts(act: PersonAct, facts: BulkFacts): Promise<Record<string, VariableValue>> {
  const { degree, templateKey, productId, values } = facts;
  await checkProduct(act.db, productId, degree);
  const template = await startingTemplate(act.db, {
    academyCode: act.actor.academyCode ?? '',
    degree,
    key: templateKey,
  });
  if (!template) throw invalid({ templateKey: 'Aucun modèle publié ne porte ce nom pour ce degré.' });
  const kept: Record<string, VariableValue> = {};
  const errors: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const variable = template.content.variables.find((one) => one.key === key);
    const checked = variable ? checkValue(variable, value) : null;
    if (!checked) errors[`values.${key}`] = `Le modèle n’a pas de champ «\u00a0${key}\u00a0».`;
    else if (!checked.ok) errors[`values.${key}`] = checked.message;
    else if (checked.value !== null) kept[key] = checked.value;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  return kept;
}

async function refuseBeyond({ db, actor }: PersonAct, ids: string[]) {
  const academyCode = academyOf(actor);
  const within = await db.authority.count({
    where: {
      id: { in: ids },
      kind: 'commune',
      ...(academyCode === null
        ? { AND: { id: { in: actor.authorityIds } } }
        : { department: { is: { academyCode } } }),
    },
  });
  if (within < ids.length)
    throw invalid({
      lines: `${counted(ids.length - within, 'commune')} de la liste ne relève pas de vous\u00a0: relancez la vérification.`,
    });
}

/** Goes on with a bulk that stopped (failure, cancellation) and that has lines left. */
export async function resumeBulk(act: PersonAct, { id }: { id: string }): Promise<{ id: string }> {
  const resumed = await change(act, async (tx) => {
    const left = await tx.bulkLine.count({ where: { workId: id, outcome: 'waiting' } });
    const { count } = await tx.backgroundWork.updateMany({
      where: { id, kind: 'conventions.bulk', state: { in: ['failed', 'cancelled'] } },
      data: { state: 'waiting', reason: null, finishedAt: null, seenAt: null, createdAt: act.now },
    });
    if (left === 0 || count === 0) throw conflict('Il ne reste rien à faire dans cette opération.');
    return {
      result: { id },
      journal: {
        chain: chainOf(act.actor),
        action: 'work.resumed',
        objectType: 'BackgroundWork',
        objectId: id,
        after: { communes: left },
      },
    };
  });
  await workSoon();
  return resumed;
}

/**
 * Orders the same act on many drafts. Each goes through the transition table in the background, on the version
 * that the person saw, with its own result.
 * @throws AppError `not_found` when one of them cannot be read, `forbidden` when it cannot be acted on.
 */
export async function askMany(act: PersonAct, input: AskMany): Promise<{ id: string }> {
  const { action, conventions, reason } = input;
  const ids = [...new Set(conventions.map(({ id }) => id))];
  await proveAll(act.db, act, ids);
  const asked = await change(act, async (tx) => {
    const work = await askWork(tx, act, {
      kind: 'conventions.many',
      label: `${transitions[action].label}\u00a0: ${counted(ids.length, 'convention')}`,
      input: { action, conventions, ...(reason ? { reason } : {}) } as unknown as Prisma.InputJsonObject,
      total: conventions.length,
    });
    return {
      result: work,
      journal: {
        chain: chainOf(act.actor),
        action: 'work.many_asked',
        objectType: 'BackgroundWork',
        objectId: work.id,
        after: { act: transitions[action].label, conventions: ids.length, reason },
      },
    };
  });
  await workSoon();
  return asked;
}

/** Proves the right to act on each: in one query when all is well, one by one to say which is refused. */
async function proveAll(db: Db | Tx, { actor }: PersonAct, ids: string[]) {
  const ability = rulesFor(actor);
  const held = await db.convention.count({
    where: { AND: [{ id: { in: ids } }, scope(ability, 'transition', 'Convention')] },
  });
  if (held === ids.length) return;
  for (const id of ids) await prove(db, ability, 'transition', 'Convention', id);
}
