import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, type Db } from '@/server/db';
import { verifyJournal } from '../audit/verify';
import type { AppError } from '../errors';
import { uaiCheckLetter } from '../territory/uai';
import { actOf, callerOf, createPopulatedDatabase } from '../testing/people';
import { refused } from '../testing/refused';
import { schoolRow } from '../testing/territory';
import { refusalOf } from '../trpc/init';

let db: Db;
let url: string;
let close: () => Promise<void>;
const carriers: Record<string, string> = {};

const uai = (digits: string) => `${digits}${uaiCheckLetter(digits)}`;
const s = {
  one: uai('0951001'),
  two: uai('0951002'),
  three: uai('0951003'),
  yvelines: uai('0781001'),
  college: uai('0951100'),
  rennes: uai('0351001'),
  closed: uai('0951200'),
  unknown: uai('0951999'),
};

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  await db.school.createMany({
    data: [
      schoolRow({ uai: s.one, communeCode: '95018' }),
      schoolRow({ uai: s.two, communeCode: '95018' }),
      schoolRow({ uai: s.three, communeCode: '95127', communeName: 'Cergy' }),
      schoolRow({ uai: s.yvelines, department: '78', communeName: 'Versailles' }),
      schoolRow({ uai: s.college, degree: 'secondary' }),
      schoolRow({ uai: s.rennes, department: '35', communeName: 'Rennes' }),
      schoolRow({ uai: s.closed, state: 'closed' }),
    ],
  });
  const communes = await db.authority.findMany({
    where: { kind: 'commune', code: { in: ['95018', '95127', '35238'] } },
  });
  for (const commune of communes) carriers[commune.code ?? ''] = commune.id;
});
afterAll(async () => {
  await close();
});

/** The refusal of a promise that must not be kept. */
const argenteuil = () =>
  ({ name: 'ENT des écoles', degree: 'primary', carrierId: carriers['95018'] }) as const;

async function newProject(more: Record<string, unknown> = {}) {
  const dane = await callerOf(db, 'dane');
  return dane.projects.create({ ...argenteuil(), ...more });
}

