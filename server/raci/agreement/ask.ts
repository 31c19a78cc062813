import { linkTo, recipientsOf } from '@/server/alerts/recipients';
import { agreementAlert } from '@/server/alerts/rules';
import { change, type PersonAct } from '@/server/audit/journal';
import { addDays, longDate } from '@/server/calendar';
import { civilDate } from '@/server/clock';
import { conflict, invalid } from '@/server/errors';
import { counted, listed } from '@/server/french';
import { queueMail } from '@/server/mail/outbox';
import { academySettings } from '@/server/organisations/settings';
import { matrixOfRows } from '../load';
import { agreementOf, columnStates } from './domain';
import { type ActorRow, answerFinder, lockedWhole } from './matrix';
import { whoSpeaks } from './words';

export type AskReport = {
  asked: { actorKey: string; label: string; to: string[] }[];
  /** Each with the sentence that says why. */
  refused: { actorKey: string; label: string; why: string }[];
};

/**
 * Asks those who speak for columns to accept them: one mail a person, an alert until they have answered, one
 * journal row. A column is refused when nothing awaits an answer, when it was asked for lately, or when nobody
 * speaks for it here.
 * @throws AppError conflict when none could be asked for, with the reason.
 */
export async function askAgreement(
  act: PersonAct,
  { id, actorKeys }: { id: string; actorKeys: readonly string[] },
): Promise<AskReport> {
  return change<AskReport>(act, async (tx) => {
    const { rows, keptUnder } = await lockedWhole(tx, id);
    const project = await tx.project.findUniqueOrThrow({
      where: { id },
      include: { academy: { select: { settings: true } } },
    });
    const { alerts } = academySettings(project.academy.settings);
    const today = civilDate(act.now);
    const { activities } = matrixOfRows(rows);
    const find = answerFinder(rows);
    const refused: AskReport['refused'] = [];
    const planned: { actor: ActorRow; pending: number; to: Awaited<ReturnType<typeof recipientsOf>> }[] = [];
    for (const [index, key] of [...new Set(actorKeys)].entries()) {
      const actor = rows.actors.find((one) => one.key === key && !one.hidden);
      if (!actor)
        throw invalid({ [`actorKeys.${index}`]: 'Cet acteur ne figure pas, ou plus, dans cette matrice.' });
      const refuse = (why: string) => refused.push({ actorKey: key, label: actor.label, why });
      const { waiting, to_review } = agreementOf(columnStates(activities, key, find));
      const pending = waiting + to_review;
      if (pending === 0) {
        refuse(`${actor.label}\u00a0: aucune case n’attend de réponse.`);
        continue;
      }
      const askedOn = actor.askedAt && civilDate(actor.askedAt);
      const nextOn = askedOn && addDays(askedOn, alerts.reminderCooldownDays);
      if (askedOn && nextOn && nextOn > today) {
        refuse(
          `${actor.label}\u00a0: accord déjà demandé le ${longDate(askedOn)} par ${actor.askedByName ?? 'l’académie'}. Une nouvelle demande sera possible le ${longDate(nextOn)}.`,
        );
        continue;
      }
      const alert = agreementAlert(
        {
          actorId: actor.id,
          column: actor,
          project,
          pending,
          askedOn: today,
          askedByName: act.actor.userName,
        },
        { today, settingsOf: () => alerts },
      );
      const to = (await recipientsOf(tx, alert, act.now)).filter(({ userId }) => userId !== act.actor.userId);
      if (to.length === 0)
        refuse(
          `${actor.label}\u00a0: personne d’autre que vous ne répond ici pour cette colonne (${whoSpeaks(actor)}).`,
        );
      else planned.push({ actor, pending, to });
    }
    const [first] = refused;
    if (planned.length === 0 && first) throw conflict(first.why, { refused });

    const people = new Map(planned.flatMap(({ to }) => to.map((person) => [person.userId, person])));
    for (const person of people.values()) {
      const its = planned.filter(({ to }) => to.some(({ userId }) => userId === person.userId));
      await queueMail(
        tx,
        person.email,
        {
          subject: `Votre accord est demandé\u00a0: matrice des responsabilités (${project.name})`,
          paragraphs: [
            'Bonjour,',
            `${act.actor.userName} (${act.actor.organisation.name}) vous demande d’accepter ce que la matrice des responsabilités du projet «\u00a0${project.name}\u00a0» confie à ${listed(its.map(({ actor }) => `«\u00a0${actor.label}\u00a0»`))}\u00a0: ${counted(
              its.reduce((sum, { pending }) => sum + pending, 0),
              'case attend',
              'cases attendent',
            )} une réponse.`,
            'Vous pouvez tout accepter en une fois, ou faire une objection à une case en disant pourquoi.',
          ],
          action: {
            label: 'Lire et répondre',
            url: linkTo(`/responsabilites/${id}/accord`, person.membershipId),
          },
        },
        { about: `Project:${id}`, academyCode: project.academyCode, membershipId: person.membershipId },
      );
    }
    await tx.raciActor.updateMany({
      where: { id: { in: planned.map(({ actor }) => actor.id) } },
      data: { askedAt: act.now, askedByName: act.actor.userName },
    });
    return {
      result: {
        asked: planned.map(({ actor, to }) => ({
          actorKey: actor.key,
          label: actor.label,
          to: to.map(({ name }) => name),
        })),
        refused,
      },
      journal: {
        ...keptUnder,
        action: 'raci.agreement_asked',
        after: {
          actors: planned.map(({ actor }) => actor.label),
          recipients: [...people.values()].map(({ name }) => name),
        },
      },
    };
  });
}
