import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { journalOf } from '@/server/alerts/testing-journal';
import { toDbDate } from '@/server/clock';
import { notify } from '@/server/conventions/notify';
import { createDb, type Db } from '@/server/db';
import { deliverMail } from '@/server/mail/deliver';
import { callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { type MailServer, startMailServer } from '@/server/testing/smtp';
import { sendDigests } from './digest';
import { hourInParis, turnsAt } from './digest-days';
import { readUnsubscribeToken, unsubscribeToken } from './preferences';
import { alertWorld, opinionRow } from './testing-rows';
import { unsubscribe } from './unsubscribe';

let db: Db;
let url: string;
let close: () => Promise<void>;
let world: Awaited<ReturnType<typeof alertWorld>>;
let server: MailServer;
const day = (days: number, from = testNow) => new Date(from.getTime() + days * 86_400_000);
const as = (person: string, now = testNow) => callerOf(db, person, { now });
const mailsTo = (person: string) =>
  db.outgoingMail.findMany({ where: { to: `${person}@demo.invalid` }, orderBy: { createdAt: 'asc' } });
const userOf = (person: string) =>
  db.user.findUniqueOrThrow({ where: { email: `${person}@demo.invalid` }, include: { memberships: true } });

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  world = await alertWorld(db);
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await close();
});
beforeEach(() => world.clear());

const lateOpinion = () =>
  db.convention.create({
    data: { ...world.row('academic_review'), opinions: { create: [opinionRow('dpo', '2026-11-10')] } },
  });
const keyOf = (id: string) => `opinion_due:${id}:dpo:1`;