describe('creating a project', () => {
  it('gives it the académie of the hat and the département of the carrier, and creates nothing else', async () => {
    const { id } = await newProject({ academyLeadEmail: ' DANE@demo.INVALID ', startsOn: '2026-09-01' });
    const project = await db.project.findUniqueOrThrow({
      where: { id },
      include: { raci: true, schools: true },
    });
    expect(project).toMatchObject({
      academyCode: '25',
      departmentCodes: ['95'],
      phase: 'scoping',
      version: 1,
      academyLeadEmail: 'dane@demo.invalid',
      raci: null,
      schools: [],
    });
    const rows = await db.journalEntry.findMany({ where: { objectId: id } });
    expect(rows).toMatchObject([{ action: 'project.created', chain: '25', actorName: 'Dominique Dane' }]);
  });

  it('deduces the académie from the carrier for a collectivité, and takes a SIREN or an INSEE code', async () => {
    const projet = await callerOf(db, 'projet');
    const { carrierId: _, ...named } = argenteuil();
    const byInsee = await projet.projects.create({ ...named, carrierInsee: '95018' });
    expect(byInsee.academyCode).toBe('25');
    const { siren } = await db.authority.findUniqueOrThrow({ where: { id: carriers['95018'] } });
    const bySiren = await projet.projects.create({ ...named, carrierSiren: siren ?? '' });
    expect(bySiren.academyCode).toBe('25');
    expect(
      (await refused(projet.projects.create({ ...named, carrierSiren: '217800123' }))).fields,
    ).toHaveProperty('carrierSiren');
  });

  it('refuses a carrier outside the actor’s reach', async () => {
    const dane = await callerOf(db, 'dane');
    const projet = await callerOf(db, 'projet');
    expect(
      (await refused(dane.projects.create({ ...argenteuil(), carrierId: carriers['35238'] }))).code,
    ).toBe('forbidden');
    expect(
      (await refused(projet.projects.create({ ...argenteuil(), carrierId: carriers['95127'] }))).code,
    ).toBe('forbidden');
    const mutual = await callerOf(db, 'mutualisation');
    await mutual.projects.create({ ...argenteuil(), carrierId: carriers['95127'] });
  });

  it('refuses whoever may create no project at all', async () => {
    for (const person of ['dpd', 'annuaire', 'maire', 'ecole', 'editeur', 'national', 'exploitant']) {
      const caller = await callerOf(db, person);
      expect((await refused(caller.projects.create(argenteuil()))).code, person).toBe('forbidden');
    }
    const visitor = await callerOf(db, null);
    expect((await refused(visitor.projects.create(argenteuil()))).code).toBe('unauthenticated');
  });

  it('puts each mistake on its field, in French', async () => {
    const dane = await callerOf(db, 'dane');
    const empty = await refused(dane.projects.create({ name: ' ', degree: 'tertiary' as 'primary' }));
    expect(empty.fields).toMatchObject({
      name: 'Donnez un nom au projet.',
      degree: 'Choisissez le premier ou le second degré.',
      carrierId: 'Choisissez la collectivité porteuse.',
    });
    const fields = async (more: object) =>
      (await refused(dane.projects.create({ ...argenteuil(), ...more }))).fields;
    expect(await fields({ carrierId: undefined })).toHaveProperty('carrierId');
    expect(await fields({ carrierId: 'nobody' })).toHaveProperty('carrierId');
    expect(await fields({ productId: 'nothing' })).toHaveProperty('productId');
    expect(await fields({ startsOn: '2026-09-01', endsOn: '2026-08-31' })).toHaveProperty('endsOn');
    expect(await fields({ startsOn: '31/02/2026' })).toHaveProperty('startsOn');
    expect(await fields({ authorityLeadEmail: 'nowhere' })).toHaveProperty('authorityLeadEmail');
    expect(await fields({ name: 'a\u0000b' })).toHaveProperty('name');
    const neo = await db.product.findFirstOrThrow({ where: { name: 'NEO' } });
    expect(await fields({ productId: neo.id })).toHaveProperty('productId');
  });
});

describe('finding a carrier', () => {
  it('searches by name, INSEE code or SIREN, within the reach of the hat', async () => {
    const names = async (person: string, q: string) =>
      (await (await callerOf(db, person)).projects.carriers({ q })).items.map(({ name }) => name);
    expect((await names('dane', 'commune d’argenteuil'))[0]).toContain('Argenteuil');
    expect(await names('dane', '95018')).toEqual([expect.stringContaining('Argenteuil')]);
    const { siren } = await db.authority.findUniqueOrThrow({ where: { id: carriers['95018'] } });
    expect(await names('dane', siren ?? '')).toEqual([expect.stringContaining('Argenteuil')]);
    expect((await names('dane', 'Rennes')).filter((name) => name === 'Rennes')).toEqual([]);
    expect(await names('projet', '')).toEqual([expect.stringContaining('Argenteuil')]);
    expect(await names('projet', 'Cergy')).toEqual([]);
    expect(await names('mutualisation', 'Cergy')).toHaveLength(1);
    const dane = await callerOf(db, 'dane');
    expect((await dane.projects.carriers({ q: '217800123' })).hint).toContain('clé de contrôle');
    expect((await refused((await callerOf(db, 'dpd')).projects.carriers({ q: '' }))).code).toBe('forbidden');
  });
});

