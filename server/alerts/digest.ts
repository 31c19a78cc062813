import type { DigestItem } from '@/prisma/generated/client';
import { type Actor, loadActor, validOn } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { scope } from '@/server/access/scope';
import { civilDate, fromDbDate, toDbDate } from '@/server/clock';
import type { Db, Tx } from '@/server/db';
import { counted } from '@/server/french';
import type { LetterItem } from '@/server/mail/compose';
import { queueMail } from '@/server/mail/outbox';
import { mayStillRead } from '@/server/mail/still-allowed';
import { itemOf } from './commands';
import { turnsAt } from './digest-days';
import {
  type Alert,
  byUrgency,
  concerns,
  type Family,
  families,
  familyOf,
  familyWords,
  type Rhythm,
} from './domain';
import { everything, watch } from './facts';
import { preferencesOf, unsubscribeFooter, unsubscribeHeaders } from './preferences';
import { linkTo } from './recipients';
import { alertsOf } from './rules';

const systemName = 'l’application';

/**
 * True for what a digest tells. A turn that has just come was told by the mail of the act itself; it is recalled
 * once it has waited long.
 */
const tellable = ({ kind, severity }: Alert) =>
  severity !== 'info' || (familyOf[kind] !== 'acts' && kind !== 'aaf_waiting');

type Hat = { actor: Actor; alerts: Alert[] };

/**
 * Writes the digests that are due at an instant: at most one mail per person, with what is new to them and what is
 * recalled after the cooldown. Nothing on a day without news. It may be called as often as one likes, by several
 * processes: each turn of a person is taken under a lock.
 * @returns how many mails were written.
 */
export async function sendDigests(db: Db, at: Date): Promise<number> {
  const today = toDbDate(civilDate(at));
  const { facts } = await watch(db, everything, at);
  const alerts = alertsOf(facts).filter(tellable).sort(byUrgency);
  const roles = [...new Set(alerts.flatMap((one) => one.roles))];
  const owners = alerts.flatMap(({ hats }) => hats);
  const waitingItems = await db.digestItem.findMany({
    where: { toldAt: null },
    select: { userId: true },
    distinct: ['userId'],
  });
  const memberships = await db.membership.findMany({
    where: {
      ...validOn(today),
      AND: {
        OR: [
          { role: { in: roles } },
          { id: { in: owners } },
          { userId: { in: waitingItems.map(({ userId }) => userId) } },
        ],
      },
    },
    select: { id: true, userId: true },
    orderBy: [{ userId: 'asc' }, { id: 'asc' }],
  });
  const byUser = new Map<string, string[]>();
  for (const { id, userId } of memberships) byUser.set(userId, [...(byUser.get(userId) ?? []), id]);
  let sent = 0;
  for (const [userId, hatIds] of byUser) {
    const hats: Hat[] = [];
    for (const id of hatIds) {
      const actor = await loadActor(db, id, today);
      if (actor) hats.push({ actor, alerts: await readable(db, actor, alerts) });
    }
    if (await db.$transaction((tx) => digestOf(tx, userId, hats, at, facts.settingsOf), { timeout: 60_000 }))
      sent += 1;
  }
  return sent;
}

