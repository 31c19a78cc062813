import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { AppError } from '../errors';
import { callerOf, contextOf, createPopulatedDatabase, testNow } from '../testing/people';
import { refusalOf } from '../trpc/init';
import { workOnUpload } from './directory/background';
import { importDirectory } from './directory/commands';
import { csv, school, uai } from './directory/fixtures';
import { DirectorySource } from './directory/source';

import { receiveUpload } from './directory/upload';

let db: Db;
let close: () => Promise<void>;
let importId: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const picpus = school('0751001', {
    Nom_etablissement: 'Ecole de Picpus',
    Code_departement: '075',
    Code_commune: '75112',
    Nom_commune: 'Paris',
  });
  const lines = [
    picpus,
    { ...picpus, Identifiant_de_l_etablissement: uai('0751002') },
    school('0951001', { Nom_etablissement: 'Ecole primaire Jules Ferry', SIREN_SIRET: '21950018800012' }),
    school('0951002', {
      Nom_etablissement: 'École maternelle Œuvre du Sacré-Cœur',
      Statut_public_prive: 'Privé',
    }),
    school('0951003', { Nom_etablissement: 'Collège Eugénie Cotton', Type_etablissement: 'Collège' }),
    school('0951004', {
      Nom_etablissement: 'Ecole St-Exupéry',
      Code_commune: '95127',
      Nom_commune: 'Cergy',
      Statut_public_prive: '',
    }),
    school('0921001', {
      Nom_etablissement: 'Ecole des Abondances',
      Code_departement: '092',
      Code_commune: '92012',
      Nom_commune: 'Boulogne-Billancourt',
    }),
  ];
  const { actor } = await contextOf(db, 'exploitant');
  if (!actor) throw new Error('no operator');
  const load = (rows: typeof lines) =>
    importDirectory(
      { db, actor, now: testNow },
      { fileName: 'annuaire.csv', source: DirectorySource.fromBytes(Buffer.from(csv(rows))) },
    );
  await load([...lines, { ...picpus, ...school('0751009'), Code_departement: '075', Code_commune: '75112' }]);
  ({ importId } = await load(lines));
});
afterAll(() => close());

const found = async (filters: object) => {
  const caller = await callerOf(db, 'lecteur');
  return (await caller.territory.schools({ sort: 'uai', ...filters })).items.map((item) =>
    item.uai.slice(0, 7),
  );
};