describe('changing a project', () => {
  it('changes what is given, clears what is empty, counts one version, writes one journal row', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject({ marketReference: 'M-1' });
    const update = await dane.projects.update({ id, version: 1, phase: 'deployment', marketReference: '' });
    expect(update.version).toBe(2);
    expect(await db.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
      phase: 'deployment',
      marketReference: null,
      name: 'ENT des écoles',
      version: 2,
    });
    // Nothing new: nothing written.
    expect((await dane.projects.update({ id, version: 2, phase: 'deployment' })).version).toBe(2);
    const rows = await db.journalEntry.findMany({ where: { objectId: id }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ action }) => action)).toEqual(['project.created', 'project.updated']);
    expect(rows[1]).toMatchObject({
      before: { phase: 'scoping', marketReference: 'M-1' },
      after: { phase: 'deployment', marketReference: null },
    });
  });

  it('refuses a version that is no longer the latest, and names who was quicker', async () => {
    const { id } = await newProject();
    await (await callerOf(db, 'projet')).projects.update({ id, version: 1, name: 'Autre nom' });
    const refusal = await refused(
      (await callerOf(db, 'dane')).projects.update({ id, version: 1, name: 'Le mien' }),
    );
    expect(refusal).toMatchObject({
      code: 'conflict',
      details: { currentVersion: 2, changedBy: 'Alix Projet' },
    });
    expect(refusal.message).toContain('Alix Projet a modifié le projet');
  });

  it('lets one of fifty at once win', async () => {
    const { id } = await newProject();
    const many = createDb(url, 10);
    const act = { ...(await actOf(db, 'dane')), db: many };
    const { updateProject } = await import('./commands');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, rank) => updateProject(act, { id, version: 1, name: `Nom ${rank}` })),
    );
    await many.$disconnect();
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as AppError).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['conflict']));
  });

  it('refuses another degree once schools are chosen, and a carrier out of reach', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    await dane.projects.setSchools({ id, uais: [s.one] });
    expect(
      (await refused(dane.projects.update({ id, version: 2, degree: 'secondary' }))).fields,
    ).toHaveProperty('degree');
    expect((await refused(dane.projects.update({ id, version: 2, carrierId: carriers['35238'] }))).code).toBe(
      'forbidden',
    );
    const projet = await callerOf(db, 'projet');
    expect(
      (await refused(projet.projects.update({ id, version: 2, carrierId: carriers['95127'] }))).code,
    ).toBe('forbidden');
    expect((await dane.projects.update({ id, version: 2, carrierId: carriers['95127'] })).version).toBe(3);
  });

  it('closes and opens again', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    await dane.projects.update({ id, version: 1, closed: true });
    expect((await dane.projects.get({ id })).closedOn).toBe('2026-11-22');
    const open = async () => (await dane.projects.list({ size: 200 })).items.some((one) => one.id === id);
    expect(await open()).toBe(false);
    await dane.projects.update({ id, version: 2, closed: false });
    expect(await open()).toBe(true);
  });

  it('answers 404 to another académie and 403 to a reader', async () => {
    const { id } = await newProject();
    const update = async (person: string) =>
      (await refused((await callerOf(db, person)).projects.update({ id, version: 1, name: 'Non' }))).code;
    expect(await update('dane.rennes')).toBe('not_found');
    expect(await update('lecteur')).toBe('not_found');
    expect(await update('dpd')).toBe('forbidden');
    expect(await update('maire')).toBe('forbidden');
  });
});

