import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '../audit/verify';
import type { Db } from '../db';
import { callerOf, createPopulatedDatabase, type Person } from '../testing/people';
import { refused } from '../testing/refused';
import { inventoryCsv } from './csv';
import { type Planted, plantInventory, told } from './testing';

let db: Db;
let close: () => Promise<void>;
let planted: Planted;

const as = (person: Person) => callerOf(db, person);

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  planted = await plantInventory(db);
});
afterAll(() => close());
beforeEach(async () => {
  await db.inventoryEntry.deleteMany();
  await db.sectorLink.deleteMany();
});

describe('a product used by a school', () => {
  it('is declared, corrected, ended and taken back, each with its journal row', async () => {
    const dane = await as('dane');
    const { ferry, products } = planted;
    const made = await dane.inventory.declare({
      ...told,
      uai: ferry.toLowerCase(),
      productId: products.diary.id,
      sinceOn: '2024-09-01',
    });
    const seen = await dane.inventory.entry({ id: made.id });
    expect(seen).toMatchObject({
      placeName: 'École Ferry (Argenteuil)',
      uses: ['diary', 'absences'],
      declaredUses: [],
      sinceOn: '2024-09-01',
      source: 'Enquête de rentrée',
      canEdit: true,
      demonstration: false,
    });
    const { version } = await dane.inventory.correct({
      ...told,
      id: made.id,
      version: 1,
      productId: products.diary.id,
      uses: ['absences'],
      payer: 'free',
      payerAuthorityId: 'ignored',
      sinceOn: '2024-09-01',
    });
    expect(await dane.inventory.entry({ id: made.id })).toMatchObject({
      uses: ['absences'],
      payer: 'free',
      payerAuthorityId: null,
    });
    await dane.inventory.end({ id: made.id, version, untilOn: '2026-08-31' });
    const on = async (asOf: string) => (await dane.inventory.products({ asOf })).products.length;
    expect([
      await on('2024-08-31'),
      await on('2024-09-01'),
      await on('2026-08-31'),
      await on('2026-09-01'),
    ]).toEqual([0, 1, 1, 0]);
    await dane.inventory.withdraw({ id: made.id, version: version + 1 });
    expect(await db.inventoryEntry.count()).toBe(0);
    const rows = await db.journalEntry.findMany({ where: { objectId: made.id }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ action }) => action)).toEqual([
      'inventory.declared',
      'inventory.corrected',
      'inventory.ended',
      'inventory.withdrawn',
    ]);
    expect((await verifyJournal(db)).broken).toBeNull();
  });

  it('is refused when it is impossible, unknown, told twice, or changed by somebody else meanwhile', async () => {
    const dane = await as('dane');
    const { ferry, products } = planted;
    const productId = products.diary.id;
    const wrong: [Record<string, unknown>, string][] = [
      [{ uai: undefined }, 'uai'],
      [{ uai: '0951099' }, 'uai'],
      [{ uai: '0951099D' }, 'uai'],
      [{ communeCode: '95018' }, 'communeCode'],
      [{ uai: null, communeCode: '99999' }, 'communeCode'],
      [{ productId: 'nope' }, 'productId'],
      [{ productId: '' }, 'productId'],
      [{ uses: ['coffee'] }, 'uses.0'],
      [{ payer: 'me' }, 'payer'],
      [{ payerAuthorityId: 'nope' }, 'payerAuthorityId'],
      [{ sinceOn: '2026-02-30' }, 'sinceOn'],
      [{ sinceOn: '2026-09-01', untilOn: '2026-08-31' }, 'untilOn'],
      [{ trust: 'inside' }, 'trustProof'],
      [{ source: '  ' }, 'source'],
      [{ sourceOn: '2030-01-01' }, 'sourceOn'],
      [{ note: 'x'.repeat(2_001) }, 'note'],
    ];
    for (const [change, field] of wrong) {
      const input = { ...told, uai: ferry, productId, ...change } as Parameters<
        typeof dane.inventory.declare
      >[0];
      const said = await refused(dane.inventory.declare(input));
      expect([said.code, Object.keys(said.fields)], JSON.stringify(change)).toEqual(['invalid', [field]]);
    }
    expect(await db.inventoryEntry.count()).toBe(0);

    const { id } = await dane.inventory.declare({ ...told, uai: ferry, productId, untilOn: '2026-06-30' });
    const twice = await refused(dane.inventory.declare({ ...told, uai: ferry, productId }));
    expect(twice.fields.productId).toContain('déjà déclarée');
    const later = await dane.inventory.declare({ ...told, uai: ferry, productId, sinceOn: '2026-07-01' });
    const back = { ...told, id: later.id, version: 1, productId, sinceOn: '2026-06-01' };
    expect((await refused(dane.inventory.correct(back))).fields.productId).toContain('déjà déclarée');
    expect(
      (await refused(dane.inventory.end({ id: later.id, version: 1, untilOn: '2026-01-01' }))).fields,
    ).toHaveProperty('untilOn');
    await dane.inventory.end({ id, version: 1, untilOn: '2026-05-31' });
    for (const late of [
      () => dane.inventory.end({ id, version: 1, untilOn: '2026-04-30' }),
      () => dane.inventory.correct({ ...told, id, version: 1, productId, untilOn: '2026-05-01' }),
      () => dane.inventory.withdraw({ id, version: 1 }),
    ])
      expect(await refused(late())).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Dominique Dane'),
      });
  });

  it('two people who declare the same at once: one is kept', async () => {
    const input = { ...told, uai: planted.ferry, productId: planted.products.diary.id };
    const [dane, writer] = [await as('dane'), await as('redaction')];
    const done = await Promise.allSettled([dane.inventory.declare(input), writer.inventory.declare(input)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.inventoryEntry.count()).toBe(1);
  });

  it('told of a commune holds for its public écoles, and for no other school', async () => {
    const dane = await as('dane');
    const { products, ferry, college } = planted;
    await dane.inventory.declare({ ...told, communeCode: '95018', productId: products.ent.id });
    const { products: used } = await dane.inventory.products({});
    expect(used).toMatchObject([{ name: 'ENT Alpha', schools: 2, communes: 1, paid: 2 }]);
    const tools = async (id: string) => (await dane.inventory.ofSchool({ id }))?.tools.length;
    expect([await tools(ferry), await tools(planted.private), await tools(college)]).toEqual([1, 0, 0]);
    const byName = await dane.inventory.entries({ commune: 'argenteuil' });
    expect(byName.items).toMatchObject([{ placeName: 'Toutes les écoles publiques (Argenteuil)' }]);
    expect((await dane.inventory.entries({ commune: '95127' })).total).toBe(0);
  });
});

