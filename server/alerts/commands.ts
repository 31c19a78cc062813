import { change, type JournalFacts, nationalChain, type PersonAct } from '@/server/audit/journal';
import type { Tx } from '@/server/db';
import { conflict } from '@/server/errors';
import { counted } from '@/server/french';
import type { LetterItem } from '@/server/mail/compose';
import { queueMail } from '@/server/mail/outbox';
import type { Context } from '@/server/trpc/context';
import { type Alert, type AlertKind, families, familyOf, familyWords, rhythmLabels } from './domain';
import { preferencesOf, unsubscribeFooter, unsubscribeHeaders } from './preferences';
import { heldBack, lastReminders, watched } from './queries';
import { linkTo, type Recipient, recipientsOf } from './recipients';
import type { Remind, SetPreference } from './schema';

/** Reminders of acts that engage always arrive: a signature asked for, a délibération asked for. */
const legal: readonly AlertKind[] = ['signature_waiting', 'deliberation_missing'];

export type ReminderReport = {
  reminded: { key: string; to: string[] }[];
  /** Each with the sentence that says why, and when it will be possible. */
  refused: { key: string; title: string; why: string }[];
  mails: number;
};

type Planned = { alert: Alert; recipients: Recipient[] };

/**
 * Recalls alerts to those whose turn it is: one mail per person, whatever the number of alerts. Refused per alert:
 * too soon after the last one, nobody to recall it to, or no longer true.
 * @throws AppError conflict when none of them could be recalled, with the reason.
 */