describe('choosing schools', () => {
  it('takes the whole list: adds, removes, keeps the départements, dates both', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    const first = await dane.projects.setSchools({
      id,
      uais: [` ${s.one.toLowerCase()}`, s.yvelines, s.one],
      version: 1,
    });
    expect(first).toMatchObject({ version: 2, total: 2, removed: [] });
    expect((await db.project.findUniqueOrThrow({ where: { id } })).departmentCodes).toEqual(['78', '95']);

    const later = await callerOf(db, 'dane', { now: new Date('2026-12-01T09:00:00Z') });
    const second = await later.projects.setSchools({ id, uais: [s.two], version: 2 });
    expect(second).toMatchObject({ total: 1, added: [s.two] });
    expect(new Set(second.removed)).toEqual(new Set([s.one, s.yvelines]));
    const stays = await db.projectSchool.findMany({ where: { projectId: id }, orderBy: { uai: 'asc' } });
    expect(
      stays.map((stay) => [
        stay.uai,
        stay.addedOn.toISOString().slice(0, 10),
        stay.removedOn?.toISOString().slice(0, 10),
      ]),
    ).toEqual([
      [s.yvelines, '2026-11-22', '2026-12-01'],
      [s.one, '2026-11-22', '2026-12-01'],
      [s.two, '2026-12-01', undefined],
    ]);
    expect((await db.project.findUniqueOrThrow({ where: { id } })).departmentCodes).toEqual(['95']);

    // Undone the same day: as if nothing had happened.
    await later.projects.setSchools({ id, uais: [s.one, s.yvelines], version: 3 });
    const restored = await db.projectSchool.findMany({ where: { projectId: id } });
    expect(restored).toHaveLength(2);
    expect(restored.every((stay) => stay.removedOn === null)).toBe(true);
  });

  it('writes nothing when nothing changes', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    await dane.projects.setSchools({ id, uais: [s.one] });
    const again = await dane.projects.setSchools({ id, uais: [s.one] });
    expect(again).toMatchObject({ version: 2, total: 1, added: [], removed: [] });
    expect(await db.journalEntry.count({ where: { objectId: id } })).toBe(2);
  });

  it('refuses the whole list with the reason of each school', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    const refusal = await refused(
      dane.projects.setSchools({
        id,
        uais: [s.one, s.college, s.rennes, s.closed, s.unknown, '0951099A', 'bonjour'],
      }),
    );
    expect(refusal.code).toBe('invalid');
    expect(refusal.details.schools).toMatchObject([
      { uai: s.college, reasons: [expect.stringContaining('second degré')] },
      { uai: s.rennes, reasons: [expect.stringContaining('académie de Versailles')] },
      { uai: s.closed, reasons: [expect.stringContaining('fermée')] },
      { uai: s.unknown, name: null, reasons: [expect.stringContaining('absent de l’annuaire')] },
      { uai: '0951099A', reasons: [expect.stringContaining('lettre de contrôle')] },
      { uai: 'BONJOUR', reasons: [expect.stringContaining('sept chiffres')] },
    ]);
    expect(await db.projectSchool.count({ where: { projectId: id } })).toBe(0);
    expect(await db.project.findUniqueOrThrow({ where: { id } })).toMatchObject({ version: 1 });
  });

  it('keeps a school that has closed since', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    await db.projectSchool.create({
      data: { projectId: id, uai: s.closed, addedOn: new Date('2026-01-01') },
    });
    const { total } = await dane.projects.setSchools({ id, uais: [s.closed, s.one] });
    expect(total).toBe(2);
  });

  it('refuses a list drawn up on an older version', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    await dane.projects.setSchools({ id, uais: [s.one], version: 1 });
    const refusal = await refused(dane.projects.setSchools({ id, uais: [s.two], version: 1 }));
    expect(refusal).toMatchObject({ code: 'conflict', details: { currentVersion: 2 } });
    expect((await dane.projects.schools({ id })).map((school) => school.uai)).toEqual([s.one]);
  });

  it('shows a school of another active project, with which; not the name to who may not read it', async () => {
    const dane = await callerOf(db, 'dane');
    const mine = await newProject({ name: 'Premier' });
    const other = await dane.projects.create({
      ...argenteuil(),
      name: 'Second',
      carrierId: carriers['95127'],
    });
    await dane.projects.setSchools({ id: other.id, uais: [s.three] });
    const seen = async (person: string) => {
      const caller = await callerOf(db, person);
      const [school] = await caller.projects.candidates({ id: mine.id, uais: [s.three] });
      return school?.other;
    };
    expect(await seen('dane')).toMatchObject({ id: other.id, name: 'Second' });
    expect(await seen('projet')).toMatchObject({ id: null, name: null, carrierName: expect.any(String) });
    await dane.projects.update({ id: other.id, version: 2, closed: true });
    expect(await seen('dane')).toBeNull();
  });

  it('offers the open schools of the degree and académie, by place', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject();
    const found = async (where: object) =>
      (await dane.projects.candidates({ id, ...where })).map((school) => school.uai);
    expect(await found({ department: '95' })).toEqual([s.one, s.two, s.three]);
    expect(await found({ commune: '95018' })).toEqual([s.one, s.two]);
    const { epciSiren } = await db.commune.findUniqueOrThrow({ where: { code: '95127' } });
    expect(await found({ epci: epciSiren })).toEqual([s.three]);
    expect(await found({ uais: [s.rennes, s.college, s.closed, s.two] })).toEqual([s.two]);
    const places = await dane.projects.places({ id });
    expect(places.departments).toMatchObject([
      { id: '78', schools: 1 },
      { id: '95', schools: 3 },
    ]);
    expect(places.communes.find((place) => place.id === '95018')).toMatchObject({
      schools: 2,
      department: '95',
    });
    const pasted = await dane.projects.recognise({ id, uais: [s.one, s.rennes] });
    expect(pasted.schools.map((school) => school.uai)).toEqual([s.one]);
    expect(pasted.refused).toMatchObject([{ uai: s.rennes }]);
  });
});