describe('who sees and writes what', () => {
  it('keeps a collectivité to its own territory, to write and to read', async () => {
    const town = await as('projet');
    const dane = await as('dane');
    const { ferry, hugo, rennes, products } = planted;
    const productId = products.diary.id;
    const own = await town.inventory.declare({ ...told, uai: ferry, productId });
    expect((await refused(town.inventory.declare({ ...told, uai: hugo, productId }))).code).toBe('forbidden');
    expect((await refused(town.inventory.declare({ ...told, communeCode: '95127', productId }))).code).toBe(
      'forbidden',
    );
    expect((await refused(dane.inventory.declare({ ...told, uai: rennes, productId }))).code).toBe(
      'forbidden',
    );
    const elsewhere = await dane.inventory.declare({ ...told, uai: hugo, productId });
    expect((await town.inventory.entries({})).items.map(({ id }) => id)).toEqual([own.id]);
    expect((await town.inventory.products({})).products).toMatchObject([{ schools: 1 }]);
    expect((await refused(town.inventory.entry({ id: elsewhere.id }))).code).toBe('not_found');
    expect(await town.inventory.ofSchool({ id: hugo })).toBeNull();
    const mayor = await as('maire');
    expect((await mayor.inventory.entry({ id: own.id })).canEdit).toBe(false);
    expect((await refused(mayor.inventory.withdraw({ id: own.id, version: 1 }))).code).toBe('forbidden');
  });

  it('shows nothing to another académie, to a vendor, to a reader', async () => {
    const dane = await as('dane');
    await dane.inventory.declare({ ...told, uai: planted.ferry, productId: planted.products.diary.id });
    const far = await as('dane.rennes');
    expect((await far.inventory.products({})).products).toEqual([]);
    expect((await far.inventory.entries({})).total).toBe(0);
    expect((await (await as('dsden78')).inventory.products({})).products).toEqual([]);
    for (const person of ['editeur', 'lecteur', 'exploitant']) {
      const other = await as(person);
      expect((await refused(other.inventory.products({}))).code).toBe('forbidden');
      expect(await other.inventory.ofSchool({ id: planted.ferry })).toBeNull();
    }
  });
});

