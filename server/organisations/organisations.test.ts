import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadActor } from '../access/actor';
import { verifyJournal } from '../audit/verify';
import { toDbDate } from '../clock';
import type { Db } from '../db';
import { uaiCheckLetter } from '../territory/uai';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refused } from '../testing/refused';
import { schoolRow } from '../testing/territory';
import { actorOfSession, wearHat } from './people/hat';

let db: Db;
let close: () => Promise<void>;
let dane: Awaited<ReturnType<typeof callerOf>>;
let rennes: typeof dane;
let operator: typeof dane;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  dane = await callerOf(db, 'dane');
  rennes = await callerOf(db, 'dane.rennes');
  operator = await callerOf(db, 'exploitant');
});
afterAll(() => close());

const organisation = (name: string) => db.organisation.findFirstOrThrow({ where: { name } });
const authorityOf = (code: string) =>
  db.authority.findUniqueOrThrow({ where: { kind_code: { kind: 'commune', code } } });
let rank = 0;
const someone = () => {
  rank += 1;
  return { email: `personne${rank}@exemple.fr`, name: `Personne ${rank}`, validFrom: '2026-11-01' };
};
async function membershipOf(email: string) {
  return db.membership.findFirstOrThrow({ where: { user: { email } } });
}

describe('organisations', () => {
  it('takes name and académie from what it stands for, and journals in that académie', async () => {
    const cergy = await authorityOf('95127');
    const { id } = await dane.organisations.create({ kind: 'authority', authorityId: cergy.id });
    expect(await dane.organisations.get({ id })).toMatchObject({ name: cergy.name, academyCode: '25' });
    const row = await db.journalEntry.findFirstOrThrow({ where: { objectId: id } });
    expect([row.chain, row.action]).toEqual(['25', 'organisation.created']);
    await dane.organisations.rename({ id, name: 'Ville de Cergy' });
    const { items } = await dane.organisations.list({ q: 'ville cergy' });
    expect(items.map((item) => item.id)).toEqual([id]);
    const twin = await refused(dane.organisations.create({ kind: 'authority', authorityId: cergy.id }));
    expect(twin.fields).toHaveProperty('authorityId');
  });

  it('makes one of two simultaneous twins', async () => {
    const ermont = await authorityOf('95219');
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => dane.organisations.create({ kind: 'authority', authorityId: ermont.id })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses what stands in another académie, and kinds that are the operator’s', async () => {
    const ofRennes = await authorityOf('35238');
    const uai = `0359001${uaiCheckLetter('0359001')}`;
    await db.school.create({ data: schoolRow({ uai, department: '35' }) });
    const region = await db.authority.findFirstOrThrow({ where: { kind: 'region' } });
    for (const [input, field] of [
      [{ kind: 'authority', authorityId: ofRennes.id }, 'authorityId'],
      [{ kind: 'authority', authorityId: region.id }, 'authorityId'],
      [{ kind: 'dsden', departmentCode: '35' }, 'departmentCode'],
      [{ kind: 'school', uai }, 'uai'],
      [{ kind: 'mutualising_body', name: 'Structure', academyCode: '14' }, 'name'],
    ] as const) {
      const refusal = await refused(dane.organisations.create(input));
      expect([refusal.code, Object.keys(refusal.fields)]).toEqual(['invalid', [field]]);
    }
    for (const input of [
      { kind: 'academy', academyCode: '25' },
      { kind: 'vendor', name: 'Édite' },
      { kind: 'platform', name: 'Moi' },
      { kind: 'ministry', name: 'Ministère' },
    ] as const)
      expect((await refused(dane.organisations.create(input))).code).toBe('forbidden');
    await operator.organisations.create({ kind: 'authority', authorityId: ofRennes.id });
    await operator.organisations.create({ kind: 'vendor', name: 'Édite' });
  });

  it('is closed to other académies and other roles', async () => {
    const { id } = await organisation('Académie de Versailles');
    expect((await refused(rennes.organisations.get({ id }))).code).toBe('not_found');
    expect((await refused(rennes.organisations.rename({ id, name: 'Prise' }))).code).toBe('not_found');
    for (const person of ['dpd', 'projet', 'national', 'lecteur', 'ecole', 'maire']) {
      const caller = await callerOf(db, person);
      expect((await refused(caller.organisations.create({ kind: 'dsden', departmentCode: '78' }))).code).toBe(
        'forbidden',
      );
      expect((await refused(caller.people.list({}))).code).toBe('forbidden');
    }
  });
});