describe('reading projects', () => {
  it('lists to each what their rules give, and never to a stranger', async () => {
    const { id } = await newProject({ name: 'Projet pour la liste' });
    const sees = async (person: string) => {
      const caller = await callerOf(db, person);
      return caller.projects.list({ q: 'pour la liste' }).then(
        ({ items }) => items.some((one) => one.id === id),
        (error) => refusalOf(error).code,
      );
    };
    expect(await sees('dane')).toBe(true);
    expect(await sees('projet')).toBe(true);
    expect(await sees('national')).toBe(true);
    expect(await sees('dsden78')).toBe(false);
    expect(await sees('dane.rennes')).toBe(false);
    expect(await sees('editeur')).toBe(false);
    expect(await sees('lecteur')).toBe('forbidden');
  });

  it('finds by words without accents, filters, sorts, and continues with a cursor', async () => {
    const dane = await callerOf(db, 'dane');
    for (const name of ['Tri béta', 'Tri alpha', 'Tri gamma']) await newProject({ name });
    const names = async (more: object) =>
      (await dane.projects.list({ q: 'TRI', sort: 'name', ...more })).items.map((one) => one.name);
    expect(await names({})).toEqual(['Tri alpha', 'Tri béta', 'Tri gamma']);
    expect(await names({ direction: 'desc' })).toEqual(['Tri gamma', 'Tri béta', 'Tri alpha']);
    expect(await names({ q: 'argenteuil beta' })).toEqual(['Tri béta']);
    expect(await names({ degree: 'secondary' })).toEqual([]);
    expect(await names({ q: '%' })).toContain('Tri alpha');
    const first = await dane.projects.list({ q: 'tri', sort: 'name', size: 2 });
    expect(first).toMatchObject({ total: 3, nextCursor: first.items[1]?.id });
    const rest = await dane.projects.list({
      q: 'tri',
      sort: 'name',
      size: 2,
      cursor: first.nextCursor ?? '',
    });
    expect(rest.items.map((one) => one.name)).toEqual(['Tri gamma']);
    expect(rest.nextCursor).toBeNull();
  });

  it('tells a project’s facts, where it stands and its history', async () => {
    const dane = await callerOf(db, 'dane');
    const { id } = await newProject({ name: 'Projet raconté' });
    await dane.projects.setSchools({ id, uais: [s.one] });
    const project = await dane.projects.get({ id });
    expect(project).toMatchObject({ schools: 1, can: { edit: true }, hasMatrix: false, conventionList: [] });
    expect(project.standing).toContain('1\u00a0école');
    const { entries } = await dane.projects.history({ id });
    expect(entries.map(({ who, sentence }) => `${who} ${sentence}`)).toEqual([
      'Dominique Dane a modifié la liste des écoles (1\u00a0ajoutée)',
      'Dominique Dane a créé le projet',
    ]);
    const dpd = await callerOf(db, 'dpd');
    expect((await dpd.projects.get({ id })).can.edit).toBe(false);
    const rennes = await callerOf(db, 'dane.rennes');
    expect((await refused(rennes.projects.history({ id }))).code).toBe('not_found');
    expect((await refused(rennes.projects.get({ id }))).code).toBe('not_found');
  });
});

it('leaves a journal that holds', async () => {
  expect((await verifyJournal(db)).broken).toBeNull();
});
