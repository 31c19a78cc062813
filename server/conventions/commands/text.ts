import { change, type PersonAct } from '@/server/audit/journal';
import { fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { AppError, conflict, forbidden, invalid, notFound } from '@/server/errors';
import { syncDeviations } from '@/server/templates/commands/deviation';
import { parseUaiList } from '@/server/territory/uai';
import { computeEnd } from '../domain';
import { mayEditText } from '../editing';
import { bump, type LoadedConvention, lockConvention, refuseStale } from '../load';
import { templateOf } from '../loaded';
import type { UpdateArticle, UpdateConvention, UpdateVariables } from '../schema';
import { isEditable, statusLabels } from '../transitions';
import { checkValue } from '../variables';

/** Locks the convention and refuses a text that may not be touched in its state, or by this hat. */
async function openText(tx: Tx, act: PersonAct, id: string): Promise<LoadedConvention> {
  const loaded = await lockConvention(tx, id);
  if (!isEditable(loaded.status))
    throw conflict(
      `Le texte ne se modifie plus\u00a0: la convention est à l’état «\u00a0${statusLabels[loaded.status].label}\u00a0». Rouvrez d’abord le texte.`,
      { status: loaded.status },
    );
  if (!mayEditText(loaded, act.actor.role))
    throw forbidden('C’est l’autre partie qui rédige ce texte\u00a0; vous le relirez à l’étape suivante.');
  return loaded;
}

/** Refuses an overwrite: somebody else changed this part since it was opened. Nothing is lost on either side. */
async function refuseOverwrite(
  tx: Tx,
  what: string,
  current: { version: number; updatedAt: Date; updatedBy: string | null } & Record<string, unknown>,
): Promise<never> {
  const by = current.updatedBy
    ? (await tx.user.findUnique({ where: { id: current.updatedBy }, select: { name: true } }))?.name
    : null;
  throw conflict(
    `${by ?? 'Une autre personne'} a modifié ${what} pendant que vous écriviez. Votre texte est gardé à l’écran\u00a0: comparez, puis reprenez.`,
    { current: { ...current, updatedBy: by ?? null } },
  );
}

/** Saves one article as it is typed; its own counter tells two people (or two tabs) apart. */
export async function updateArticle(act: PersonAct, input: UpdateArticle & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await openText(tx, act, input.id);
    const article = loaded.articles.find(({ key }) => key === input.articleKey);
    if (!article) throw notFound('Cet article');
    const title = input.title ?? article.title;
    if (article.version !== input.version) await refuseOverwrite(tx, 'cet article', article);
    if (title === article.title && input.body === article.body)
      return { result: { articleVersion: article.version, version: loaded.version }, journal: null };
    await tx.conventionArticle.update({
      where: { conventionId_key: { conventionId: loaded.id, key: article.key } },
      data: {
        title,
        body: input.body,
        version: { increment: 1 },
        updatedAt: act.now,
        updatedBy: act.actor.userId,
      },
    });
    await syncDeviations(tx, loaded.id, act);
    const version = await bump(tx, loaded);
    return {
      result: { articleVersion: article.version + 1, version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.article_edited',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, article: article.key, title: article.title, body: article.body },
        after: { version, article: article.key, title, body: input.body },
      },
    };
  });
}

/** Saves the values of some variables, each checked against its type in the pinned template. */
export async function updateVariables(act: PersonAct, input: UpdateVariables & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await openText(tx, act, input.id);
    const template = templateOf(loaded);
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    const versions: Record<string, number> = {};
    const errors: Record<string, string> = {};
    for (const [index, entry] of input.values.entries()) {
      const variable = template.variables.find(({ key }) => key === entry.key);
      const path = `values.${index}.value`;
      if (!variable) {
        errors[`values.${index}.key`] = `Le modèle n’a pas de champ «\u00a0${entry.key}\u00a0».`;
        continue;
      }
      const checked = checkValue(variable, entry.value);
      if (!checked.ok) {
        errors[path] = checked.message;
        continue;
      }
      const row = loaded.variables.find(({ key }) => key === entry.key);
      if ((row?.version ?? 0) !== entry.version)
        await refuseOverwrite(tx, `le champ «\u00a0${variable.label}\u00a0»`, {
          key: entry.key,
          value: row?.value ?? null,
          version: row?.version ?? 0,
          updatedAt: row?.updatedAt ?? loaded.updatedAt,
          updatedBy: row?.updatedBy ?? null,
        });
      versions[entry.key] = row?.version ?? 0;
      if (row && row.value === checked.value) continue;
      before[entry.key] = row?.value ?? null;
      after[entry.key] = checked.value;
      versions[entry.key] = (row?.version ?? 0) + 1;
    }
    if (Object.keys(errors).length > 0) throw invalid(errors);
    if (Object.keys(after).length === 0)
      return { result: { versions, version: loaded.version }, journal: null };
    for (const [key, checked] of Object.entries(after)) {
      const value = checked as string | number | boolean | null;
      const stamp = { value: value ?? '', updatedAt: act.now, updatedBy: act.actor.userId };
      await tx.conventionVariable.upsert({
        where: { conventionId_key: { conventionId: loaded.id, key } },
        create: { conventionId: loaded.id, key, ...stamp },
        update: { ...stamp, version: { increment: 1 } },
      });
    }
    const version = await bump(tx, loaded);
    return {
      result: { versions, version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.fields_edited',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, ...before },
        after: { version, ...after },
      },
    };
  });
}

