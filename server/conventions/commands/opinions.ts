import { change, type PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { AppError, conflict, forbidden, notFound } from '@/server/errors';
import type { Verdict } from '../facts';
import { bump, type LoadedConvention, lockConvention, refuseStale } from '../load';
import { standingOpinions } from '../loaded';
import { notify } from '../notify';
import { opinionOf } from '../opinion-role';
import { keepSnapshot } from '../review/snapshot';
import type { AnswerReservation, OpinionCommand } from '../schema';

/** Writes what a reviewer says: on the request that waits, or as a new round when it revises an earlier one. */
export async function recordOpinion(
  tx: Tx,
  loaded: LoadedConvention,
  asked: LoadedConvention['opinions'][number],
  words: { verdict: Verdict; comment: string; reservations: readonly string[] },
  by: { at: Date; userId: string | null; name: string; snapshotId: string },
): Promise<void> {
  const data = {
    verdict: words.verdict,
    comment: words.comment || null,
    onVersion: loaded.version,
    givenAt: by.at,
    givenById: by.userId,
    givenByName: by.name,
    snapshotId: by.snapshotId,
    reservations: { create: words.reservations.map((text, index) => ({ text, position: index + 1 })) },
  };
  if (asked.verdict === null) {
    const { count } = await tx.opinion.updateMany({
      where: { id: asked.id, verdict: null },
      data: { onVersion: loaded.version },
    });
    if (count !== 1) throw conflict('Cet avis est déjà rendu.');
    await tx.opinion.update({ where: { id: asked.id }, data });
    return;
  }
  const round = Math.max(...loaded.opinions.map((one) => one.round)) + 1;
  await tx.opinion.create({
    data: {
      ...data,
      conventionId: loaded.id,
      kind: asked.kind,
      round,
      requestedAt: asked.requestedAt,
      requestedByName: asked.requestedByName,
      question: asked.question,
      dueOn: asked.dueOn,
    },
  });
}

/** Tells the académie that an opinion is there. */
export async function announceOpinion(
  tx: Tx,
  loaded: LoadedConvention,
  at: Date,
  name: string,
  reservations: number,
): Promise<void> {
  await notify(tx, loaded, ['academy_admin', 'academy_editor'], at, {
    subject: `Avis rendu sur la convention ${loaded.number}`,
    paragraphs: [
      `${name} a rendu son avis sur «\u00a0${loaded.title}\u00a0».`,
      ...(reservations > 0 ? ['Des réserves attendent votre réponse.'] : []),
    ],
    action: { label: 'Lire l’avis', path: `/conventions/${loaded.id}?onglet=avis` },
    family: 'news',
  });
}

/**
 * Records the opinion of the hat worn on the version that was read: once per round, or again, as a revision of
 * one's own earlier opinion.
 */
export async function giveOpinion(act: PersonAct, input: OpinionCommand & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const kind = opinionOf(act.actor);
    if (!kind || input.kind !== kind)
      throw forbidden('Chacun rend l’avis de son rôle\u00a0: celui-ci revient à quelqu’un d’autre.');
    if (loaded.status !== 'academic_review')
      throw conflict('Un avis se rend pendant l’examen à l’académie\u00a0: la convention n’y est pas.', {
        status: loaded.status,
      });
    await refuseStale(tx, loaded, input.answeredVersion);
    const opinion = standingOpinions(loaded).find((one) => one.kind === kind);
    if (!opinion) throw conflict('Cet avis n’a pas été demandé.');
    if (opinion.verdict && !input.revises)
      throw conflict('Cet avis est déjà rendu.', { givenBy: opinion.givenByName });
    const kept = await keepSnapshot(tx, loaded, {
      occasion: 'opinion_given',
      opinion: kind,
      at: act.now,
      byName: act.actor.userName,
    });
    await recordOpinion(tx, loaded, opinion, input, {
      at: act.now,
      userId: act.actor.userId,
      name: act.actor.userName,
      snapshotId: kept.id,
    });
    const version = await bump(tx, loaded);
    await announceOpinion(tx, loaded, act.now, act.actor.userName, input.reservations.length);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.opinion_given',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, ...(opinion.verdict ? { verdict: opinion.verdict } : {}) },
        after: {
          version,
          kind,
          verdict: input.verdict,
          comment: input.comment,
          reservations: input.reservations,
          textSha256: kept.sha256,
        },
      },
    };
  });
}

/** Answers one reservation of an opinion; each is answered on its own. */
export async function answerReservation(act: PersonAct, input: AnswerReservation & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const opinion = standingOpinions(loaded).find((one) =>
      one.reservations.some((reservation) => reservation.id === input.reservationId),
    );
    const reservation = opinion?.reservations.find((one) => one.id === input.reservationId);
    if (!opinion || !reservation) throw notFound('Cette réserve');
    if (loaded.status !== 'academic_review')
      throw new AppError('conflict', 'Les réserves se traitent pendant l’examen à l’académie.');
    await tx.reservation.update({
      where: { id: reservation.id },
      // A new answer is to be looked at again.
      data: {
        answer: input.answer,
        answeredAt: act.now,
        answeredById: act.actor.userId,
        reaction: null,
        reactionNote: null,
        reactedAt: null,
      },
    });
    const version = await bump(tx, loaded);
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.reservation_answered',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version, answer: reservation.answer },
        after: { version, kind: opinion.kind, reservation: reservation.text, answer: input.answer },
      },
    };
  });
}
