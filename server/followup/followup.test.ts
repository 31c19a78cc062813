import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import type { Db } from '../db';
import { callerOf, contextOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';

let db: Db;
let close: () => Promise<void>;
let id: string;

const as = (person: Person) => callerOf(db, person);
const hatOf = async (person: Person) => (await contextOf(db, person)).actor?.membershipId ?? '';
const call = { kind: 'call' as const, on: '2026-11-20', text: 'Appel à la mairie.' };

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const dane = await as('dane');
  ({ id } = await dane.projects.create({
    name: 'Projet suivi',
    degree: 'primary',
    carrierInsee: '95018',
  }));
});
afterAll(() => close());

describe('lines of the follow-up', () => {
  it('keeps what happened, when, who took part, and is internal unless said otherwise', async () => {
    const dane = await as('dane');
    await dane.followUp.write({ id, ...call, participants: 'M. Le Goff (mairie)' });
    const { entries } = await dane.followUp.ofProject({ id });
    expect(entries).toMatchObject([
      {
        kind: 'call',
        on: '2026-11-20',
        text: 'Appel à la mairie.',
        participants: 'M. Le Goff (mairie)',
        shared: false,
        canEdit: true,
      },
    ]);
  });

  it('never shows an internal line to the carrier, by any door, nor that it exists', async () => {
    const dane = await as('dane');
    const town = await as('projet');
    const secret = await dane.followUp.write({ id, ...call, text: 'Le maire hésite.' });
    const open = await dane.followUp.write({ id, ...call, text: 'Compte rendu.', shared: true });
    const seen = await town.followUp.ofProject({ id });
    expect(seen.entries.map(({ text }) => text)).toEqual(['Compte rendu.']);
    expect(seen.mayKeepInternal).toBe(false);
    expect(JSON.stringify([seen, await town.projects.history({ id })])).not.toContain('hésite');
    // One after the other: a refusal that nobody waits for yet would end the run in error.
    for (const act of [
      () => town.followUp.edit({ id: secret.id, version: 1, ...call, shared: true }),
      () => town.followUp.remove({ id: secret.id, version: 1 }),
    ])
      expect((await refused(act())).code).toBe('not_found');
    expect((await refused(town.followUp.remove({ id: open.id, version: 1 }))).code).toBe('forbidden');
  });

  it('lets the carrier write, always for both sides', async () => {
    const town = await as('projet');
    expect((await refused(town.followUp.write({ id, ...call }))).code).toBe('forbidden');
    const { id: line } = await town.followUp.write({ id, ...call, text: 'Reçu.', shared: true });
    const back = town.followUp.edit({ id: line, version: 1, ...call, shared: false });
    expect((await refused(back)).code).toBe('forbidden');
    const dane = await as('dane');
    const { entries } = await dane.followUp.ofProject({ id });
    expect(entries.find((one) => one.id === line)).toMatchObject({ text: 'Reçu.', canEdit: false });
    expect((await refused(dane.followUp.remove({ id: line, version: 1 }))).code).toBe('forbidden');
  });

  it('is corrected and removed by its author; the journal keeps what was removed', async () => {
    const dane = await as('dane');
    const { id: line } = await dane.followUp.write({ id, ...call, text: 'Faute de frape.' });
    const { version } = await dane.followUp.edit({ id: line, version: 1, ...call, text: 'Faute de frappe.' });
    const stale = await refused(dane.followUp.edit({ id: line, version: 1, ...call }));
    expect(stale).toMatchObject({ code: 'conflict', message: expect.stringContaining('Dominique Dane') });
    await dane.followUp.remove({ id: line, version });
    expect(await db.followUpEntry.findUnique({ where: { id: line } })).toBeNull();
    const rows = await db.journalEntry.findMany({
      where: { objectType: 'FollowUp', objectId: id },
      orderBy: { seq: 'asc' },
    });
    expect(rows.slice(-3).map(({ action }) => action)).toEqual([
      'followup.written',
      'followup.edited',
      'followup.removed',
    ]);
    expect(rows.at(-1)?.before).toMatchObject({ text: 'Faute de frappe.' });
  });

  it('refuses an empty text, a day that does not exist, and links of another project', async () => {
    const dane = await as('dane');
    const other = await dane.projects.create({ name: 'Autre', degree: 'primary', carrierInsee: '95127' });
    expect((await refused(dane.followUp.write({ id, ...call, text: ' ' }))).fields.text).toContain('Écrivez');
    expect((await refused(dane.followUp.write({ id, ...call, on: '2026-02-30' }))).fields.on).toBeTruthy();
    const linked = await refused(dane.followUp.write({ id, ...call, uai: '0950001A' }));
    expect(linked.fields.uai).toContain('pas de ce projet');
    const foreign = await refused(dane.followUp.write({ id: other.id, ...call, conventionId: 'x' }));
    expect(foreign.fields.conventionId).toContain('pas de ce projet');
  });

  it('has no place for the vendor, the school head, the national observer or another académie', async () => {
    const codes: Record<string, string> = {};
    for (const person of ['dane.rennes', 'national', 'lecteur', 'exploitant'])
      codes[person] = (await refused((await as(person)).followUp.ofProject({ id }))).code;
    expect(codes).toEqual({
      'dane.rennes': 'not_found',
      national: 'forbidden',
      lecteur: 'not_found',
      exploitant: 'not_found',
    });
    const dpd = await as('dpd');
    expect((await dpd.followUp.ofProject({ id })).entries.length).toBeGreaterThan(1);
    expect((await refused(dpd.followUp.write({ id, ...call }))).code).toBe('forbidden');
  });
});