describe('a territory finer than the département', () => {
  it('narrows the list, the products, the doublons, the way to the collège and their files alike', async () => {
    const dane = await as('dane');
    const { ferry, curie, hugo, private: jeanne, college, products } = planted;
    const { epciSiren } = await db.commune.findUniqueOrThrow({ where: { code: '95018' } });
    await db.school.updateMany({
      where: { uai: { in: [ferry, hugo] } },
      data: { constituency: 'Argenteuil Nord' },
    });
    for (const uai of [ferry, curie, hugo, jeanne])
      await dane.inventory.declare({ ...told, uai, productId: products.diary.id });
    await dane.inventory.declare({
      ...told,
      communeCode: '95018',
      productId: products.ent.id,
      payer: 'free',
    });
    const source = { source: 'Carte scolaire', sourceOn: '2026-09-01' };
    for (const uai of [ferry, hugo]) await dane.inventory.link({ uai, collegeUai: college, ...source });
    const seen = async (territory: {
      kind: 'epci' | 'constituency' | 'commune' | 'academy';
      code: string;
    }) => {
      const [entries, used, doubled, way] = await Promise.all([
        dane.inventory.entries({ territory }),
        dane.inventory.products({ territory }),
        dane.inventory.duplicateSchools({ territory }),
        dane.inventory.continuity({ territory }),
      ]);
      const csv = await inventoryCsv(dane, {
        tab: 'declarations',
        filters: { territory },
        duplicate: null,
        continuity: null,
        group: null,
        q: '',
        state: 'current',
      });
      expect(csv.text.trim().split('\r\n')).toHaveLength(entries.total + 1);
      return {
        entries: entries.items.map(({ uai, communeCode }) => uai ?? communeCode).sort(),
        diary: used.products.find(({ id }) => id === products.diary.id)?.schools ?? 0,
        doubled: [...new Set(doubled.items.map(({ uai }) => uai))].sort(),
        linked: way.schools,
      };
    };
    const argenteuil = {
      entries: [ferry, curie, jeanne, '95018'].sort(),
      diary: 3,
      doubled: [ferry, curie].sort(),
      linked: 1,
    };
    expect(await seen({ kind: 'commune', code: '95018' })).toEqual(argenteuil);
    expect(await seen({ kind: 'epci', code: epciSiren ?? '' })).toEqual(argenteuil);
    // The commune-wide line concerns the circonscription: one of its écoles stands there.
    expect(await seen({ kind: 'constituency', code: '95:Argenteuil Nord' })).toEqual({
      entries: [ferry, hugo, '95018'].sort(),
      diary: 2,
      doubled: [ferry],
      linked: 2,
    });
    expect(await seen({ kind: 'epci', code: '000000000' })).toMatchObject({
      entries: [],
      diary: 0,
      linked: 0,
    });
    expect((await refused(seen({ kind: 'academy', code: '25' }))).code).toBe('invalid');

    const { territories } = await dane.inventory.choices({ department: '95' });
    const kinds = new Set(territories.map(({ territory }) => territory.kind));
    expect([...kinds]).toEqual(['epci', 'constituency']);
    expect(territories.map(({ territory }) => territory.code)).toContain(epciSiren);
    expect((await dane.inventory.choices()).territories).toEqual([]);
    const named = await dane.inventory.choices({ territory: { kind: 'commune', code: '95018' } });
    expect(named.territories).toMatchObject([{ name: 'Argenteuil', detail: 'Commune' }]);
  });
});