/** Those of the alerts that concern this hat and whose object it may read today. */
async function readable(db: Db, actor: Actor, alerts: readonly Alert[]): Promise<Alert[]> {
  const own = alerts.filter((one) => concerns(one, actor));
  if (own.length === 0) return [];
  const ability = rulesFor(actor);
  const idsOf = (type: Alert['about']['type']) =>
    own.filter(({ about }) => about.type === type).map(({ about }) => about.id);
  const pick = { select: { id: true } } as const;
  const among = (ids: string[]) => ({ id: { in: ids } });
  const [conventions, requests, steps, projects] = await Promise.all([
    db.convention.findMany({
      where: { AND: [among(idsOf('Convention')), scope(ability, 'read', 'Convention')] },
      ...pick,
    }),
    db.aafRequest.findMany({
      where: { AND: [among(idsOf('AafRequest')), scope(ability, 'read', 'AafRequest')] },
      ...pick,
    }),
    db.followUpStep.findMany({
      where: { AND: [among(idsOf('FollowUpStep')), scope(ability, 'read', 'FollowUpStep')] },
      ...pick,
    }),
    db.project.findMany({
      where: { AND: [among(idsOf('Project')), scope(ability, 'read', 'Project')] },
      ...pick,
    }),
  ]);
  const held = new Set([...conventions, ...requests, ...steps, ...projects].map(({ id }) => id));
  return own.filter(({ about }) =>
    about.type === 'Academy'
      ? ability.can('read', 'OutgoingMail') && (actor.academyCode === about.id || actor.role === 'operator')
      : held.has(about.id),
  );
}

