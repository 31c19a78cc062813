import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDb, type Db } from '../db';
import { createPopulatedDatabase } from '../testing/people';
import { type MailServer, startMailServer } from '../testing/smtp';
import { deliverMail } from './deliver';
import { answerOf, erasedBody, waitMinutes } from './domain';
import { queueMail } from './outbox';
import { eraseBodies } from './retention';

const minute = 60_000;
let db: Db;
let url: string;
let close: () => Promise<void>;
let server: MailServer;
const from = 'Accord’ENT <ne-pas-repondre@demo.invalid>';
const letter = { subject: 'Une nouvelle', paragraphs: ['Voici.'] };
let start: Date;
const later = (minutes: number) => new Date(start.getTime() + minutes * minute);
const deliver = (at = start, smtpUrl = server.url) => deliverMail(db, at, { smtpUrl, from });
const queue = (to: string, more: Partial<Parameters<typeof queueMail>[2]> = {}) =>
  db.$transaction((tx) => queueMail(tx, to, { ...letter, ...more }));
const mailTo = (to: string) => db.outgoingMail.findFirstOrThrow({ where: { to } });

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
});
afterAll(() => close());
beforeEach(async () => {
  start = new Date();
  await db.outgoingMail.deleteMany();
  server = await startMailServer();
});
afterEach(() => server.close());

describe('a server that answers', () => {
  it('takes each mail once, oldest first, over one connection, under a Message-ID of its own', async () => {
    for (const to of ['a@demo.invalid', 'b@demo.invalid', 'c@demo.invalid']) await queue(to);
    expect(await deliver()).toBe(3);
    expect(await deliver(later(10))).toBe(0);
    expect(server.mails.map(({ to }) => to[0])).toEqual([
      'a@demo.invalid',
      'b@demo.invalid',
      'c@demo.invalid',
    ]);
    const mail = await mailTo('b@demo.invalid');
    expect(mail).toMatchObject({ state: 'sent', attempts: 1, sentAt: start, lastError: null, claimId: null });
    expect(mail.answer).toMatch(/^250/);
    expect(server.mails[1]?.messageId).toBe(`<${mail.id}@accordent>`);
    expect(server.mails[1]?.headers['auto-submitted']).toBe('auto-generated');
  });

  it('is waited for when it is slow: one mail, not two', async () => {
    await queue('lent@demo.invalid');
    let answer: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      server.onMessage.push(async () => {
        resolve();
        await new Promise<void>((go) => {
          answer = go;
        });
        return null;
      });
    });
    const first = deliver();
    await asked;
    // While its answer is awaited, the mail is nobody else's.
    expect(await mailTo('lent@demo.invalid')).toMatchObject({ state: 'handing' });
    expect(await deliver(later(5))).toBe(0);
    answer();
    expect(await first).toBe(1);
    expect(server.mails).toHaveLength(1);
  });

  it('gives twenty mails once each to two processes that deliver at once', async () => {
    for (let i = 0; i < 20; i += 1) await queue(`p${i}@demo.invalid`);
    const other = createDb(url, 2);
    const counts = await Promise.all([deliver(), deliverMail(other, start, { smtpUrl: server.url, from })]);
    await other.$disconnect();
    expect(counts[0] + counts[1]).toBe(20);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(20);
    expect(server.mails).toHaveLength(20);
  });
});

