import { change, type PersonAct } from '@/server/audit/journal';
import { AppError, conflict, forbidden, notFound } from '@/server/errors';
import { bump, currentOpinions, lockConvention, refuseStale } from '../load';
import { notify } from '../notify';
import { opinionOf } from '../opinion-role';
import type { AnswerReservation, OpinionCommand } from '../schema';

/** Records the opinion of the hat worn, once per round, on the version that was read. */
export async function giveOpinion(act: PersonAct, input: OpinionCommand & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const kind = opinionOf(act.actor);
    if (!kind || input.kind !== kind)
      throw forbidden('Chacun rend l’avis de son rôle : celui-ci revient à quelqu’un d’autre.');
    if (loaded.status !== 'academic_review')
      throw conflict('Un avis se rend pendant l’examen à l’académie : la convention n’y est pas.', {
        status: loaded.status,
      });
    await refuseStale(tx, loaded, input.answeredVersion);
    const opinion = currentOpinions(loaded).find((one) => one.kind === kind);
    if (!opinion) throw conflict('Cet avis n’a pas été demandé.');
    if (opinion.verdict) throw conflict('Cet avis est déjà rendu.', { givenBy: opinion.givenByName });
    await tx.opinion.update({
      where: { id: opinion.id },
      data: {
        verdict: input.verdict,
        comment: input.comment || null,
        onVersion: loaded.version,
        givenAt: act.now,
        givenById: act.actor.userId,
        givenByName: act.actor.userName,
        reservations: {
          create: input.reservations.map((text, index) => ({ text, position: index + 1 })),
        },
      },
    });
    const version = await bump(tx, loaded);
    await notify(tx, loaded, ['academy_admin', 'academy_editor'], act.now, {
      subject: `Avis rendu sur la convention ${loaded.number}`,
      paragraphs: [
        `${act.actor.userName} a rendu son avis sur « ${loaded.title} ».`,
        ...(input.reservations.length > 0 ? ['Des réserves attendent votre réponse.'] : []),
      ],
      action: { label: 'Lire l’avis', path: `/conventions/${loaded.id}?onglet=avis` },
      family: 'news',
    });
    return {
      result: { version },
      journal: {
        chain: loaded.academyCode,
        action: 'convention.opinion_given',
        objectType: 'Convention',
        objectId: loaded.id,
        before: { version: loaded.version },
        after: {
          version,
          kind,
          verdict: input.verdict,
          comment: input.comment,
          reservations: input.reservations,
        },
      },
    };
  });
}

/** Answers one reservation of an opinion; each is answered on its own. */
export async function answerReservation(act: PersonAct, input: AnswerReservation & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const opinion = currentOpinions(loaded).find((one) =>
      one.reservations.some((reservation) => reservation.id === input.reservationId),
    );
    const reservation = opinion?.reservations.find((one) => one.id === input.reservationId);
    if (!opinion || !reservation) throw notFound('Cette réserve');
    if (loaded.status !== 'academic_review')
      throw new AppError('conflict', 'Les réserves se traitent pendant l’examen à l’académie.');
    await tx.reservation.update({
      where: { id: reservation.id },
      data: { answer: input.answer, answeredAt: act.now, answeredById: act.actor.userId },
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