/** Takes the turns of one person that are due, and writes their mail when there is news. */
async function digestOf(
  tx: Tx,
  userId: string,
  hats: readonly Hat[],
  at: Date,
  settingsOf: (academyCode: string) => { reminderCooldownDays: number },
): Promise<boolean> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`digest:${userId}`}))::text`;
  const due = await dueFamilies(tx, userId, at);
  if (due.length === 0) return false;

  const alerts = await newsAmong(tx, userId, hats, due, at, settingsOf);
  const items = await keptItems(tx, userId, due, at);
  if (alerts.length + items.length === 0) return false;

  const person = hats[0]?.actor;
  if (!person) return false;
  await tx.alertNotice.deleteMany({
    where: { userId, alertKey: { in: alerts.map(({ alert }) => alert.key) } },
  });
  await tx.alertNotice.createMany({
    data: alerts.map(({ alert }) => ({ userId, alertKey: alert.key, toldAt: at })),
  });
  await tx.digestItem.updateMany({ where: { id: { in: items.map(({ id }) => id) } }, data: { toldAt: at } });
  await tx.reminder.createMany({
    data: alerts
      .filter(({ alert }) => alert.severity !== 'info' && alert.remindable)
      .map(({ alert }) => ({
        alertKey: alert.key,
        kind: alert.kind,
        objectType: alert.about.type,
        objectId: alert.about.id,
        academyCode: alert.academyCode,
        at,
        byName: systemName,
        to: [person.userName],
      })),
  });

  const told = families.filter(
    (family) =>
      alerts.some(({ alert }) => familyOf[alert.kind] === family) ||
      items.some((one) => one.family === family),
  );
  const lines: LetterItem[] = [
    ...items.map((one) => ({
      title: one.sentence,
      text: one.detail,
      link: { label: 'Ouvrir', url: linkTo(one.path, one.membershipId) },
    })),
    ...alerts.map(({ alert, hat }) => itemOf(alert, hat.membershipId)),
  ];
  const shown = lines.slice(0, most);
  const rest = lines.length - shown.length;
  await queueMail(
    tx,
    person.email,
    {
      subject: `Accord’ENT\u00a0: ${counted(lines.length, 'point')} à regarder`,
      paragraphs: [
        'Bonjour,',
        `Voici ce qui vous concerne (${told.map((one) => familyWords[one].label).join(', ')}).`,
      ],
      items: [
        ...shown,
        ...(rest > 0
          ? [
              {
                title: `Et ${counted(rest, 'autre')}`,
                text: 'Ils se lisent sur la page des alertes.',
                link: { label: 'Toutes mes alertes', url: linkTo('/alertes', person.membershipId) },
              },
            ]
          : []),
      ],
      footer: unsubscribeFooter(userId, told),
    },
    {
      academyCode: person.academyCode,
      membershipId: person.membershipId,
      headers: unsubscribeHeaders(userId, told.length > 1 ? 'all' : (told[0] ?? 'all')),
    },
  );
  return true;
}

/** A mail stays readable: beyond so many lines, the page tells the rest. */
const most = 50;

/** The families whose turn has come for this person; daily and weekly turns are taken as they are read. */
async function dueFamilies(tx: Tx, userId: string, at: Date): Promise<Family[]> {
  const preferences = (await preferencesOf(tx, [userId])).get(userId);
  const { day, week } = turnsAt(at);
  const turn = await tx.digestTurn.findUnique({ where: { userId } });
  const daily = fromDbDate(turn?.dailyOn ?? null);
  const weekly = fromDbDate(turn?.weeklyOn ?? null);
  // Somebody new begins with the next Monday; a Monday missed by a stop is made up for.
  const isMonday = day === week && day === civilDate(at);
  const dueRhythms: Rhythm[] = [
    'immediate',
    ...((daily === null && day === civilDate(at)) || (daily !== null && daily < day)
      ? (['daily'] as const)
      : []),
    ...((weekly === null && isMonday) || (weekly !== null && weekly < week) ? (['weekly'] as const) : []),
  ];
  // Before the hour, somebody new has no turn yet.
  if (turn === null && day !== civilDate(at))
    return families.filter((one) => preferences?.[one] === 'immediate');
  const dates = { dailyOn: toDbDate(day), weeklyOn: toDbDate(week) };
  await tx.digestTurn.upsert({ where: { userId }, create: { userId, ...dates }, update: dates });
  return families.filter((family) => dueRhythms.includes(preferences?.[family] ?? 'none'));
}

type Told = { alert: Alert; hat: Actor };

/** Alerts never told to this person, and those told so long ago that they are recalled. */
async function newsAmong(
  tx: Tx,
  userId: string,
  hats: readonly Hat[],
  due: readonly Family[],
  at: Date,
  settingsOf: (academyCode: string) => { reminderCooldownDays: number },
): Promise<Told[]> {
  const found = new Map<string, Told>();
  for (const { actor, alerts } of hats)
    for (const alert of alerts)
      if (due.includes(familyOf[alert.kind]) && !found.has(alert.key))
        found.set(alert.key, { alert, hat: actor });
  const notices = await tx.alertNotice.findMany({ where: { userId, alertKey: { in: [...found.keys()] } } });
  // Whoever was reminded by a person a few days ago is not told again by a machine.
  const longest = Math.max(
    7,
    ...[...found.values()].map(({ alert }) => settingsOf(alert.academyCode).reminderCooldownDays),
  );
  const reminders = await tx.reminder.findMany({
    where: {
      alertKey: { in: [...found.keys()] },
      byId: { not: null },
      at: { gte: new Date(at.getTime() - longest * 86_400_000) },
    },
    select: { alertKey: true, at: true },
  });
  const recalledAt = new Map(reminders.map((one) => [one.alertKey, one.at]));
  const toldAt = new Map(notices.map((one) => [one.alertKey, one.toldAt]));
  return [...found.values()].filter(({ alert }) => {
    const last = toldAt.get(alert.key);
    const recalled = recalledAt.get(alert.key);
    const cooldown = settingsOf(alert.academyCode).reminderCooldownDays * 86_400_000;
    if (recalled && at.getTime() - recalled.getTime() < cooldown) return false;
    if (!last) return true;
    // An hour of grace: a digest that left late does not push the next one by a whole turn.
    return alert.severity !== 'info' && at.getTime() - last.getTime() >= cooldown - 3_600_000;
  });
}

/** News kept for this person, as far as they may still read what each is about. */
async function keptItems(tx: Tx, userId: string, due: readonly Family[], at: Date): Promise<DigestItem[]> {
  const items = await tx.digestItem.findMany({
    where: { userId, toldAt: null, family: { in: [...due] } },
    orderBy: { createdAt: 'asc' },
  });
  const kept: DigestItem[] = [];
  for (const one of items) if (await mayStillRead(tx, one, at)) kept.push(one);
  return kept;
}
