import { change, type JournalFacts, type PersonAct } from '@/server/audit/journal';
import { addDays, longDate } from '@/server/calendar';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Tx } from '@/server/db';
import { conflict, forbidden, invalid, notFound } from '@/server/errors';
import { academySettings } from '@/server/organisations/settings';
import type { AnyOpinionKind } from '../../facts';
import { bump, type LoadedConvention, lockConvention } from '../../load';
import { furtherOpinionsOf, standingOpinions } from '../../loaded';
import { notify } from '../../notify';
import { opinionOf, opinionRoles } from '../../opinion-role';
import type { AskOpinion, ProlongOpinion, ReactToAnswer } from '../schema';
import { keepSnapshot } from '../snapshot';

/** Refuses what belongs to the time of the examination once that is over. */
export function duringReview(loaded: LoadedConvention): void {
  if (loaded.status !== 'academic_review')
    throw conflict('Les avis se demandent et se traitent pendant l’examen à l’académie.', {
      status: loaded.status,
    });
}

/** The last day that was chosen, or the usual one; never a day that is over. */
export function dueDay(
  loaded: LoadedConvention,
  now: Date,
  kind: AnyOpinionKind,
  chosen: string | null | undefined,
): string {
  const today = civilDate(now);
  if (chosen && chosen < today)
    throw invalid({ dueOn: 'Cette date est déjà passée\u00a0: choisissez un jour à venir.' });
  return chosen ?? addDays(today, academySettings(loaded.academy.settings).opinionDelayDays[kind]);
}

/** Where a further opinion stands among those of its kind. */
export function placeOf(loaded: LoadedConvention, kind: AnyOpinionKind) {
  const round = Math.max(1, ...loaded.opinions.map((one) => one.round));
  const rank = loaded.opinions.filter((one) => one.kind === kind && one.round === round).length + 1;
  return { round, rank };
}

/** The journal row of an act on a convention. */
export const rowOf = (
  loaded: LoadedConvention,
  action: string,
  after: Record<string, unknown>,
  before: Record<string, unknown> = {},
): JournalFacts => ({
  chain: loaded.academyCode,
  action,
  objectType: 'Convention',
  objectId: loaded.id,
  before: { version: loaded.version, ...before },
  after,
});

