import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertWorld, opinionRow } from '@/server/alerts/testing-rows';
import { toDbDate } from '@/server/clock';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { readFeed } from './feed';

let db: Db;
let close: () => Promise<void>;
let world: Awaited<ReturnType<typeof alertWorld>>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  world = await alertWorld(db);
});
afterAll(() => close());
beforeEach(async () => {
  await world.clear();
  await db.calendarFeed.deleteMany();
});

const secretOf = (address: string) => address.split('/').at(-2) ?? '';
const feedOf = async (person: string) => {
  const { url } = await (await callerOf(db, person)).calendarFeed.create();
  return secretOf(url);
};
/** Lines unfolded (RFC 5545, 3.1). */
const linesOf = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');
const events = (text: string) =>
  linesOf(text)
    .join('\n')
    .split('BEGIN:VEVENT\n')
    .slice(1)
    .map((block) =>
      Object.fromEntries(
        block
          .split('\n')
          .filter((line) => line.includes(':'))
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
      ),
    );

describe('a personal calendar', () => {
  it('holds ends, opinions, effect dates, sessions and markets as whole days, with stable identifiers', async () => {
    const end = await world.convention('in_force', { endsOn: toDbDate('2027-08-31') });
    const effect = await world.convention('signed', { effectiveOn: toDbDate('2027-01-01') });
    const review = await db.convention.create({
      data: { ...world.row('academic_review'), opinions: { create: [opinionRow('dpo', '2026-12-05')] } },
    });
    const waiting = await world.convention('awaiting_deliberation');
    await db.deliberation.create({
      data: { conventionId: waiting.id, sessionOn: toDbDate('2026-12-14'), enteredById: 'x' },
    });
    const { text } = await readFeed(db, await feedOf('dane'), testNow);
    const found = events(text);
    expect(found.map((one) => [one.UID, one['DTSTART;VALUE=DATE'], one.SUMMARY])).toEqual([
      [`opinion-${review.id}-dpo-1@127.0.0.1:3000`, '20261205', expect.stringContaining('Avis attendu')],
      [
        `session-${waiting.id}@127.0.0.1:3000`,
        '20261214',
        'Séance de délibération\u00a0: Commune d’Argenteuil',
      ],
      [`effect-${effect.id}@127.0.0.1:3000`, '20270101', 'Prise d’effet prévue\u00a0: Commune d’Argenteuil'],
      [`market-${world.project.id}@127.0.0.1:3000`, '20270331', expect.stringContaining('Fin de marché')],
      [`end-${end.id}@127.0.0.1:3000`, '20270831', 'Fin de convention\u00a0: Commune d’Argenteuil'],
    ]);
    const lines = linesOf(text);
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines).toContain('VERSION:2.0');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(5);
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(5);
    expect(found.every((one) => one.DTSTAMP?.endsWith('Z'))).toBe(true);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    // Nobody is named.
    expect(text).not.toMatch(/Dane|Delmas|@demo/);
  });

  it('gives the same bytes as long as nothing changed, and others when something did', async () => {
    const one = await world.convention('in_force', { endsOn: toDbDate('2027-08-31') });
    const secret = await feedOf('dane');
    const first = await readFeed(db, secret, testNow);
    expect(await readFeed(db, secret, new Date(testNow.getTime() + 3_600_000))).toEqual(first);
    await db.convention.update({ where: { id: one.id }, data: { endsOn: toDbDate('2027-09-30') } });
    expect((await readFeed(db, secret, testNow)).etag).not.toBe(first.etag);
  });

  it('holds only what its person may read at that moment', async () => {
    await world.convention('in_force', { endsOn: toDbDate('2027-08-31') });
    const secret = await feedOf('maire');
    const ends = async () =>
      events((await readFeed(db, secret, testNow)).text).filter((one) => one.UID?.startsWith('end-')).length;
    expect(await ends()).toBe(1);
    const stranger = await feedOf('dane.rennes');
    expect(events((await readFeed(db, stranger, testNow)).text)).toEqual([]);
    await db.membership.updateMany({
      where: { user: { email: 'maire@demo.invalid' } },
      data: { validUntil: toDbDate('2026-11-21') },
    });
    expect(await ends()).toBe(0);
  });

  it('is not found under an unknown, renewed or revoked address, and only a hash is kept', async () => {
    const first = await feedOf('dane');
    await expect(readFeed(db, 'inconnu', testNow)).rejects.toMatchObject({ code: 'not_found' });
    const second = await feedOf('dane');
    await expect(readFeed(db, first, testNow)).rejects.toMatchObject({ code: 'not_found' });
    await readFeed(db, second, testNow);
    const dane = await callerOf(db, 'dane');
    expect(await dane.calendarFeed.mine()).toMatchObject({ lastReadAt: testNow });
    await dane.calendarFeed.revoke();
    await expect(readFeed(db, second, testNow)).rejects.toMatchObject({ code: 'not_found' });
    await expect(dane.calendarFeed.revoke()).rejects.toThrow('Aucune adresse');
    expect(JSON.stringify(await db.calendarFeed.findMany())).not.toContain(second);
  });
});