describe('mandates', () => {
  it('widens and narrows the reach of a mutualising body, within its académie only', async () => {
    const { id } = await dane.organisations.create({
      kind: 'mutualising_body',
      name: 'Val-d’Oise Numérique',
    });
    const cergy = await authorityOf('95127');
    await dane.organisations.giveMandate({ id, authorityId: cergy.id });
    const { email, ...person } = someone();
    await dane.people.invite({ ...person, email, organisationId: id, role: 'mutualising_body' });
    const { id: hat } = await membershipOf(email);
    const reach = async () => (await loadActor(db, hat, toDbDate('2026-11-22')))?.authorityIds;
    expect(await reach()).toEqual([cergy.id]);
    expect((await refused(dane.organisations.giveMandate({ id, authorityId: cergy.id }))).code).toBe(
      'invalid',
    );

    const ofRennes = await authorityOf('35238');
    const outside = await refused(dane.organisations.giveMandate({ id, authorityId: ofRennes.id }));
    expect(outside.fields).toHaveProperty('authorityId');

    await dane.organisations.endMandate({ id, authorityId: cergy.id });
    expect(await reach()).toEqual([]);
    await dane.organisations.giveMandate({ id, authorityId: cergy.id });
    expect(await reach()).toEqual([cergy.id]);
    const academy = await organisation('Académie de Versailles');
    const wrong = await refused(dane.organisations.giveMandate({ id: academy.id, authorityId: cergy.id }));
    expect(wrong.code).toBe('invalid');
  });
});