/** Asks the DSI or the DSDEN for an opinion, with its own question and deadline. */
export async function askOpinion(act: PersonAct, input: AskOpinion & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    duringReview(loaded);
    const pending = furtherOpinionsOf(loaded).find((one) => one.kind === input.kind && !one.verdict);
    if (pending) throw conflict('Cet avis est déjà demandé\u00a0; prolongez son délai s’il le faut.');
    const dueOn = dueDay(loaded, act.now, input.kind, input.dueOn);
    const opinion = await tx.opinion.create({
      data: {
        conventionId: loaded.id,
        kind: input.kind,
        ...placeOf(loaded, input.kind),
        question: input.question,
        requestedAt: act.now,
        requestedByName: act.actor.userName,
        dueOn: toDbDate(dueOn),
      },
    });
    const version = await bump(tx, loaded);
    await notify(tx, loaded, [opinionRoles[input.kind]], act.now, {
      subject: `Avis demandé\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `«\u00a0${loaded.title}\u00a0», ${loaded.authority.name}.`,
        `${act.actor.userName} vous demande un avis avant le ${longDate(dueOn)} inclus\u00a0: ${input.question}`,
      ],
      action: { label: 'Lire et rendre mon avis', path: `/conventions/${loaded.id}?onglet=avis` },
    });
    const after = { version, kind: input.kind, dueOn, question: input.question };
    return {
      result: { version, opinionId: opinion.id },
      journal: rowOf(loaded, 'convention.opinion_asked', after),
    };
  });
}

async function pendingOpinion(tx: Tx, id: string, opinionId: string) {
  const loaded = await lockConvention(tx, id);
  const opinion = standingOpinions(loaded).find((one) => one.id === opinionId);
  if (!opinion) throw notFound('Cet avis');
  duringReview(loaded);
  if (opinion.verdict) throw conflict('Cet avis est déjà rendu.', { givenBy: opinion.givenByName });
  return { loaded, opinion };
}

const rolesOf = (kind: AnyOpinionKind) => (kind === 'expert' ? [] : [opinionRoles[kind]]);

/** Gives more time to somebody whose opinion is awaited, with the reason. */
export async function prolongOpinion(act: PersonAct, input: ProlongOpinion & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, opinion } = await pendingOpinion(tx, input.id, input.opinionId);
    const was = fromDbDate(opinion.dueOn);
    if (input.dueOn <= was) throw invalid({ dueOn: `Le délai court déjà jusqu’au ${longDate(was)}.` });
    if (input.dueOn < civilDate(act.now))
      throw invalid({ dueOn: 'Cette date est déjà passée\u00a0: choisissez un jour à venir.' });
    await tx.opinion.update({ where: { id: opinion.id }, data: { dueOn: toDbDate(input.dueOn) } });
    if (opinion.invitation)
      await tx.expertInvitation.update({
        where: { id: opinion.invitation.id },
        data: { expiresAt: endOfDay(input.dueOn) },
      });
    const version = await bump(tx, loaded);
    await notify(tx, loaded, rolesOf(opinion.kind), act.now, {
      subject: `Délai prolongé\u00a0: convention ${loaded.number}`,
      paragraphs: [
        `Votre avis sur «\u00a0${loaded.title}\u00a0» est attendu jusqu’au ${longDate(input.dueOn)} inclus.`,
        `Motif\u00a0: ${input.reason}`,
      ],
      action: { label: 'Rendre mon avis', path: `/conventions/${loaded.id}?onglet=avis` },
    });
    const after = { version, kind: opinion.kind, dueOn: input.dueOn, reason: input.reason };
    return {
      result: { version },
      journal: rowOf(loaded, 'convention.opinion_prolonged', after, { dueOn: was }),
    };
  });
}

/** The last instant of a civil day in metropolitan France, to the hour that covers both seasons. */
export const endOfDay = (day: string) => new Date(`${day}T22:59:59.999Z`);

/** Takes back a request that nobody answered; the two required opinions are never taken back. */
export async function withdrawRequest(act: PersonAct, input: { id: string; opinionId: string }) {
  return change(act, async (tx) => {
    const { loaded, opinion } = await pendingOpinion(tx, input.id, input.opinionId);
    if (opinion.kind === 'dpo' || opinion.kind === 'legal')
      throw conflict('Cet avis est requis\u00a0: sa demande ne se retire pas.');
    await tx.opinion.update({ where: { id: opinion.id }, data: { withdrawnAt: act.now } });
    await tx.expertInvitation.updateMany({
      where: { opinionId: opinion.id, revokedAt: null, answeredAt: null },
      data: { revokedAt: act.now, revokedById: act.actor.userId },
    });
    const version = await bump(tx, loaded);
    const name = opinion.invitation?.name;
    const action = name ? 'convention.expert_link_revoked' : 'convention.opinion_request_withdrawn';
    return { result: { version }, journal: rowOf(loaded, action, { version, kind: opinion.kind, name }) };
  });
}

/** What the reviewer makes of an answer: a maintained reservation is shown to the decider, it blocks nothing. */
export async function reactToAnswer(act: PersonAct, input: ReactToAnswer & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const opinion = standingOpinions(loaded).find((one) =>
      one.reservations.some(({ id }) => id === input.reservationId),
    );
    const reservation = opinion?.reservations.find(({ id }) => id === input.reservationId);
    if (!opinion || !reservation) throw notFound('Cette réserve');
    if (opinion.kind !== opinionOf(act.actor))
      throw forbidden('Seul celui qui a émis la réserve peut accepter la réponse ou la maintenir.');
    duringReview(loaded);
    if (!reservation.answeredAt) throw conflict('Cette réserve n’a pas encore de réponse.');
    await tx.reservation.update({
      where: { id: reservation.id },
      data: { reaction: input.reaction, reactionNote: input.note || null, reactedAt: act.now },
    });
    const version = await bump(tx, loaded);
    if (input.reaction === 'maintained')
      await notify(tx, loaded, ['academy_admin', 'academy_editor'], act.now, {
        subject: `Réserve maintenue\u00a0: convention ${loaded.number}`,
        paragraphs: [
          `${act.actor.userName} maintient la réserve ${reservation.position} sur «\u00a0${loaded.title}\u00a0».`,
          ...(input.note ? [input.note] : []),
          'Elle n’empêche pas de poursuivre\u00a0: la décision vous revient.',
        ],
        action: { label: 'Lire la réserve', path: `/conventions/${loaded.id}?onglet=avis` },
      });
    const after = { version, kind: opinion.kind, reaction: input.reaction, comment: input.note };
    return { result: { version }, journal: rowOf(loaded, 'convention.reservation_reaction', after) };
  });
}

/** Says that an opinion still stands on the text as it has become. */
export async function confirmOpinion(act: PersonAct, input: { id: string; opinionId: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    const opinion = standingOpinions(loaded).find((one) => one.id === input.opinionId);
    if (!opinion) throw notFound('Cet avis');
    if (opinion.kind !== opinionOf(act.actor))
      throw forbidden('Chacun confirme l’avis de son rôle\u00a0: celui-ci revient à quelqu’un d’autre.');
    duringReview(loaded);
    if (!opinion.verdict) throw conflict('Cet avis n’est pas encore rendu.');
    const kept = await keepSnapshot(tx, loaded, {
      occasion: 'opinion_confirmed',
      opinion: opinion.kind,
      at: act.now,
      byName: act.actor.userName,
    });
    if (kept.id === (opinion.confirmedSnapshotId ?? opinion.snapshotId))
      return { result: { version: loaded.version }, journal: null };
    await tx.opinion.update({
      where: { id: opinion.id },
      data: { confirmedSnapshotId: kept.id, confirmedAt: act.now },
    });
    const version = await bump(tx, loaded);
    const after = { version, kind: opinion.kind, textSha256: kept.sha256 };
    return { result: { version }, journal: rowOf(loaded, 'convention.opinion_confirmed', after) };
  });
}