/** Changes the title, the dates or the schools of annexe A1, on the version that was seen. */
export async function updateConvention(act: PersonAct, input: UpdateConvention & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await openText(tx, act, input.id);
    await refuseStale(tx, loaded, input.version);
    if (loaded.kind === 'amendment') refuseParentFacts(input);
    const title = input.title ?? loaded.title;
    const effectiveOn = input.effectiveOn === undefined ? fromDbDate(loaded.effectiveOn) : input.effectiveOn;
    const months = input.durationMonths === undefined ? loaded.durationMonths : input.durationMonths;
    const endsOn = effectiveOn && months ? computeEnd(effectiveOn, months).endsOn : null;
    const schools = input.uais ? await replaceSchools(tx, loaded, input.uais, act.now) : null;
    const version = await bump(tx, loaded, {
      title,
      effectiveOn: effectiveOn ? toDbDate(effectiveOn) : null,
      durationMonths: months,
      endsOn: endsOn ? toDbDate(endsOn) : null,
    });
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.edited',
        objectType: 'Convention',
        objectId: loaded.id,
        before: {
          version: loaded.version,
          title: loaded.title,
          effectiveOn: fromDbDate(loaded.effectiveOn),
          durationMonths: loaded.durationMonths,
        },
        after: { version, title, effectiveOn, durationMonths: months, ...(schools ? { schools } : {}) },
      },
    };
  });
}

/** An avenant has no schools and no duration of its own: what it changes is told in its changes. */
function refuseParentFacts(input: UpdateConvention): void {
  const message =
    'Un avenant change les écoles et la durée par ses modifications, dans l’onglet «\u00a0Modifications\u00a0».';
  if (input.uais) throw invalid({ uais: message });
  if (input.durationMonths !== undefined) throw invalid({ durationMonths: message });
}

/** Makes annexe A1 the given list; each school must be in the project of this convention. */
async function replaceSchools(tx: Tx, loaded: LoadedConvention, uais: readonly string[], at: Date) {
  const entries = parseUaiList(uais.join('\n'));
  const wanted = new Set<string>();
  for (const { input, check } of entries) {
    // A wrong check letter is the directory's fault when the directory holds that school: the list below decides.
    if (!check.ok && check.code === 'uai_shape')
      throw invalid({ uais: `«\u00a0${input}\u00a0» n’est pas un UAI\u00a0: ${check.message}` });
    wanted.add(check.uai);
  }
  const inProject = await tx.projectSchool.findMany({
    where: { projectId: loaded.projectId, removedOn: null, uai: { in: [...wanted] } },
    select: { uai: true },
  });
  const known = new Set(inProject.map(({ uai }) => uai));
  const strangers = [...wanted].filter((uai) => !known.has(uai));
  if (strangers.length > 0)
    throw new AppError(
      'invalid',
      `Ces écoles ne sont pas dans le projet\u00a0: ${strangers.slice(0, 10).join(', ')}. Ajoutez-les d’abord au projet.`,
      { fields: { uais: 'Des écoles ne sont pas dans le projet.' }, details: { uais: strangers } },
    );
  const held = new Set(loaded.schools.map(({ uai }) => uai));
  const added = [...wanted].filter((uai) => !held.has(uai));
  const removed = [...held].filter((uai) => !wanted.has(uai));
  // Before any signature the annex is only a draft: a school that leaves it was never in it.
  await tx.conventionSchool.deleteMany({ where: { conventionId: loaded.id, uai: { in: removed } } });
  await tx.conventionSchool.createMany({
    data: added.map((uai) => ({ conventionId: loaded.id, uai, entryOn: loaded.effectiveOn ?? at })),
  });
  return { added, removed };
}
