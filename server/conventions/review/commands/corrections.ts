import type { FieldCorrection, Prisma } from '@/prisma/generated/client';
import { change, type PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { syncDeviations } from '@/server/templates/commands/deviation';
import { bump, type LoadedConvention } from '../../load';
import { templateOf } from '../../loaded';
import { notify } from '../../notify';
import type { VariableValue } from '../../template/types';
import { checkValue } from '../../variables';
import { type Anchor, anchorOf } from '../anchors';
import type { DecideCorrection, ProposeCorrection } from '../schema';
import { otherSide, type ReviewSide, sideNames, writersOf, writesFor } from '../sides';
import { openThread } from '../thread';
import { rowOf } from './opinions';

/** What a proposal holds: the body of an article, or the value of a field. */
export type Proposal = { body: string } | { value: VariableValue };

function duringPartnerReview(loaded: LoadedConvention): void {
  if (loaded.status !== 'partner_review')
    throw conflict('Un champ s’ouvre et se corrige pendant la relecture par la collectivité.', {
      status: loaded.status,
    });
}

const linkTo = (loaded: LoadedConvention, threadId: string) =>
  `/conventions/${loaded.id}?onglet=texte&commentaire=${threadId}`;

/** Opens one article or field to the other side; everything else stays closed. */
export async function openField(
  tx: Tx,
  act: PersonAct,
  loaded: LoadedConvention,
  threadId: string,
  anchor: Anchor,
): Promise<void> {
  duringPartnerReview(loaded);
  const side = writesFor(act.actor.role);
  if (!side) throw forbidden('Seuls les rédacteurs des deux parties ouvrent un champ à la correction.');
  const already = await tx.fieldCorrection.findFirst({
    where: {
      conventionId: loaded.id,
      state: { in: ['open', 'proposed', 'refused'] },
      thread: { articleKey: anchor.articleKey, variableKey: anchor.variableKey },
    },
  });
  if (already) throw conflict('Ce passage est déjà ouvert à la correction\u00a0: répondez à la suite.');
  const openedTo = otherSide(side);
  await tx.fieldCorrection.create({
    data: {
      conventionId: loaded.id,
      threadId,
      openedTo,
      openedByName: act.actor.userName,
      openedAt: act.now,
      baseVersion: anchor.counter,
    },
  });
  await notify(tx, loaded, writersOf(openedTo), act.now, {
    subject: `Un passage vous est ouvert\u00a0: convention ${loaded.number}`,
    paragraphs: [
      `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
      `${act.actor.userName} vous ouvre «\u00a0${anchor.label}\u00a0» pour que vous y proposiez une correction.`,
    ],
    action: { label: 'Lire et corriger', path: linkTo(loaded, threadId) },
  });
}

/** The opened field behind a thread, on the version that was seen. */
async function opened(tx: Tx, act: PersonAct, input: { id: string; threadId: string; version: number }) {
  const { loaded, thread } = await openThread(tx, act, input.id, input.threadId);
  if (!thread.correction) throw notFound('Cette ouverture');
  duringPartnerReview(loaded);
  if (thread.correction.version !== input.version)
    throw conflict('Cette correction vient de changer. Relisez-la, puis recommencez.', {
      currentVersion: thread.correction.version,
    });
  return { loaded, thread, correction: thread.correction, anchor: anchorOf(loaded, thread) };
}

async function move(
  tx: Tx,
  correction: FieldCorrection,
  data: Prisma.FieldCorrectionUpdateManyMutationInput,
) {
  const { count } = await tx.fieldCorrection.updateMany({
    where: { id: correction.id, version: correction.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) throw conflict('Cette correction vient de changer. Relisez-la, puis recommencez.');
  return correction.version + 1;
}

function proposalOf(loaded: LoadedConvention, anchor: Anchor, input: ProposeCorrection): Proposal {
  if (anchor.variableKey === null) {
    if (input.body === undefined || input.body.trim() === '')
      throw invalid({ body: 'Rédigez le texte que vous proposez.' });
    if (input.body === anchor.text)
      throw invalid({ body: 'Ce texte est celui de l’article\u00a0: rien n’y change.' });
    return { body: input.body };
  }
  const variable = templateOf(loaded).variables.find(({ key }) => key === anchor.variableKey);
  if (!variable || input.value === undefined)
    throw invalid({ value: 'Renseignez la valeur que vous proposez.' });
  const checked = checkValue(variable, input.value);
  if (!checked.ok) throw invalid({ value: checked.message });
  return { value: checked.value };
}

/** Proposes a correction of what was opened to one's side, on the text that was read. */
export async function proposeCorrection(act: PersonAct, input: ProposeCorrection & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, thread, correction, anchor } = await opened(tx, act, input);
    const side = writesFor(act.actor.role);
    if (side !== correction.openedTo)
      throw forbidden(
        `Ce passage est ouvert à ${sideNames[correction.openedTo as ReviewSide]}, qui le corrige.`,
      );
    if (!['open', 'refused', 'proposed'].includes(correction.state))
      throw conflict('Ce passage n’est plus ouvert à la correction.');
    if (input.base !== anchor.counter)
      throw conflict(
        'Le passage a changé pendant que vous écriviez. Votre texte est gardé à l’écran\u00a0: comparez, puis reprenez.',
        {
          current: { text: anchor.text, version: anchor.counter },
        },
      );
    const proposal = proposalOf(loaded, anchor, input);
    const version = await move(tx, correction, {
      state: 'proposed',
      baseVersion: anchor.counter,
      proposal: proposal as Prisma.InputJsonValue,
      proposedAt: act.now,
      proposedByName: act.actor.userName,
      reason: null,
      decidedAt: null,
      decidedByName: null,
    });
    await notify(tx, loaded, writersOf(otherSide(side)), act.now, {
      subject: `Correction proposée\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
        `${act.actor.userName} propose une correction de «\u00a0${anchor.label}\u00a0».`,
      ],
      action: { label: 'Comparer et décider', path: linkTo(loaded, thread.id) },
    });
    return {
      result: { version },
      journal: rowOf(loaded, 'convention.correction_proposed', { on: anchor.label, ...proposal }),
    };
  });
}