describe('the list of schools', () => {
  it.each([
    [{ q: 'jules ferry' }, ['0951001']],
    [{ q: 'FERRY Argenteuil' }, ['0951001']],
    [{ q: 'oeuvre sacre coeur' }, ['0951002']],
    [{ q: 'saint exupery' }, ['0951004']],
    [{ q: uai('0951003').toLowerCase() }, ['0951003']],
    [{ q: '09510' }, ['0951001', '0951002', '0951003', '0951004']],
    [{ q: 'jule fery' }, ['0951001']],
    [{ q: 'eugenie coton' }, ['0951003']],
    [{ q: 'xyzxyz' }, []],
    [{ q: '%' }, ['0751001', '0751002', '0921001', '0951001', '0951002', '0951003', '0951004']],
    [{ department: '92' }, ['0921001']],
    [{ commune: '95127' }, ['0951004']],
    [{ commune: 'cergy' }, ['0951004']],
    [{ commune: '75112' }, ['0751001', '0751002']],
    [{ commune: '75056' }, ['0751001', '0751002']],
    [{ commune: 'Nulle part' }, []],
    [{ epci: '200057974' }, ['0921001']],
    [{ degree: 'secondary' }, ['0951003']],
    [{ sector: 'private' }, ['0951002']],
    [{ sector: 'unknown' }, ['0951004']],
    [{ state: 'closed' }, ['0751009']],
  ])('finds %j', async (filters, uais) => {
    expect(await found(filters)).toEqual(uais);
  });

  it('says when it only resembles', async () => {
    const caller = await callerOf(db, 'lecteur');
    expect((await caller.territory.schools({ q: 'jule fery' })).approximate).toBe(true);
    expect((await caller.territory.schools({ q: 'jules' })).approximate).toBe(false);
  });

  it('goes on with its cursor, without repeating or forgetting', async () => {
    const caller = await callerOf(db, 'lecteur');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.territory.schools({
        size: 2,
        sort: 'commune',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.uai));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('refuses filters that mean nothing, in French', async () => {
    const caller = await callerOf(db, 'lecteur');
    const refusal = await caller.territory.schools({ department: 'zz' }).catch(refusalOf);
    expect(refusal).toMatchObject({
      code: 'invalid',
      fields: { department: expect.stringContaining('département') },
    });
  });
});

describe('one school', () => {
  it('has its commune, its intercommunalité and the collectivité of its SIRET', async () => {
    const caller = await callerOf(db, 'lecteur');
    expect(await caller.territory.school({ id: uai('0921001') })).toMatchObject({
      epci: { name: 'Établissement public territorial Grand Paris Seine Ouest' },
      commune: { code: '92012' },
    });
    expect((await caller.territory.school({ id: uai('0751001') })).commune).toEqual({
      code: '75056',
      name: 'Paris',
    });
    const refusal = await caller.territory.school({ id: '0000000A' }).catch(refusalOf);
    expect(refusal).toMatchObject({ code: 'not_found' });
  });

  it('names the commune as its collectivité', async () => {
    const caller = await callerOf(db, 'lecteur');
    const siren = (await db.authority.findUniqueOrThrow({ where: { id: 'commune-95018' } })).siren ?? '';
    const siret = await validSiret(siren);
    await db.school.update({ where: { uai: uai('0951001') }, data: { siret } });
    expect((await caller.territory.school({ id: uai('0951001') })).authority).toMatchObject({
      name: 'Commune d’Argenteuil',
    });
  });
});

async function validSiret(siren: string): Promise<string> {
  const { isSiret } = await import('./siren');
  for (let nic = 10; nic < 1000; nic += 1) {
    const siret = `${siren}${String(nic).padStart(5, '0')}`;
    if (isSiret(siret)) return siret;
  }
  throw new Error('no key fits');
}

describe('places', () => {
  it('lists 101 départements, and finds communes by name, former name and code', async () => {
    const caller = await callerOf(db, 'lecteur');
    expect(await caller.territory.departments()).toHaveLength(101);
    const names = async (q: string) => (await caller.territory.communes({ q })).map((one) => one.name);
    expect((await names('sevres'))[0]).toBe('Sèvres');
    expect((await names('Saint Denis'))[0]).toMatch(/^Saint-Denis/);
    expect(await names('95018')).toEqual(['Argenteuil']);
    expect(await names('Pierrefitte-sur-Seine')).toContain('Saint-Denis');
    expect(await names('—')).toEqual([]);
  });
});

describe('imports', () => {
  it('are read by the operator and, each for itself, by académies', async () => {
    const operator = await callerOf(db, 'exploitant');
    const report = await operator.territory.importReport({ id: importId });
    expect(report).toMatchObject({ status: 'done', closed: 1, by: 'Camille Exploitant' });
    expect(report.closedSchools.map((one) => one.uai)).toEqual([uai('0751009')]);
    const dane = await callerOf(db, 'dane');
    expect(await dane.territory.importReport({ id: importId }).catch(refusalOf)).toMatchObject({
      code: 'not_found',
    });
    expect((await dane.territory.imports({})).items).toEqual([]);
    const reader = await callerOf(db, 'lecteur');
    expect(await reader.territory.imports({}).catch(refusalOf)).toMatchObject({ code: 'forbidden' });
  });

  it('through REST keep a refused file whole, and say the field', async () => {
    const dane = await callerOf(db, 'dane', { channel: 'rest' });
    const refusal = await dane.territory.importFile({ bytes: Buffer.from('Bonjour') }).catch(refusalOf);
    expect(refusal).toMatchObject({ code: 'invalid', fields: { file: expect.stringContaining('UAI') } });
    const report = await dane.territory.importFile({
      bytes: Buffer.from(csv([school('0941001', { Code_departement: '94' })])),
    });
    expect(report).toMatchObject({ received: 1, outside: 1 });
  });

  const upload = async (person: string, content: string) => {
    const { actor } = await contextOf(db, person);
    if (!actor) throw new Error('no hat');
    const id = await receiveUpload(
      { db, actor, now: testNow },
      { fileName: 'dépôt.csv', announced: content.length, body: new Blob([content]).stream() },
    );
    return { id, membershipId: actor.membershipId };
  };

  it('of the screen wait, then run under the hat of who sent them', async () => {
    const { id, membershipId } = await upload(
      'dane',
      csv([school('0951050'), school('0941050', { Code_departement: '94' })]),
    );
    const dane = await callerOf(db, 'dane');
    expect(await dane.territory.importProgress({ id })).toMatchObject({ status: 'queued' });
    await workOnUpload(db, { importId: id, membershipId }, testNow);
    expect(await db.school.findUnique({ where: { uai: uai('0951050') } })).toBeNull();
    const shown = await dane.territory.importReport({ id });
    expect(shown).toMatchObject({ status: 'prepared', created: 1, outside: 1 });
    await dane.territory.applyImport({ id, version: shown.version, closingOn: '2026-11-22' });
    await workOnUpload(db, { importId: id, membershipId }, testNow);
    expect(await dane.territory.importReport({ id })).toMatchObject({
      status: 'done',
      percent: 100,
      fileName: 'dépôt.csv',
      created: 1,
      outside: 1,
      academyCode: '25',
    });
    const entries = await db.journalEntry.findMany({ where: { objectId: id }, orderBy: { seq: 'asc' } });
    expect(entries.map((entry) => [entry.chain, entry.action, entry.actorName])).toEqual([
      ['25', 'directory.receive', 'Dominique Dane'],
      ['25', 'directory.prepare', 'Dominique Dane'],
      ['25', 'directory.apply', 'Dominique Dane'],
      ['25', 'directory.import', 'Dominique Dane'],
    ]);
  });

  it('of the screen say why they were refused; run twice, they run once', async () => {
    const { id, membershipId } = await upload('dane', 'Bonjour');
    await workOnUpload(db, { importId: id, membershipId }, testNow);
    await workOnUpload(db, { importId: id, membershipId }, testNow);
    const dane = await callerOf(db, 'dane');
    expect(await dane.territory.importReport({ id })).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('UAI'),
    });
    expect(await db.journalEntry.count({ where: { objectId: id } })).toBe(2);
  });

  it('are refused to who may not import, and once the hat has ended', async () => {
    await expect(upload('dpd', csv([school('0951060')]))).rejects.toThrow(AppError);
    const { id, membershipId } = await upload('dane', csv([school('0951060')]));
    await workOnUpload(db, { importId: id, membershipId: 'none' }, testNow);
    expect(await db.directoryImport.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'refused',
    });
    expect(await db.school.findUnique({ where: { uai: uai('0951060') } })).toBeNull();
    expect(membershipId).not.toBe('none');
  });

  it('that died with their process say so after a while', async () => {
    const { id } = await upload('dane', csv([school('0951070')]));
    const later = await callerOf(db, 'dane', { now: new Date(testNow.getTime() + 3 * 3600_000) });
    expect(await later.territory.importProgress({ id })).toMatchObject({ status: 'failed' });
  });
});