describe('a reminder by a person', () => {
  it('writes to whose turn it is, with a link to the act, and is seen on the alert and in the history', async () => {
    const one = await lateOpinion();
    const dane = await as('dane');
    const report = await dane.alerts.remind({ keys: [keyOf(one.id)] });
    expect(report).toMatchObject({ mails: 1, refused: [], reminded: [{ key: keyOf(one.id) }] });
    const [mail] = await mailsTo('dpd');
    const { memberships } = await userOf('dpd');
    expect(mail?.subject).toBe(`Rappel : ${one.title}`);
    expect(mail?.text).toContain(
      `http://127.0.0.1:3000/aller?role=${memberships[0]?.id}&vers=%2Fconventions%2F${one.id}%3Fonglet%3Davis`,
    );
    expect(mail).toMatchObject({ about: `Convention:${one.id}`, academyCode: '25' });
    const { groups } = await dane.alerts.list({ who: 'all' });
    expect(groups[0]?.lines[0]).toMatchObject({
      last: { on: '2026-11-22', byName: 'Dominique Dane', to: [expect.any(String)] },
      remind: { refusal: expect.stringContaining('un nouveau rappel sera possible le 29 novembre 2026') },
    });
    expect((await dane.alerts.ofConvention({ id: one.id }))[0]?.last?.byName).toBe('Dominique Dane');
    expect(await journalOf(db, one.id)).toContain('alert.reminded');
  });

  it('waits for the cooldown, and says when the next is possible', async () => {
    const one = await lateOpinion();
    await (await as('dane')).alerts.remind({ keys: [keyOf(one.id)] });
    await expect((await as('dane', day(6))).alerts.remind({ keys: [keyOf(one.id)] })).rejects.toThrow(
      'Déjà rappelé le 22 novembre 2026 par Dominique Dane\u00a0: un nouveau rappel sera possible le 29 novembre 2026.',
    );
    await (await as('redaction', day(7))).alerts.remind({ keys: [keyOf(one.id)] });
    expect(await mailsTo('dpd')).toHaveLength(2);
  });

  it('is one mail per person for many alerts, and one for two who ask at once', async () => {
    const all = await Promise.all([lateOpinion(), lateOpinion(), lateOpinion()]);
    const keys = all.map(({ id }) => keyOf(id));
    const both = await Promise.allSettled([
      (await as('dane')).alerts.remind({ keys }),
      (await as('redaction')).alerts.remind({ keys }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const mails = await mailsTo('dpd');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('Rappel : 3 actes à faire');
  });

  it('never reaches someone without the right to read, when it is written nor when it leaves', async () => {
    const one = await world.convention('ready_to_sign', { departmentCodes: ['78'] });
    await (await as('dane')).alerts.remind({ keys: [`signature_waiting:${one.id}`] });
    // The DASEN of the demonstration signs for another département.
    expect(await mailsTo('dasen')).toEqual([]);
    expect(await mailsTo('maire')).toHaveLength(1);
    const { memberships } = await userOf('maire');
    const id = memberships[0]?.id ?? '';
    await db.membership.update({ where: { id }, data: { validUntil: toDbDate('2026-11-21') } });
    await deliverMail(db, testNow, { smtpUrl: server.url, from: 'a@demo.invalid' });
    expect((await mailsTo('maire'))[0]).toMatchObject({ state: 'withdrawn' });
    await db.membership.update({ where: { id }, data: { validUntil: null } });
  });

  it('is refused to who does not lead, of what is no longer true, and when nobody is there to be recalled', async () => {
    const one = await lateOpinion();
    for (const person of ['dpd', 'projet', 'maire', 'annuaire'])
      await expect((await as(person)).alerts.remind({ keys: [keyOf(one.id)] }), person).rejects.toMatchObject(
        {
          code: 'FORBIDDEN',
        },
      );
    await expect((await as('dane.rennes')).alerts.remind({ keys: [keyOf(one.id)] })).rejects.toThrow(
      'n’a plus lieu d’être',
    );
    await expect((await as('dane')).alerts.remind({ keys: [] })).rejects.toThrow('au moins une alerte');
    const { id: userId } = await userOf('dpd');
    await unsubscribe(db, { userId, family: 'acts' }, testNow);
    await expect((await as('dane')).alerts.remind({ keys: [keyOf(one.id)] })).rejects.toThrow(
      'Personne à rappeler',
    );
    expect(await db.outgoingMail.count()).toBe(0);
  });
});

describe('a digest', () => {
  /** Monday 23 November 2026, 7 h 05 in Paris. */
  const monday = new Date('2026-11-23T06:05:00Z');

  it('tells ten facts in one mail, once, whatever the number of processes', async () => {
    for (let i = 0; i < 10; i += 1) await lateOpinion();
    const other = createDb(url, 2);
    await Promise.all([sendDigests(db, monday), sendDigests(other, monday), sendDigests(db, monday)]);
    await other.$disconnect();
    const mails = await mailsTo('dpd');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('Accord’ENT : 10 points à regarder');
    expect(mails[0]?.text.match(/\/aller\?/g)).toHaveLength(10);
    expect(mails[0]?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    // Later the same day, and on days without news: nothing.
    for (const hours of [1, 5, 12, 24, 48])
      await sendDigests(db, new Date(monday.getTime() + hours * 3_600_000));
    expect(await mailsTo('dpd')).toHaveLength(1);
    // What still stands after the cooldown is recalled, and shown as such.
    await sendDigests(db, day(7, monday));
    expect(await mailsTo('dpd')).toHaveLength(2);
    const { groups } = await (await as('dane', day(7, monday))).alerts.list({
      who: 'all',
      kind: 'opinion_due',
    });
    expect(groups[0]?.lines[0]?.last?.byName).toBe('l’application');
    // A reminder by the application does not hold a person back.
    expect(groups[0]?.lines[0]?.remind).toEqual({ refusal: null });
  });

  it('does not repeat what a person recalled a few days ago', async () => {
    const one = await lateOpinion();
    await (await as('dane')).alerts.remind({ keys: [keyOf(one.id)] });
    await sendDigests(db, monday);
    expect(await mailsTo('dpd')).toHaveLength(1);
    await sendDigests(db, day(7, monday));
    expect(await mailsTo('dpd')).toHaveLength(2);
  });

  it('waits for its hour, and for its day when it is weekly', async () => {
    await world.convention('in_force', { endsOn: toDbDate('2027-02-10') });
    await lateOpinion();
    await sendDigests(db, new Date('2026-11-23T05:55:00Z'));
    expect(await db.outgoingMail.count()).toBe(0);
    // A Tuesday: the daily ones leave, the weekly ones wait for Monday.
    await sendDigests(db, new Date('2026-11-24T06:05:00Z'));
    expect(await mailsTo('dpd')).toHaveLength(1);
    expect(await mailsTo('projet')).toEqual([]);
    await sendDigests(db, new Date('2026-11-30T06:05:00Z'));
    expect(await mailsTo('projet')).toHaveLength(1);
  });

  it('counts its days in Paris, through both changes of hour', () => {
    expect(hourInParis(new Date('2027-03-28T05:30:00Z'))).toBe(7);
    expect(hourInParis(new Date('2026-10-25T05:30:00Z'))).toBe(6);
    expect(turnsAt(new Date('2027-03-28T04:59:00Z')).day).toBe('2027-03-27');
    expect(turnsAt(new Date('2027-03-28T05:00:00Z')).day).toBe('2027-03-28');
    expect(turnsAt(new Date('2026-10-25T05:59:00Z')).day).toBe('2026-10-24');
    expect(turnsAt(new Date('2026-10-25T06:00:00Z'))).toEqual({ day: '2026-10-25', week: '2026-10-19' });
    expect(turnsAt(new Date('2026-12-31T23:30:00Z'))).toEqual({ day: '2026-12-31', week: '2026-12-28' });
  });

  it('follows the rhythm that each person chose, for news too; legal acts always leave', async () => {
    const one = await world.convention('awaiting_deliberation');
    const redaction = await as('redaction');
    const tellAll = (family?: 'news') =>
      db.$transaction((tx) =>
        notify(tx, one, ['academy_admin', 'academy_editor'], testNow, {
          subject: 'Texte accepté',
          paragraphs: ['La collectivité accepte le texte.'],
          action: { label: 'Voir', path: `/conventions/${one.id}` },
          ...(family ? { family } : {}),
        }),
      );
    await redaction.alerts.setPreference({ family: 'news', rhythm: 'daily' });
    await tellAll('news');
    expect(await mailsTo('dane')).toHaveLength(1);
    expect((await mailsTo('dane'))[0]?.text).toContain(
      'Ne plus recevoir «\u00a0Avancement des conventions\u00a0»',
    );
    expect(await mailsTo('redaction')).toEqual([]);
    await sendDigests(db, monday);
    const [digest] = await mailsTo('redaction');
    expect(digest?.text).toContain('Texte accepté');
    await redaction.alerts.setPreference({ family: 'news', rhythm: 'none' });
    await tellAll('news');
    await sendDigests(db, day(1, monday));
    expect(await mailsTo('redaction')).toHaveLength(1);
    await tellAll();
    expect(await mailsTo('redaction')).toHaveLength(2);
    expect((await redaction.alerts.preferences()).find(({ family }) => family === 'news')?.rhythm).toBe(
      'none',
    );
  });

  it('says nothing any more to who unsubscribed by the link, and only to them', async () => {
    const { id: userId } = await userOf('dpd');
    const token = unsubscribeToken(userId, 'acts');
    expect(readUnsubscribeToken(token)).toEqual({ userId, family: 'acts' });
    for (const forged of [
      token.replace('.acts.', '.aaf.'),
      token.replace(userId, 'someone'),
      `${token}x`,
      'x',
      unsubscribeToken(userId, 'toString' as 'acts'),
    ])
      expect(readUnsubscribeToken(forged), forged).toBeNull();
    await unsubscribe(db, { userId, family: 'acts' }, testNow);
    await lateOpinion();
    await sendDigests(db, monday);
    expect(await mailsTo('dpd')).toEqual([]);
    await expect(unsubscribe(db, { userId: 'nobody', family: 'acts' }, testNow)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('does not tell what was kept once it may no longer be read', async () => {
    const one = await world.convention('partner_review');
    const { id: userId, memberships } = await userOf('projet');
    await db.digestItem.create({
      data: {
        userId,
        membershipId: memberships[0]?.id ?? '',
        family: 'acts',
        sentence: 'Nouvelle',
        detail: '',
        path: '/',
        about: `Convention:${one.id}`,
        createdAt: testNow,
      },
    });
    const other = await db.authority.findFirstOrThrow({ where: { kind: 'commune', code: { not: '95018' } } });
    await db.convention.update({ where: { id: one.id }, data: { authorityId: other.id } });
    await sendDigests(db, monday);
    expect(await mailsTo('projet')).toEqual([]);
  });
});

describe('the page of mails', () => {
  const refused = (academyCode: string | null) =>
    db.outgoingMail.create({
      data: { to: 'x@y.invalid', subject: 'Essai', text: 'Texte', html: '', state: 'refused', academyCode },
    });

  it('shows an operator everything, a DANE what is of their académie, nobody else anything', async () => {
    const own = await refused('25');
    const other = await refused('14');
    const listed = async (person: string) =>
      (await (await as(person)).mails.list({})).items.map(({ id }) => id);
    expect((await listed('exploitant')).sort()).toEqual([own.id, other.id].sort());
    expect(await listed('dane')).toEqual([own.id]);
    await expect(listed('redaction')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect((await as('dane')).mails.get({ id: other.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sends again by a decision, once, and shows no code', async () => {
    const mail = await refused('25');
    const dane = await as('dane');
    await dane.mails.resend({ id: mail.id });
    expect(await db.outgoingMail.findUnique({ where: { id: mail.id } })).toMatchObject({ state: 'waiting' });
    await expect(dane.mails.resend({ id: mail.id })).rejects.toThrow('n’est plus à renvoyer');
    const secret = await refused('25');
    await db.outgoingMail.update({
      where: { id: secret.id },
      data: { usableUntil: testNow, text: '123456' },
    });
    expect(await dane.mails.get({ id: secret.id })).toMatchObject({ text: null, canResend: false });
    await expect(dane.mails.resend({ id: secret.id })).rejects.toThrow('à usage unique');
  });
});