describe('next steps', () => {
  it('comes with a line, both or neither', async () => {
    const dane = await as('dane');
    const before = await db.followUpEntry.count();
    const wrong = { text: 'Relancer', ownerMembershipId: 'personne' };
    const refusal = await refused(dane.followUp.write({ id, ...call, step: wrong }));
    expect(refusal.fields['step.ownerMembershipId']).toContain('n’agit pas');
    expect(await db.followUpEntry.count()).toBe(before);
    const { stepId } = await dane.followUp.write({
      id,
      ...call,
      step: { text: 'Envoyer le modèle', dueOn: '2026-12-01', ownerMembershipId: await hatOf('dane') },
    });
    const { open } = await dane.followUp.ofProject({ id });
    expect(open).toMatchObject([{ id: stepId, text: 'Envoyer le modèle', ownerName: 'Dominique Dane' }]);
  });

  it('stands in «\u00a0À faire\u00a0» of its owner, late ones first, and in the list of projects', async () => {
    const dane = await as('dane');
    const late = { text: 'Rappeler la mairie', dueOn: '2026-11-02', ownerMembershipId: await hatOf('dane') };
    const { id: step } = await dane.followUp.addStep({ id, ...late });
    const group = (await dane.dashboard.get()).groups.find(({ kind }) => kind === 'next_step');
    expect(group?.tasks.map(({ object, late: isLate }) => [object, isLate])).toEqual([
      ['Rappeler la mairie', true],
      ['Envoyer le modèle', false],
    ]);
    const { items } = await dane.projects.list({ q: 'Projet suivi' });
    expect(items[0]?.nextStep).toMatchObject({ text: 'Rappeler la mairie', dueOn: '2026-11-02' });
    const town = await as('projet');
    expect((await town.projects.list({ q: 'Projet suivi' })).items[0]?.nextStep).toBeNull();
    await dane.followUp.setStepDone({ id: step, version: 1, done: true });
    expect((await refused(dane.followUp.setStepDone({ id: step, version: 2, done: true }))).code).toBe(
      'conflict',
    );
    expect((await dane.projects.list({ q: 'Projet suivi' })).items[0]?.nextStep?.text).toBe(
      'Envoyer le modèle',
    );
    await dane.followUp.setStepDone({ id: step, version: 2, done: false });
    await dane.followUp.removeStep({ id: step, version: 3 });
  });

  it('is given to a person of either side, or to a name; an internal one never to the carrier’s', async () => {
    const dane = await as('dane');
    const owner = await hatOf('projet');
    const inside = await refused(dane.followUp.addStep({ id, text: 'À eux', ownerMembershipId: owner }));
    expect(inside.fields.ownerMembershipId).toContain('partagez');
    const shared = await dane.followUp.addStep({
      id,
      text: 'Transmettre la liste',
      ownerMembershipId: owner,
      shared: true,
    });
    const town = await as('projet');
    expect(JSON.stringify((await town.dashboard.get()).groups)).toContain('Transmettre la liste');
    await town.followUp.setStepDone({ id: shared.id, version: 1, done: true });
    const typed = await dane.followUp.addStep({ id, text: 'Visite', ownerName: ' dominique DANE ' });
    const free = await dane.followUp.addStep({ id, text: 'Câblage', ownerName: 'Entreprise Untel' });
    const steps = await db.followUpStep.findMany({ where: { id: { in: [typed.id, free.id] } } });
    expect(steps.map(({ ownerName, ownerMembershipId }) => [ownerName, ownerMembershipId !== null])).toEqual(
      expect.arrayContaining([
        ['Dominique Dane', true],
        ['Entreprise Untel', false],
      ]),
    );
  });

  it('may be done by its owner, even one who does not write', async () => {
    const dane = await as('dane');
    const mine = await dane.followUp.addStep({ id, text: 'Relire', ownerMembershipId: await hatOf('dpd') });
    const other = await dane.followUp.addStep({ id, text: 'Payer', ownerMembershipId: await hatOf('dane') });
    const dpd = await as('dpd');
    await dpd.followUp.setStepDone({ id: mine.id, version: 1, done: true });
    const refusal = await refused(dpd.followUp.setStepDone({ id: other.id, version: 1, done: true }));
    expect(refusal.code).toBe('forbidden');
  });
});

it('leaves a journal that holds', async () => {
  expect((await verifyJournal(db)).broken).toBeNull();
});