describe('a server that does not', () => {
  it('loses nothing and sends nothing twice when it is down for a day', async () => {
    const { port } = new URL(server.url);
    await server.close();
    for (let i = 0; i < 5; i += 1) await queue(`jour${i}@demo.invalid`);
    for (let hour = 0; hour < 24; hour += 1) expect(await deliver(later(hour * 60))).toBe(0);
    expect(await db.outgoingMail.count({ where: { state: 'waiting' } })).toBe(5);
    server = await startMailServer(Number(port));
    expect(await deliver(later(24 * 60 + 5))).toBe(5);
    expect(await deliver(later(24 * 60 + 6))).toBe(0);
    expect(server.mails).toHaveLength(5);
  });

  it('asks a server that is down once a round, not once a mail', async () => {
    for (let i = 0; i < 3; i += 1) await queue(`rang${i}@demo.invalid`);
    await deliver(start, 'smtp://127.0.0.1:9');
    expect(await db.outgoingMail.aggregate({ _sum: { attempts: true } })).toEqual({ _sum: { attempts: 1 } });
  });

  it('tries again under the same Message-ID when the connection drops before the answer', async () => {
    await queue('coupe@demo.invalid');
    const seen: string[] = [];
    server.onMessage.push(async ({ messageId }) => {
      seen.push(messageId);
      return 'drop';
    });
    expect(await deliver()).toBe(0);
    const mail = await mailTo('coupe@demo.invalid');
    expect(mail).toMatchObject({ state: 'waiting', attempts: 1, nextTryAt: later(1) });
    expect(await deliver(start)).toBe(0);
    expect(await deliver(later(1))).toBe(1);
    expect([...seen, server.mails[0]?.messageId]).toEqual(Array(2).fill(`<${mail.id}@accordent>`));
    expect(await mailTo('coupe@demo.invalid')).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('keeps a refusal for good, with its words, and goes on with the next mail', async () => {
    await queue('inconnu@demo.invalid');
    await queue('connu@demo.invalid');
    server.onRecipient.push(async () => ({ code: 550, text: 'No such user here' }));
    expect(await deliver()).toBe(1);
    const refused = await mailTo('inconnu@demo.invalid');
    expect(refused).toMatchObject({ state: 'refused', sentAt: null });
    expect(refused.answer).toContain('550 No such user here');
    expect(await deliver(later(24 * 60))).toBe(0);
    expect(server.mails.map(({ to }) => to[0])).toEqual(['connu@demo.invalid']);
  });

  it('puts off what the recipient’s server puts off, for five days and no more', async () => {
    await queue('gris@demo.invalid');
    const putOff = async () => ({ code: 451, text: 'Greylisted' });
    server.onRecipient.push(putOff);
    await deliver();
    expect(await mailTo('gris@demo.invalid')).toMatchObject({ state: 'waiting', nextTryAt: later(5) });
    server.onMessage.push(putOff);
    await deliver(later(5));
    expect(await mailTo('gris@demo.invalid')).toMatchObject({ state: 'waiting', nextTryAt: later(15) });
    server.onRecipient.push(putOff);
    await deliver(later(6 * 24 * 60));
    expect(await mailTo('gris@demo.invalid')).toMatchObject({ state: 'refused' });
  });

  it('takes a refusal of the password or of the sender for the configuration’s', () => {
    const failure = { responseCode: 535, message: 'no' };
    expect(answerOf({ ...failure, command: 'AUTH PLAIN' }).kind).toBe('unreachable');
    expect(answerOf({ ...failure, responseCode: 550, command: 'MAIL FROM' }).kind).toBe('unreachable');
    expect(answerOf({ ...failure, responseCode: 552, command: 'DATA' }).kind).toBe('refused');
    expect(answerOf({ ...failure, responseCode: 421, command: 'DATA' }).kind).toBe('later');
    expect([1, 2, 3, 4, 9].map((tries) => waitMinutes('unreachable', tries))).toEqual([1, 2, 3, 5, 5]);
  });
});

describe('a process that dies', () => {
  const script = path.join(import.meta.dirname, '../testing/deliver-once.ts');
  const start1 = (): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, DATABASE_URL: url, SMTP_URL: server.url, DELIVER_AT: start.toISOString() },
      stdio: ['ignore', 'ignore', 'inherit'],
    });

  it('before the text is given: the mail leaves after the restart', async () => {
    await queue('avant@demo.invalid');
    server.onRecipient.push(async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      return null;
    });
    const child = start1();
    await once(child, 'exit');
    expect(await mailTo('avant@demo.invalid')).toMatchObject({ state: 'claimed' });
    expect(await deliver(later(1))).toBe(0);
    expect(await deliver(later(16))).toBe(1);
    expect(server.mails).toHaveLength(1);
  });

  it('between the answer and its note: nothing is asked twice, a person is told', async () => {
    await queue('apres@demo.invalid');
    const { id } = await mailTo('apres@demo.invalid');
    const lock = new Client({ connectionString: url });
    await lock.connect();
    server.onMessage.push(async () => {
      // The note of the answer will wait for this row: the process dies knowing what nobody else knows.
      await lock.query('BEGIN');
      await lock.query('SELECT 1 FROM "OutgoingMail" WHERE "id" = $1 FOR UPDATE', [id]);
      return null;
    });
    const child = start1();
    const exit = once(child, 'exit');
    await server.waitForMail(({ to }) => to.includes('apres@demo.invalid'), 60_000);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%OutgoingMail%'`;
    while ((await db.$queryRawUnsafe<unknown[]>(waiting)).length === 0);
    child.kill('SIGKILL');
    await exit;
    await lock.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = $1', [
      'Lock',
    ]);
    await lock.query('ROLLBACK');
    await lock.end();
    expect(await mailTo('apres@demo.invalid')).toMatchObject({ state: 'handing' });
    for (const minutes of [1, 16, 24 * 60]) expect(await deliver(later(minutes))).toBe(0);
    expect(await mailTo('apres@demo.invalid')).toMatchObject({ state: 'uncertain' });
    expect(server.mails).toHaveLength(1);
  });
});

describe('what is kept, and what may still be read', () => {
  it('does not send a code that no longer works, and keeps no code past its time', async () => {
    await queue('code@demo.invalid', { code: '123456' });
    await queue('lien@demo.invalid', { oneTimeLink: true });
    await queue('tard@demo.invalid', { code: '654321' });
    await db.outgoingMail.updateMany({
      where: { to: 'tard@demo.invalid' },
      data: { usableUntil: later(-1) },
    });
    expect(await deliver()).toBe(2);
    expect(await mailTo('tard@demo.invalid')).toMatchObject({ state: 'expired' });
    await eraseBodies(db, later(16), 90);
    for (const to of ['code@demo.invalid', 'lien@demo.invalid', 'tard@demo.invalid'])
      expect(await mailTo(to)).toMatchObject({ text: erasedBody, html: erasedBody, erasedAt: later(16) });
  });

  it('keeps the other texts as long as it is told, and those that wait for ever', async () => {
    await queue('garde@demo.invalid');
    await deliver();
    await queue('attend@demo.invalid');
    await eraseBodies(db, later(89 * 24 * 60), 90);
    expect((await mailTo('garde@demo.invalid')).erasedAt).toBeNull();
    await eraseBodies(db, later(91 * 24 * 60), 90);
    expect((await mailTo('garde@demo.invalid')).text).toBe(erasedBody);
    expect((await mailTo('attend@demo.invalid')).text).toContain('Voici.');
  });

  it('does not send to a hat that ended since the mail was written', async () => {
    const user = await db.user.findUniqueOrThrow({
      where: { email: 'projet@demo.invalid' },
      include: { memberships: true },
    });
    const membershipId = user.memberships[0]?.id ?? '';
    await db.$transaction((tx) => queueMail(tx, user.email, letter, { membershipId }));
    await db.membership.update({ where: { id: membershipId }, data: { validUntil: new Date('2026-09-02') } });
    expect(await deliver()).toBe(0);
    expect(await mailTo(user.email)).toMatchObject({ state: 'withdrawn' });
    expect(server.mails).toHaveLength(0);
  });
});
