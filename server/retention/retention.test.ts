import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followCalendar } from '../conventions/commands/calendar';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { actOf, callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { lead, plantConvention, signAs } from '../testing/scenes';
import { executeElimination } from './commands';
import { dueDay, type Retained, whyKept } from './domain';

let db: Db;
let close: () => Promise<void>;
const at = (day: string) => new Date(`${day}T09:00:00.000Z`);

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

describe('what may be eliminated', () => {
  const years = { convention: 10, deliberation: 10, reversibility: 5, agreement: 5, abandoned: 2 };
  const document: Retained = {
    fileId: 'f',
    conventionId: 'c',
    number: '25-2026-0007',
    kind: 'convention',
    what: 'Texte',
    fileName: 'texte.pdf',
    sha256: 'ab',
    endedOn: '2024-02-29',
    eliminated: false,
    hold: null,
  };
  it('waits for its day, leap years included', () => {
    expect(dueDay('2024-02-29', 10)).toBe('2034-02-28');
    expect(whyKept(document, years, '2034-02-27')).toBe(
      'La durée de conservation court jusqu’au 28/02/2034.',
    );
    expect(whyKept(document, years, '2034-02-28')).toBeNull();
  });
  it('is kept while it lives, while a dispute runs, and goes once', () => {
    expect(whyKept({ ...document, endedOn: null }, years, '2040-01-01')).toContain('n’a pas pris fin');
    expect(whyKept({ ...document, hold: 'recours' }, years, '2040-01-01')).toContain('contentieux');
    expect(whyKept({ ...document, eliminated: true }, years, '2040-01-01')).toContain('déjà');
  });
});

describe('an elimination list', () => {
  it('is drawn up, approved by two persons, and leaves a tombstone', async () => {
    const { id } = await plantConvention(db);
    await lead(db, id, 'ready_to_sign');
    await signAs(db, id, 'maire');
    await signAs(db, id, 'dasen');
    await followCalendar(db, testNow);
    await followCalendar(db, at('2029-11-22'));
    const early = await callerOf(db, 'dane', { now: at('2035-01-01') });
    expect(await refused(early.retention.propose({ id: '25', conventionIds: [id] }))).toMatchObject({
      code: 'invalid',
    });
    expect(await refused(early.retention.propose({ id: '25', conventionIds: null }))).toMatchObject({
      code: 'conflict',
    });

    const now = at('2039-11-21');
    const dane = await callerOf(db, 'dane', { now });
    const { version } = await dane.conventions.get({ id });
    await dane.retention.hold({ id, version, reason: 'Recours devant le tribunal' });
    expect(await refused(dane.retention.propose({ id: '25', conventionIds: [id] }))).toMatchObject({
      message: expect.stringContaining('contentieux'),
    });
    await dane.retention.hold({ id, version: version + 1, reason: null });
    const list = await dane.retention.propose({ id: '25', conventionIds: [id] });
    expect(list.items).toBeGreaterThan(1);
    const target = { id: '25', listId: list.id, version: 1 };
    expect(await refused(dane.retention.execute(target))).toMatchObject({ code: 'conflict' });
    await dane.retention.approve({ ...target, visaReference: 'AD95-2039-12', visaOn: '2039-11-20' });
    expect(await refused(dane.retention.execute({ ...target, version: 2 }))).toMatchObject({
      code: 'forbidden',
    });

    const first = await actOf(db, 'dane', now);
    const user = await db.user.create({ data: { email: 'seconde@demo.invalid', name: 'Seconde Personne' } });
    const second = { ...first, actor: { ...first.actor, userId: user.id, userName: 'Seconde Personne' } };
    // The database itself refuses to lose bytes that nobody approved.
    const pdf = await db.conventionText.findFirstOrThrow({
      where: { conventionId: id, pdfId: { not: null } },
    });
    await expect(
      db.storedFile.update({
        where: { id: pdf.pdfId ?? '' },
        data: { bytes: new Uint8Array(), eliminatedAt: now },
      }),
    ).rejects.toThrow();
    const before = await db.storedFile.findUniqueOrThrow({ where: { id: pdf.pdfId ?? '' } });
    expect(await executeElimination(second, { ...target, version: 2 })).toEqual({ eliminated: list.items });
    const after = await db.storedFile.findUniqueOrThrow({ where: { id: before.id } });
    expect([after.bytes.byteLength, after.sha256, after.name, after.size]).toEqual([
      0,
      before.sha256,
      before.name,
      before.size,
    ]);
    expect(await refused(dane.conventions.pdf({ id }))).toMatchObject({ code: 'gone' });
    // Facts, text and journal stay.
    expect((await dane.conventions.content({ id })).content.articles.length).toBeGreaterThan(20);
    const { entries } = await dane.conventions.history({ id });
    expect(entries[0]?.sentence).toContain('seconde approbation');
  });
});
