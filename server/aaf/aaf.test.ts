import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import { followCalendar } from '../conventions/commands/calendar';
import { createDb, type Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { actOf, callerOf, createPopulatedDatabase, testNow } from '../testing/people';
import { readZip } from '../testing/read-zip';
import { refused } from '../testing/refused';
import { argenteuil, lead, plantConvention, plantSchools, signAs } from '../testing/scenes';
import { refusalOf } from '../trpc/init';
import { transitionAttachments } from './commands';

let db: Db;
let url: string;
let close: () => Promise<void>;
let convention: { id: string; number: string };
/** Schools of the signed annex that no test has taken yet. */
let free: string[];

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  const planted = await plantConvention(db, { schools: 30 });
  convention = planted;
  free = [...planted.project.uais];
  await lead(db, planted.id, 'ready_to_sign');
  await signAs(db, planted.id, 'maire');
  await signAs(db, planted.id, 'dasen');
  await followCalendar(db, testNow);
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const references = {
  article28Reference: 'Annexe RGPD du marché 2026-M-0114',
  registerReference: 'REG-2026-12',
  conformityProof: 'Attestation du 3 mars 2026',
};
const demand = {
  wantedOn: '2027-01-04',
  environment: 'production',
  eduConnect: true,
  gar: false,
  technicalContact: { name: 'Inès Bernard', email: 'support@demo.invalid', phone: '01 30 83 40 00' },
  ...references,
} as const;

/** The convention in force, with schools of its annex that nobody asked for yet. */
function inForce(schools = 3) {
  return { ...convention, uais: free.splice(0, schools) };
}

async function requested(schools = 3) {
  const its = inForce(schools);
  const projet = await callerOf(db, 'projet');
  const made = await projet.aaf.create({ ...demand, conventionId: its.id, uais: its.uais });
  return { ...its, ...made, ids: made.attachments.map(({ id }) => id) };
}

const statuses = async (ids: string[]) =>
  (await db.aafAttachment.findMany({ where: { id: { in: ids } }, orderBy: { uai: 'asc' } })).map(
    ({ status }) => status,
  );

describe('asking', () => {
  it('is refused, school by school, while the convention is not signed; nothing is written', async () => {
    const { id, project } = await plantConvention(db);
    const dane = await callerOf(db, 'dane');
    const refusal = await refused(dane.aaf.create({ ...demand, conventionId: id, uais: project.uais }));
    expect(refusal.code).toBe('invalid');
    const schools = refusal.details.schools as { uai: string; reasons: string[] }[];
    expect(new Set(schools.map(({ uai }) => uai))).toEqual(new Set(project.uais));
    expect(schools[0]?.reasons.join()).toContain('n’est pas signée');
    expect(await db.aafRequest.count()).toBe(0);
  });

  it('makes a request, an attachment per school, its stay, its journal rows and the operator’s mail', async () => {
    const { requestId, attachments, uais, number } = await requested();
    expect(new Set(attachments.map(({ uai }) => uai))).toEqual(new Set(uais));
    const ids = attachments.map(({ id }) => id);
    expect(await statuses(ids)).toEqual(['requested', 'requested', 'requested']);
    expect(await db.aafStage.count({ where: { attachmentId: { in: ids }, until: null } })).toBe(3);
    expect(await db.journalEntry.count({ where: { action: 'aaf.requested', objectId: { in: ids } } })).toBe(
      3,
    );
    expect(await db.journalEntry.count({ where: { objectType: 'AafRequest', objectId: requestId } })).toBe(1);
    const mail = await db.outgoingMail.findFirstOrThrow({ where: { about: `AafRequest:${requestId}` } });
    expect(mail).toMatchObject({ to: 'annuaire@demo.invalid', subject: expect.stringContaining(number) });
  });

  it('refuses a school that is not in the signed annex, and asks for the others only when told to', async () => {
    const { id, uais } = inForce();
    const [stranger] = await plantSchools(db, argenteuil, 1);
    const dane = await callerOf(db, 'dane');
    const asked = { ...demand, conventionId: id, uais: [...uais, stranger ?? ''] };
    const refusal = await refused(dane.aaf.create(asked));
    expect(refusal.details.schools).toMatchObject([
      { uai: stranger, reasons: [expect.stringContaining('annexe A1')] },
    ]);
    expect(await db.aafAttachment.count({ where: { uai: { in: uais } } })).toBe(0);
    // Added to the list after the signature: the signed text is what counts.
    await db.conventionSchool.create({ data: { conventionId: id, uai: stranger ?? '', entryOn: testNow } });
    expect((await refused(dane.aaf.create(asked))).details.schools).toMatchObject([{ uai: stranger }]);
    const made = await dane.aaf.create({ ...asked, onlyEligible: true });
    expect(made.attachments).toHaveLength(3);
    expect(made.skipped).toMatchObject([{ uai: stranger }]);
  });

  it('asks for the references that the convention left open, unless the académie lifted them', async () => {
    const { id, uais } = inForce();
    const dane = await callerOf(db, 'dane');
    const bare = { ...demand, article28Reference: '', registerReference: '', conformityProof: '' };
    const [uai = ''] = uais;
    const offered = await dane.aaf.eligibility({ id });
    expect(offered.missing.article28Reference).toBe(true);
    expect(offered.schools.find((school) => school.uai === uai)).toMatchObject({ obstacles: [] });
    const refusal = await refused(dane.aaf.create({ ...bare, conventionId: id, uais: [uai] }));
    expect(refusal.message).toContain('article 28');
    const { settings } = await db.academy.findUniqueOrThrow({ where: { code: '25' } });
    await db.academy.update({
      where: { code: '25' },
      data: { settings: { aaf: { article28: false, register: false, conformityProof: false } } },
    });
    const made = await dane.aaf.create({ ...bare, conventionId: id, uais: [uai] });
    expect(made.attachments).toHaveLength(1);
    await db.academy.update({ where: { code: '25' }, data: { settings: settings ?? {} } });
  });

  it('refuses a second request for the same school and product, even at the same instant', async () => {
    const { id, uais } = inForce(1);
    const [dane, projet] = [await callerOf(db, 'dane'), await callerOf(db, 'projet')];
    const asked = { ...demand, conventionId: id, uais };
    const outcomes = await Promise.allSettled([dane.aaf.create(asked), projet.aaf.create(asked)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(['conflict', 'invalid']).toContain(refusalOf(outcome.reason).code);
    expect((await refused(dane.aaf.create(asked))).message).toContain('déjà un accrochage en cours');
    expect(await db.aafRequest.count({ where: { attachments: { some: { uai: { in: uais } } } } })).toBe(1);
  });

  it('is refused to those who only read, and hidden from another académie', async () => {
    const { id, uais } = inForce(1);
    const code = async (person: string) =>
      (await refused((await callerOf(db, person)).aaf.create({ ...demand, conventionId: id, uais }))).code;
    expect(await code('annuaire')).toBe('forbidden');
    expect(await code('dpd')).toBe('forbidden');
    expect(await code('ecole')).toBe('forbidden');
    expect(await code('dane.rennes')).toBe('not_found');
  });

  it('puts mistakes on their fields', async () => {
    const dane = await callerOf(db, 'dane');
    const wrong = {
      ...demand,
      conventionId: 'x',
      uais: [],
      wantedOn: '2026-02-30',
      technicalContact: { name: '', email: 'nowhere' },
    };
    expect((await refused(dane.aaf.create(wrong))).fields).toMatchObject({
      uais: expect.any(String),
      wantedOn: expect.any(String),
      'technicalContact.name': expect.any(String),
      'technicalContact.email': expect.any(String),
    });
  });
});

describe('the directory operator', () => {
  it('checks, tests, attaches; each stay is dated, each school has its row, the requester is told', async () => {
    const { ids } = await requested();
    const annuaire = await callerOf(db, 'annuaire');
    for (const [action, status] of [
      ['check', 'checked'],
      ['start_test', 'test'],
      ['attach', 'attached'],
    ] as const) {
      const { done } = await annuaire.aaf.transition({ ids, action });
      expect(done).toBe(3);
      expect(new Set(await statuses(ids))).toEqual(new Set([status]));
    }
    const stages = await annuaire.aaf.stages({ id: ids[0] ?? '' });
    expect(stages.map(({ status, until }) => [status, until === null])).toEqual([
      ['requested', false],
      ['checked', false],
      ['test', false],
      ['attached', true],
    ]);
    const { entries } = await annuaire.aaf.history({ id: ids[0] ?? '' });
    expect(entries.map(({ sentence }) => sentence)).toEqual([
      'a accroché l’école à l’AAF',
      'a mis l’école en test',
      'a validé la vérification de la demande',
      'a demandé l’accrochage à l’AAF',
    ]);
    const mails = await db.outgoingMail.findMany({
      where: { to: 'projet@demo.invalid', subject: { contains: 'accrochage AAF' } },
    });
    expect(mails.filter(({ subject }) => subject.includes('3 écoles est effectif'))).toHaveLength(1);
  });

  it('refuses the whole when one act is impossible, or says what became of each when asked to', async () => {
    const { ids } = await requested();
    const [first = '', ...rest] = ids;
    const annuaire = await callerOf(db, 'annuaire');
    await annuaire.aaf.transition({ ids: [first], action: 'reject', reason: 'Dossier incomplet' });
    const refusal = await refused(annuaire.aaf.transition({ ids, action: 'check' }));
    expect(refusal).toMatchObject({
      code: 'conflict',
      details: { refused: [{ id: first, code: 'wrong_status', message: expect.stringContaining('Refusé') }] },
    });
    expect((await statuses(ids)).filter((status) => status === 'checked')).toHaveLength(0);
    const { done, results } = await annuaire.aaf.transition({ ids, action: 'check', partial: true });
    expect(done).toBe(2);
    expect(results.find(({ id }) => id === first)).toMatchObject({ ok: false });
    expect(new Set(await statuses(rest))).toEqual(new Set(['checked']));
  });

  it('asks for a reason where one is owed, and keeps it', async () => {
    const { ids } = await requested(1);
    const annuaire = await callerOf(db, 'annuaire');
    expect((await refused(annuaire.aaf.transition({ ids, action: 'reject' }))).fields).toHaveProperty(
      'reason',
    );
    await annuaire.aaf.transition({ ids, action: 'reject', reason: 'Convention illisible' });
    expect(await db.aafAttachment.findUniqueOrThrow({ where: { id: ids[0] ?? '' } })).toMatchObject({
      status: 'rejected',
      reason: 'Convention illisible',
    });
    const mail = await db.outgoingMail.findFirstOrThrow({
      where: { to: 'projet@demo.invalid', text: { contains: 'Convention illisible' } },
    });
    expect(mail.subject).toContain('est refusé');
  });

  it('lets one of twenty at once act, and refuses a version that moved', async () => {
    const { ids } = await requested(1);
    const many = createDb(url, 8);
    const act = { ...(await actOf(db, 'annuaire')), db: many };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => transitionAttachments(act, { ids, action: 'check', partial: false })),
    );
    await many.$disconnect();
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const annuaire = await callerOf(db, 'annuaire');
    const versions = { [ids[0] ?? '']: 1 };
    const refusal = await refused(annuaire.aaf.transition({ ids, action: 'start_test', versions }));
    expect(refusal).toMatchObject({ code: 'conflict', details: { refused: [{ code: 'stale' }] } });
  });

  it('cannot attach a school that has closed meanwhile; can still reject it', async () => {
    const { ids, uais } = await requested(1);
    const annuaire = await callerOf(db, 'annuaire');
    await annuaire.aaf.transition({ ids, action: 'check' });
    await annuaire.aaf.transition({ ids, action: 'start_test' });
    await db.school.update({ where: { uai: uais[0] ?? '' }, data: { state: 'closed' } });
    const refusal = await refused(annuaire.aaf.transition({ ids, action: 'attach' }));
    expect(refusal).toMatchObject({ code: 'invalid', message: expect.stringContaining('fermée') });
    await annuaire.aaf.transition({ ids, action: 'reject', reason: 'École fermée' });
  });

  it('suspends, resumes and detaches; a detached or cancelled school may be asked for again', async () => {
    const { id, ids, uais } = await requested(1);
    const annuaire = await callerOf(db, 'annuaire');
    for (const action of ['check', 'start_test', 'attach'] as const)
      await annuaire.aaf.transition({ ids, action });
    await annuaire.aaf.transition({ ids, action: 'suspend', reason: 'Incident' });
    await annuaire.aaf.transition({ ids, action: 'resume' });
    expect(await db.aafAttachment.findUniqueOrThrow({ where: { id: ids[0] ?? '' } })).toMatchObject({
      status: 'attached',
      reason: null,
    });
    await annuaire.aaf.transition({ ids, action: 'detach', reason: 'Changement de solution' });
    const projet = await callerOf(db, 'projet');
    const again = await projet.aaf.create({ ...demand, conventionId: id, uais });
    const newIds = again.attachments.map((one) => one.id);
    expect((await refused(annuaire.aaf.transition({ ids: newIds, action: 'cancel' }))).code).toBe(
      'forbidden',
    );
    await projet.aaf.transition({ ids: newIds, action: 'cancel' });
    expect(await statuses(newIds)).toEqual(['cancelled']);
  });

  it('leaves the switches to the operator, and hides everything from other académies', async () => {
    const { ids } = await requested(1);
    const outcome = async (person: string) =>
      refused((await callerOf(db, person)).aaf.transition({ ids, action: 'check' }));
    expect((await outcome('dane')).message).toContain('Votre rôle');
    expect((await outcome('dpd')).code).toBe('forbidden');
    expect((await outcome('dane.rennes')).code).toBe('not_found');
    expect(await statuses(ids)).toEqual(['requested']);
  });
});

describe('reading', () => {
  it('gives the queue with its checklist, its acts and its counts', async () => {
    const { requestId, ids, uais } = await requested(2);
    const annuaire = await callerOf(db, 'annuaire');
    const queue = await annuaire.aaf.list({ state: 'todo', requestId });
    expect(new Set(queue.items.map(({ uai }) => uai))).toEqual(new Set(uais));
    expect(queue.counts).toEqual({ requested: 2 });
    const [line] = queue.items;
    expect(line?.checklist.every(({ met }) => met)).toBe(true);
    expect(line?.actions.map(({ action, obstacle }) => [action, obstacle])).toEqual([
      ['check', null],
      ['reject', null],
    ]);
    expect((await annuaire.aaf.list({ requestId, state: 'attached' })).items).toEqual([]);
    expect((await annuaire.aaf.list({ uai: uais[0] ?? '' })).total).toBe(1);
    const first = await annuaire.aaf.list({ requestId, size: 1 });
    const second = await annuaire.aaf.list({ requestId, size: 1, cursor: first.nextCursor ?? '' });
    expect(new Set([...first.items, ...second.items].map((one) => one.id))).toEqual(new Set(ids));
    expect(second.nextCursor).toBeNull();
    const seenBy = async (person: string) =>
      (await (await callerOf(db, person)).aaf.list({ requestId })).total;
    expect(await seenBy('projet')).toBe(2);
    expect(await seenBy('dsden78')).toBe(0);
    expect(await seenBy('dane.rennes')).toBe(0);
  });

  it('makes the request file: sealed PDF to the byte, list of schools, readable sheet', async () => {
    const { id, requestId, uais, number } = await requested(2);
    const annuaire = await callerOf(db, 'annuaire');
    const request = await annuaire.aaf.request({ id: requestId });
    expect(request).toMatchObject({
      schools: 2,
      wantedOn: '2027-01-04',
      states: [{ status: 'requested', count: 2 }],
    });
    const file = await annuaire.aaf.requestFile({ id: requestId });
    const entries = new Map(readZip(Buffer.from(file.bytes)).map((entry) => [entry.name, entry.bytes]));
    expect([...entries.keys()]).toEqual(['demande.txt', 'ecoles.csv', 'convention.pdf']);
    const seal = await db.conventionSeal.findUniqueOrThrow({
      where: { conventionId: id },
      include: { file: true },
    });
    expect(entries.get('convention.pdf')?.equals(Buffer.from(seal.file.bytes))).toBe(true);
    const sheet = entries.get('demande.txt')?.toString('utf8') ?? '';
    for (const part of [
      number,
      'Inès Bernard',
      'EduConnect\u00a0: oui',
      'GAR\u00a0: non',
      '04/01/2027',
      ...Object.values(references),
    ])
      expect(sheet).toContain(part);
    const csv = entries.get('ecoles.csv')?.toString('utf8') ?? '';
    for (const uai of uais) expect(csv).toContain(uai);
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.aaf.requestFile({ id: requestId }))).code).toBe('not_found');
  });
});

describe('a convention that ends', () => {
  it('lists what waits to be detached once the convention has ended, and detaches nothing by itself', async () => {
    const { ids } = await requested(1);
    const annuaire = await callerOf(db, 'annuaire');
    for (const action of ['check', 'start_test', 'attach'] as const)
      await annuaire.aaf.transition({ ids, action });
    const tasks = async () => (await annuaire.aaf.detachTasks()).filter((one) => one.id === ids[0]);
    expect(await tasks()).toEqual([]);
    await followCalendar(db, new Date('2029-11-22T12:00:00Z'));
    expect(await tasks()).toMatchObject([
      { id: ids[0], action: 'detach', status: 'attached', why: expect.stringContaining('est échue') },
    ]);
    expect(await statuses(ids)).toEqual(['attached']);
    await annuaire.aaf.transition({ ids, action: 'detach', reason: 'Fin de la convention' });
    expect(await tasks()).toEqual([]);
  });
});

it('leaves a journal that holds', async () => {
  expect((await verifyJournal(db)).broken).toBeNull();
});