export async function remind(
  act: PersonAct,
  ctx: Pick<Context, 'db' | 'ability' | 'now'>,
  { keys }: Remind,
): Promise<ReminderReport> {
  const { alerts, watch } = await watched({ ...ctx, actor: act.actor });
  const byKey = new Map(alerts.map((one) => [one.key, one]));
  const asked = [...new Set(keys)].sort();
  const report = await change<ReminderReport>(act, async (tx) => {
    // Two people on the same alert at once: the second waits, then finds the first one's reminder.
    for (const key of asked)
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`reminder:${key}`}))::text`;
    const last = await lastReminders(tx, asked);
    const planned: Planned[] = [];
    const refused: ReminderReport['refused'] = [];
    for (const key of asked) {
      const alert = byKey.get(key);
      const refuse = (why: string) => refused.push({ key, title: alert?.title ?? 'Alerte', why });
      if (!alert) {
        refuse('Cette alerte n’a plus lieu d’être\u00a0: l’acte a été fait, ou vous n’y avez plus accès.');
        continue;
      }
      const cooldown = watch.facts.settingsOf(alert.academyCode).reminderCooldownDays;
      const held = heldBack(last.get(key), cooldown, watch.facts.today);
      if (held) {
        refuse(held.sentence);
        continue;
      }
      if (!alert.remindable) {
        refuse('Personne n’a à être rappelé pour cela\u00a0: l’application ou l’exploitant s’en occupe.');
        continue;
      }
      const recipients = await remindable(tx, alert, act);
      if (recipients.length === 0) refuse(nobody);
      else planned.push({ alert, recipients });
    }
    const mails = await writeReminders(tx, act, planned);
    await tx.reminder.createMany({
      data: planned.map(({ alert, recipients }) => ({
        alertKey: alert.key,
        kind: alert.kind,
        objectType: alert.about.type,
        objectId: alert.about.id,
        academyCode: alert.academyCode,
        at: act.now,
        byId: act.actor.userId,
        byName: act.actor.userName,
        to: recipients.map(({ name }) => name),
      })),
    });
    return {
      result: {
        reminded: planned.map(({ alert, recipients }) => ({
          key: alert.key,
          to: recipients.map(({ name }) => name),
        })),
        refused,
        mails,
      },
      journal: planned.map(
        ({ alert, recipients }): JournalFacts => ({
          chain: alert.academyCode,
          action: 'alert.reminded',
          objectType: alert.about.type,
          objectId: alert.about.id,
          after: { alert: alert.sentence, kind: alert.kind, recipients: recipients.map(({ name }) => name) },
        }),
      ),
    };
  });
  const [first] = report.refused;
  if (report.reminded.length === 0 && first) throw conflict(first.why, { refused: report.refused });
  return report;
}

const nobody =
  'Personne à rappeler\u00a0: aucun titulaire de ce rôle n’a accès à cet objet, ou chacun a renoncé à ces rappels.';

/** Recipients but the one who asks, and those who unsubscribed from what may be refused. */
async function remindable(tx: Tx, alert: Alert, act: PersonAct): Promise<Recipient[]> {
  const all = (await recipientsOf(tx, alert, act.now)).filter(({ userId }) => userId !== act.actor.userId);
  if (legal.includes(alert.kind)) return all;
  const preferences = await preferencesOf(
    tx,
    all.map(({ userId }) => userId),
  );
  return all.filter(({ userId }) => preferences.get(userId)?.[familyOf[alert.kind]] !== 'none');
}

/** One mail per person with all that is recalled to them. */
async function writeReminders(tx: Tx, act: PersonAct, planned: readonly Planned[]): Promise<number> {
  const people = new Map<string, { person: Recipient; alerts: Alert[] }>();
  for (const { alert, recipients } of planned)
    for (const person of recipients) {
      const held = people.get(person.userId) ?? { person, alerts: [] };
      held.alerts.push(alert);
      people.set(person.userId, held);
    }
  for (const { person, alerts } of people.values()) {
    const [only] = alerts;
    if (!only) continue;
    const single = alerts.length === 1;
    const its = families.filter((family) =>
      alerts.some(({ kind }) => familyOf[kind] === family && !legal.includes(kind)),
    );
    const from = `${act.actor.userName} (${act.actor.organisation.name})`;
    await queueMail(
      tx,
      person.email,
      {
        subject: single
          ? `Rappel\u00a0: ${only.title}`
          : `Rappel\u00a0: ${counted(alerts.length, 'acte')} à faire`,
        paragraphs: ['Bonjour,', `${from} vous rappelle ce qui suit.`],
        items: alerts.map((alert) => itemOf(alert, person.membershipId)),
        ...(its.length > 0 ? { footer: unsubscribeFooter(person.userId, its) } : {}),
      },
      {
        academyCode: only.academyCode,
        membershipId: person.membershipId,
        ...(only.about.type !== 'Academy' && single ? { about: `${only.about.type}:${only.about.id}` } : {}),
        ...(its[0] ? { headers: unsubscribeHeaders(person.userId, its.length > 1 ? 'all' : its[0]) } : {}),
      },
    );
  }
  return people.size;
}

/** An alert as a line of a mail, with the link to its act. */
export const itemOf = (alert: Alert, membershipId: string): LetterItem => ({
  title: alert.title,
  text: `${alert.detail}. ${alert.sentence}`,
  link: { label: 'Ouvrir', url: linkTo(alert.href, membershipId) },
});

const chainOf = (act: PersonAct) => act.actor.academyCode ?? nationalChain;

/** Sets the rhythm of one family of mails for the person who asks. */
export async function setPreference(act: PersonAct, { family, rhythm }: SetPreference): Promise<void> {
  await change(act, async (tx) => {
    const key = { userId: act.actor.userId, family };
    await tx.mailPreference.upsert({
      where: { userId_family: key },
      create: { ...key, rhythm, updatedAt: act.now },
      update: { rhythm, updatedAt: act.now },
    });
    return {
      result: undefined,
      journal: {
        chain: chainOf(act),
        action: 'mail.preference_set',
        objectType: 'User',
        objectId: act.actor.userId,
        after: { family: familyWords[family].label, rhythm: rhythmLabels[rhythm] },
      },
    };
  });
}