async function apply(tx: Tx, act: PersonAct, loaded: LoadedConvention, anchor: Anchor, proposal: Proposal) {
  const stamp = { updatedAt: act.now, updatedBy: act.actor.userId };
  const gone = conflict('Le passage a changé depuis cette proposition\u00a0: demandez-en une nouvelle.', {
    current: { text: anchor.text, version: anchor.counter },
  });
  if ('body' in proposal) {
    const { count } = await tx.conventionArticle.updateMany({
      where: { conventionId: loaded.id, key: anchor.articleKey, version: anchor.counter },
      data: { body: proposal.body, version: { increment: 1 }, ...stamp },
    });
    if (count !== 1) throw gone;
    await syncDeviations(tx, loaded.id, act);
    return;
  }
  const key = anchor.variableKey ?? '';
  const value = proposal.value ?? '';
  if (anchor.counter === 0) {
    await tx.conventionVariable.create({ data: { conventionId: loaded.id, key, value, ...stamp } });
    return;
  }
  const { count } = await tx.conventionVariable.updateMany({
    where: { conventionId: loaded.id, key, version: anchor.counter },
    data: { value, version: { increment: 1 }, ...stamp },
  });
  if (count !== 1) throw gone;
}

/** The side that opened a field accepts what is proposed there, which then enters the text; or refuses it. */
export async function decideCorrection(act: PersonAct, input: DecideCorrection & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, thread, correction, anchor } = await opened(tx, act, input);
    const side = writesFor(act.actor.role);
    if (side === null || side === correction.openedTo)
      throw forbidden('Celui qui a ouvert le passage décide de la correction proposée.');
    if (correction.state !== 'proposed') throw conflict('Aucune correction n’attend de décision ici.');
    if (input.accept && correction.baseVersion !== anchor.counter)
      throw conflict('Le passage a changé depuis cette proposition\u00a0: demandez-en une nouvelle.');
    const decided = { decidedAt: act.now, decidedByName: act.actor.userName };
    const proposal = correction.proposal as Proposal;
    if (input.accept) await apply(tx, act, loaded, anchor, proposal);
    const version = await move(tx, correction, {
      ...decided,
      state: input.accept ? 'accepted' : 'refused',
      reason: input.accept ? null : input.reason,
    });
    if (input.accept)
      await tx.commentThread.update({
        where: { id: thread.id },
        data: { resolvedAt: act.now, resolvedByName: act.actor.userName, version: { increment: 1 } },
      });
    const conventionVersion = input.accept ? await bump(tx, loaded) : loaded.version;
    await notify(tx, loaded, writersOf(correction.openedTo as ReviewSide), act.now, {
      subject: `Correction ${input.accept ? 'acceptée' : 'refusée'}\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
        input.accept
          ? `${act.actor.userName} accepte votre correction de «\u00a0${anchor.label}\u00a0»\u00a0: elle est dans le texte.`
          : `${act.actor.userName} refuse votre correction de «\u00a0${anchor.label}\u00a0»\u00a0: ${input.reason}`,
      ],
      action: { label: 'Voir le passage', path: linkTo(loaded, thread.id) },
    });
    const action = input.accept ? 'convention.correction_accepted' : 'convention.correction_refused';
    return {
      result: { version, conventionVersion },
      journal: rowOf(
        loaded,
        action,
        {
          version: conventionVersion,
          on: anchor.label,
          ...(input.accept ? proposal : { reason: input.reason }),
        },
        { text: anchor.text },
      ),
    };
  });
}

/** Closes again what was opened, without a correction. */
export async function closeField(act: PersonAct, input: { id: string; threadId: string; version: number }) {
  return change(act, async (tx) => {
    const { loaded, correction, anchor } = await opened(tx, act, input);
    const side = writesFor(act.actor.role);
    if (side === null || side === correction.openedTo)
      throw forbidden('Celui qui a ouvert le passage peut seul le refermer.');
    if (!['open', 'refused', 'proposed'].includes(correction.state))
      throw conflict('Ce passage n’est plus ouvert à la correction.');
    const version = await move(tx, correction, {
      state: 'closed',
      decidedAt: act.now,
      decidedByName: act.actor.userName,
    });
    return { result: { version }, journal: rowOf(loaded, 'convention.field_closed', { on: anchor.label }) };
  });
}