describe('collèges of sector', () => {
  it('tell how the ENT goes on from the écoles', async () => {
    const dane = await as('dane');
    const { ferry, curie, college, products } = planted;
    const source = { source: 'Carte scolaire', sourceOn: '2026-09-01' };
    const link = await dane.inventory.link({ uai: ferry, collegeUai: college, ...source });
    await dane.inventory.link({ uai: curie, collegeUai: college, ...source, sinceOn: '2025-09-01' });
    const view = async (asOf?: string) =>
      (await dane.inventory.continuity(asOf ? { asOf } : {})).colleges.map(({ schools }) =>
        schools.map(({ name, continuity }) => `${name} ${continuity}`),
      );
    expect(await view()).toEqual([['École Curie unknown', 'École Ferry unknown']]);
    await dane.inventory.declare({ ...told, uai: ferry, productId: products.ent.id });
    await dane.inventory.declare({ ...told, uai: curie, productId: products.entBeta.id });
    await dane.inventory.declare({ ...told, uai: college, productId: products.entCollege.id });
    expect(await view()).toEqual([['École Curie different', 'École Ferry same_vendor']]);
    expect(await view('2025-08-31')).toEqual([['École Ferry same_vendor']]);
    const filtered = await dane.inventory.continuity({ continuity: 'same_product' });
    expect(filtered.colleges).toEqual([]);
    expect((await dane.inventory.ofSchool({ id: ferry }))?.links).toMatchObject([
      { college: { name: 'Collège Monet' }, canEdit: true },
    ]);

    const end = { id: link.id, version: 1, untilOn: '2026-10-31', reason: 'Nouvelle carte scolaire' };
    expect((await refused(dane.inventory.endLink({ ...end, reason: ' ' }))).fields).toHaveProperty('reason');
    expect((await refused(dane.inventory.endLink({ ...end, untilOn: '' }))).fields).toHaveProperty('untilOn');
    const mayor = await as('maire');
    expect((await refused(mayor.inventory.endLink(end))).code).toMatch(/forbidden|not_found/);
    await dane.inventory.endLink(end);
    expect(await view()).toEqual([['École Curie different']]);
    expect((await refused(dane.inventory.endLink(end))).code).toBe('conflict');
    await dane.inventory.withdrawLink({ id: link.id, version: 2 });
    expect(await db.sectorLink.count()).toBe(1);
    const rows = await db.journalEntry.findMany({ where: { objectId: link.id }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ action }) => action)).toEqual(['sector.linked', 'sector.ended', 'sector.withdrawn']);
    expect(rows[1]?.after).toMatchObject({ untilOn: '2026-10-31', reason: 'Nouvelle carte scolaire' });
  });

  it('are refused between anything but an école and a collège, and twice', async () => {
    const dane = await as('dane');
    const { ferry, curie, college } = planted;
    const source = { source: 'Carte scolaire', sourceOn: '2026-09-01' };
    const wrong: [string, string, string][] = [
      [college, college, 'uai'],
      [ferry, curie, 'collegeUai'],
      ['0951099D', college, 'uai'],
      [ferry, '0951099D', 'collegeUai'],
    ];
    for (const [uai, collegeUai, field] of wrong) {
      const said = await refused(dane.inventory.link({ uai, collegeUai, ...source }));
      expect(Object.keys(said.fields)).toEqual([field]);
    }
    await dane.inventory.link({ uai: ferry, collegeUai: college, ...source });
    const twice = await refused(dane.inventory.link({ uai: ferry, collegeUai: college, ...source }));
    expect(twice.fields.collegeUai).toContain('déjà');
    const far = await as('dane.rennes');
    const outside = await refused(far.inventory.link({ uai: curie, collegeUai: college, ...source }));
    expect(outside.code).toBe('forbidden');
  });
});