describe('people', () => {
  it('invites by mail, gives the role between its dates, ends it at once', async () => {
    const { id: organisationId } = await organisation('Académie de Versailles');
    const { email, ...person } = someone();
    const invited = await dane.people.invite({
      ...person,
      email: `  ${email.toUpperCase()} `,
      organisationId,
      role: 'dpo',
      validUntil: '2026-11-22',
    });
    expect(invited.newAccount).toBe(true);
    const mail = await db.outgoingMail.findFirstOrThrow({ where: { to: email } });
    expect(mail.text).toContain('au 22 novembre 2026 inclus');
    const valid = (day: string) => loadActor(db, invited.id, toDbDate(day));
    expect((await valid('2026-11-22'))?.role).toBe('dpo');
    expect(await valid('2026-11-23')).toBeNull();
    expect(await valid('2026-10-31')).toBeNull();

    const twice = await refused(dane.people.invite({ ...person, email, organisationId, role: 'dpo' }));
    expect(twice.fields).toHaveProperty('email');
    await dane.people.end({ id: invited.id });
    expect(await valid('2026-11-22')).toBeNull();
    expect((await refused(dane.people.end({ id: invited.id }))).code).toBe('conflict');
    const back = await dane.people.invite({ ...person, email, organisationId, role: 'dpo' });
    expect(back).toEqual({ id: invited.id, newAccount: false });
    const actions = await db.journalEntry.findMany({
      where: { objectId: invited.id },
      orderBy: { seq: 'asc' },
      select: { action: true, chain: true },
    });
    expect(actions.map(({ action }) => action)).toEqual([
      'membership.granted',
      'membership.ended',
      'membership.granted',
    ]);
    expect(new Set(actions.map(({ chain }) => chain))).toEqual(new Set(['25']));
  });

  it('makes one account and one role of simultaneous invitations', async () => {
    const { id: organisationId } = await organisation('Académie de Versailles');
    const person = someone();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => dane.people.invite({ ...person, organisationId, role: 'legal' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db.user.count({ where: { email: person.email } })).toBe(1);
  });

  it('gives no role that the organisation does not hold, that reaches elsewhere, or to oneself', async () => {
    const versailles = await organisation('Académie de Versailles');
    const platform = await organisation('Exploitant de démonstration');
    const ministry = await organisation('Direction du numérique pour l’éducation');
    const ofRennes = await organisation('Académie de Rennes');
    for (const role of ['operator', 'national_observer', 'dsden', 'vendor', 'authority_signatory'] as const) {
      const refusal = await refused(
        dane.people.invite({ ...someone(), organisationId: versailles.id, role, quality: 'Maire' }),
      );
      expect([refusal.code, Object.keys(refusal.fields)]).toEqual(['invalid', ['role']]);
    }
    for (const { id } of [platform, ministry, ofRennes])
      expect(
        (await refused(dane.people.invite({ ...someone(), organisationId: id, role: 'reader' }))).code,
      ).toBe('not_found');
    const self = { name: 'Moi', email: 'dane@demo.invalid', validFrom: '2026-11-01' };
    expect(
      (await refused(dane.people.invite({ ...self, organisationId: versailles.id, role: 'dpo' }))).code,
    ).toBe('forbidden');
    const own = await membershipOf('dane@demo.invalid');
    expect((await refused(dane.people.end({ id: own.id }))).code).toBe('forbidden');
    const backdated = { id: own.id, validFrom: '2026-09-01', validUntil: '2026-11-01' };
    expect((await refused(dane.people.change(backdated))).fields).toHaveProperty('validUntil');
    const unqualified = await refused(
      dane.people.invite({ ...someone(), organisationId: versailles.id, role: 'state_signatory' }),
    );
    expect(unqualified.fields).toHaveProperty('quality');
    const backwards = await refused(
      dane.people.invite({
        ...someone(),
        organisationId: versailles.id,
        role: 'dpo',
        validUntil: '2026-10-01',
      }),
    );
    expect(backwards.fields).toHaveProperty('validUntil');
  });

  it('shows and changes only those of one’s own académie', async () => {
    const hat = await membershipOf('dpd@demo.invalid');
    expect((await refused(rennes.people.get({ id: hat.id }))).code).toBe('not_found');
    expect((await refused(rennes.people.end({ id: hat.id }))).code).toBe('not_found');
    const mine = await rennes.people.list({ state: 'all', size: 200 });
    expect(new Set(mine.items.map((item) => item.organisation.academyCode))).toEqual(new Set(['14']));
    const found = await dane.people.list({ q: 'delmas' });
    expect(found.items.map(({ email }) => email)).toEqual(['dpd@demo.invalid']);
    const all = await operator.people.list({ size: 200 });
    expect(all.items.some(({ role }) => role === 'national_observer')).toBe(true);
  });

  it('records and revokes délégations of those who sign', async () => {
    const maire = await membershipOf('maire@demo.invalid');
    const facts = {
      grantedBy: 'le maire d’Argenteuil',
      reference: 'ARR-2026-12',
      grantedOn: '2026-10-01',
      validFrom: '2026-10-02',
    };
    const { id } = await dane.people.grantDelegation({ id: maire.id, ...facts });
    await dane.people.revokeDelegation({ id: maire.id, delegationId: id });
    expect((await refused(dane.people.revokeDelegation({ id: maire.id, delegationId: id }))).code).toBe(
      'conflict',
    );
    const dpo = await membershipOf('dpd@demo.invalid');
    expect((await refused(dane.people.grantDelegation({ id: dpo.id, ...facts }))).code).toBe('invalid');
    const other = { id: dpo.id, delegationId: id };
    expect((await refused(dane.people.revokeDelegation(other))).code).toBe('not_found');
  });
});

describe('académies and catalogue', () => {
  it('changes settings on the version seen, in one’s own académie', async () => {
    const seen = await dane.academies.get({ id: '25' });
    const settings = { ...seen.settings, opinionDelayDays: { dpo: 21, legal: 10 } };
    await dane.academies.changeSettings({ id: '25', version: seen.version, settings });
    expect((await dane.academies.get({ id: '25' })).settings).toMatchObject(settings);
    expect(
      (await refused(dane.academies.changeSettings({ id: '25', version: seen.version, settings }))).code,
    ).toBe('conflict');
    expect((await refused(dane.academies.changeSettings({ id: '14', version: 1, settings }))).code).toBe(
      'forbidden',
    );
    const absurd = { ...settings, opinionDelayDays: { dpo: 0, legal: 10 } };
    const refusal = await refused(dane.academies.changeSettings({ id: '25', version: 2, settings: absurd }));
    expect(refusal.fields).toHaveProperty(['settings.opinionDelayDays.dpo']);
    for (const [raci, field] of [
      [{ letters: 'RRCI', sharePercent: 50 }, 'letters'],
      [{ letters: 'RAC', sharePercent: 50 }, 'letters'],
      [{ letters: 'RACI', sharePercent: 5 }, 'sharePercent'],
    ] as const)
      expect(
        (
          await refused(
            dane.academies.changeSettings({ id: '25', version: 2, settings: { ...settings, raci } }),
          )
        ).fields,
      ).toHaveProperty([`settings.raci.${field}`]);
    const raci = { letters: 'arci', sharePercent: 40 };
    await dane.academies.changeSettings({ id: '25', version: 2, settings: { ...settings, raci } });
    expect((await dane.academies.get({ id: '25' })).settings.raci).toEqual({
      letters: 'ARCI',
      sharePercent: 40,
    });
    const { entries } = await dane.academies.history({ id: '25' });
    expect(entries[0]?.changes).toContainEqual({
      label: 'Lettres des matrices',
      before: 'RACI',
      after: 'ARCI',
    });
    expect((await dane.academies.list()).map(({ code }) => code)).toEqual(['25']);
    expect(await operator.academies.list()).toHaveLength(30);
  });

  it('keeps one line per product; its vendor is the operator’s to change', async () => {
    const facts = {
      vendor: 'Édite',
      name: 'Cartable neuf',
      kind: 'ent',
      degrees: ['primary'],
      checkedOn: '2026-11-01',
    } as const;
    const { id } = await dane.catalogue.create({ ...facts, degrees: [...facts.degrees] });
    const change = { ...facts, degrees: ['secondary' as const], id, version: 1 };
    await dane.catalogue.update(change);
    expect((await dane.catalogue.get({ id })).degrees).toEqual(['secondary']);
    expect((await refused(dane.catalogue.update(change))).code).toBe('conflict');
    const twin = await refused(
      rennes.catalogue.create({ ...facts, name: 'CARTABLE NEUF', degrees: ['primary'] }),
    );
    expect(twin.fields).toHaveProperty('name');
    const sold = { ...change, version: 2, vendor: 'Autre éditeur' };
    expect((await refused(dane.catalogue.update(sold))).fields).toHaveProperty('vendor');
    await operator.catalogue.update(sold);
    const later = await refused(dane.catalogue.update({ ...change, version: 3, checkedOn: '2027-01-01' }));
    expect(later.fields).toHaveProperty('checkedOn');
    const projet = await callerOf(db, 'projet');
    expect((await refused(projet.catalogue.update({ ...sold, version: 3 }))).code).toBe('forbidden');
  });
});

describe('tokens on screen', () => {
  it('lists one’s own, revokes once, never another’s', async () => {
    const { id, secret } = await dane.tokens.create({
      name: 'Tableur',
      canWrite: false,
      expiresOn: '2027-11-22',
    });
    expect(secret).toMatch(/^accordent_[\w-]{43}$/);
    expect((await dane.tokens.list())[0]).toMatchObject({ id, state: 'active', expiresOn: '2027-11-22' });
    expect(JSON.stringify(await dane.tokens.list())).not.toContain(secret);
    expect((await refused(rennes.tokens.revoke({ id }))).code).toBe('not_found');
    await dane.tokens.revoke({ id });
    expect((await refused(dane.tokens.revoke({ id }))).code).toBe('conflict');
    for (const expiresOn of ['2026-11-21', '2027-11-23'])
      expect(
        (await refused(dane.tokens.create({ name: 'x', canWrite: true, expiresOn }))).fields,
      ).toHaveProperty('expiresOn');
  });
});

describe('hats', () => {
  it('puts on the only valid one, asks when there are several, drops an ended one', async () => {
    const { userId } = await contextOf(db, 'juridique');
    const session = await db.session.create({
      data: { userId: userId ?? '', sessionToken: 'essai', expires: new Date('2027-01-01') },
    });
    const actor = async () =>
      actorOfSession(db, await db.session.findUniqueOrThrow({ where: { id: session.id } }), testNow);
    const first = await actor();
    expect(first?.role).toBe('legal');

    const { id: organisationId } = await organisation('DSDEN des Yvelines');
    const second = await dane.people.invite({
      name: 'Andréa Lebrun',
      email: 'juridique@demo.invalid',
      organisationId,
      role: 'dsden',
      validFrom: '2026-11-01',
    });
    expect((await actor())?.role).toBe('legal');
    await db.session.update({ where: { id: session.id }, data: { membershipId: null } });
    expect(await actor()).toBeNull();
    const stranger = await membershipOf('dane@demo.invalid');
    const own = { id: session.id, userId: userId ?? '' };
    expect(await wearHat(db, own, stranger.id, testNow)).toBe(false);
    expect(await wearHat(db, own, second.id, testNow)).toBe(true);
    expect((await actor())?.role).toBe('dsden');
    await dane.people.end({ id: second.id });
    expect((await actor())?.role).toBe('legal');
    expect(await wearHat(db, own, second.id, testNow)).toBe(false);
  });
});

it('leaves a journal that verifies', async () => {
  expect((await verifyJournal(db)).broken).toBeNull();
});
