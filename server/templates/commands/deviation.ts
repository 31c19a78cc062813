import type { Prisma } from '@/prisma/generated/client';
import type { Actor, SystemActor } from '@/server/access/actor';
import { change, type PersonAct } from '@/server/audit/journal';
import { mayEditText } from '@/server/conventions/editing';
import { isEditable } from '@/server/conventions/facts';
import { bump, type LoadedConvention, loadConvention, lockConvention } from '@/server/conventions/load';
import { sectionsOfConvention, templateOf } from '@/server/conventions/loaded';
import type { Tx } from '@/server/db';
import { sha256Hex } from '@/server/documents/hash';
import { conflict, forbidden, notFound } from '@/server/errors';
import { type Deviation, deviationsOf } from '../deviations';

/** The deviations of a convention from its pinned template, as its text stands. */
export const deviationsIn = (loaded: LoadedConvention): Deviation[] =>
  deviationsOf(templateOf(loaded), sectionsOfConvention(loaded));

/** Names the deviating text a reason was given for. */
export const deviatingSha256 = ({ text }: Pick<Deviation, 'text'>) =>
  sha256Hex(`${text.title}\n${text.body}`);

/**
 * Brings the kept rows into line with the text: one for each deviating article, none for the others. A reason is
 * kept while its article deviates. To be called in the transaction that changed an article.
 */
export async function syncDeviations(
  tx: Tx,
  conventionId: string,
  by: { actor: Actor | SystemActor; now: Date },
): Promise<void> {
  const loaded = await loadConvention(tx, conventionId);
  const found = deviationsIn(loaded);
  const gone = loaded.deviations.filter(({ articleKey }) => !found.some(({ key }) => key === articleKey));
  if (gone.length > 0)
    await tx.conventionDeviation.deleteMany({
      where: { conventionId, articleKey: { in: gone.map(({ articleKey }) => articleKey) } },
    });
  const person = 'system' in by.actor ? null : by.actor;
  for (const one of found) {
    const held = loaded.deviations.find(({ articleKey }) => articleKey === one.key);
    const facts = { kind: one.kind, heading: one.heading };
    if (!held)
      await tx.conventionDeviation.create({
        data: {
          conventionId,
          articleKey: one.key,
          ...facts,
          noticedAt: by.now,
          noticedById: person?.userId ?? null,
          noticedByName: person?.userName ?? null,
        },
      });
    else if (held.kind !== one.kind || held.heading !== one.heading)
      await tx.conventionDeviation.update({
        where: { conventionId_articleKey: { conventionId, articleKey: one.key } },
        data: facts,
      });
  }
}

async function openDeviation(tx: Tx, act: PersonAct, input: { id: string; articleKey: string }) {
  const loaded = await lockConvention(tx, input.id);
  if (!isEditable(loaded.status))
    throw conflict('Le texte ne se modifie plus à cette étape. Rouvrez d’abord le texte.', {
      status: loaded.status,
    });
  if (!mayEditText(loaded, act.actor.role))
    throw forbidden('C’est l’autre partie qui rédige ce texte ; vous le relirez à l’étape suivante.');
  const deviation = deviationsIn(loaded).find(({ key }) => key === input.articleKey);
  if (!deviation) throw notFound('Cet écart');
  return { loaded, deviation };
}

/** Says why an article departs from the mandatory clause; DPD and legal read it. */
export async function explainDeviation(
  act: PersonAct,
  input: { id: string; articleKey: string; reason: string },
) {
  return change(act, async (tx) => {
    const { loaded, deviation } = await openDeviation(tx, act, input);
    const reason = {
      reason: input.reason.trim(),
      reasonAt: act.now,
      reasonById: act.actor.userId,
      reasonByName: act.actor.userName,
      reasonOnSha256: deviatingSha256(deviation),
    };
    const key = { conventionId: loaded.id, articleKey: deviation.key };
    await tx.conventionDeviation.upsert({
      where: { conventionId_articleKey: key },
      create: {
        ...key,
        kind: deviation.kind,
        heading: deviation.heading,
        noticedAt: act.now,
        noticedById: act.actor.userId,
        noticedByName: act.actor.userName,
        ...reason,
      },
      update: { ...reason, version: { increment: 1 } },
    });
    const version = await bump(tx, loaded);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.deviation_explained',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version },
        after: { version, article: deviation.heading, reason: reason.reason },
      },
    };
  });
}

/** Puts the template's wording back, in one act; the reason goes with the deviation. */
export async function revertDeviation(
  act: PersonAct,
  input: { id: string; articleKey: string; version: number },
) {
  return change(act, async (tx) => {
    const { loaded, deviation } = await openDeviation(tx, act, input);
    const article = loaded.articles.find(({ key }) => key === input.articleKey);
    if (article && article.version !== input.version)
      throw conflict('Cet article a changé pendant que vous le lisiez. Relisez-le, puis recommencez.');
    const section = templateOf(loaded).sections.find(({ key }) => key === input.articleKey);
    if (!section) throw notFound('Cet article');
    const stamp = { updatedAt: act.now, updatedBy: act.actor.userId };
    const words = { title: section.title, body: section.body };
    await tx.conventionArticle.upsert({
      where: { conventionId_key: { conventionId: loaded.id, key: section.key } },
      create: {
        conventionId: loaded.id,
        key: section.key,
        section: section.section,
        position: section.position,
        number: section.number,
        code: section.code,
        ...words,
        ...stamp,
      },
      update: { ...words, ...stamp, version: { increment: 1 } },
    });
    await syncDeviations(tx, loaded.id, act);
    const version = await bump(tx, loaded);
    return {
      result: { version, articleVersion: (article?.version ?? 0) + 1 },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.deviation_reverted',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, ...deviation.text },
        after: { version, article: deviation.heading } satisfies Prisma.InputJsonObject,
      },
    };
  });
}
