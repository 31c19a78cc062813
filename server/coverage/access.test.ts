import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/server/access/actor';
import type { Role } from '@/server/access/roles';
import { toDbDate } from '@/server/clock';
import { createDb, type Db } from '@/server/db';
import { changeSettings } from '@/server/organisations/academies/commands';
import { academySettings } from '@/server/organisations/settings';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { ensureTerritory, schoolRow } from '@/server/testing/territory';
import { createContext } from '@/server/trpc/context';
import { createCallerFactory } from '@/server/trpc/init';
import { coverageRouter } from './router';

let database: TestDatabase;
let db: Db;
let productId: string;
let commune: string;
let elsewhere: string;
const now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, 4);
  await ensureTerritory(db);
  await db.school.deleteMany();
  await db.school.createMany({
    data: [
      schoolRow({ uai: '0950001A', communeCode: '95018', name: 'École A' }),
      schoolRow({ uai: '0950002B', communeCode: '95127', communeName: 'Cergy', name: 'École B' }),
      schoolRow({ uai: '0950003C', communeCode: '95018', name: 'École C' }),
      schoolRow({ uai: '0780001D', department: '78', communeName: 'Poissy', name: 'École D' }),
      schoolRow({ uai: '0350001E', department: '35', communeCode: '35238', communeName: 'Rennes' }),
    ],
  });
  const authority = async (code: string) =>
    (
      await db.authority.upsert({
        where: { kind_code: { kind: 'commune', code } },
        create: { kind: 'commune', code, name: code, searchName: code },
        update: {},
      })
    ).id;
  commune = await authority('95018');
  elsewhere = await authority('95127');
  const vendor = await db.vendor.create({ data: { name: 'Éditeur d’essai' } });
  productId = (await db.product.create({ data: { vendorId: vendor.id, name: 'ENT d’essai', kind: 'ent' } }))
    .id;
  const project = (academyCode: string, carrierId: string, product: string | null, uais: string[]) =>
    db.project.create({
      data: {
        academyCode,
        carrierId,
        productId: product,
        name: 'Projet',
        degree: 'primary',
        schools: { create: uais.map((uai) => ({ uai, addedOn: toDbDate('2026-09-01') })) },
      },
    });
  await project('25', elsewhere, productId, ['0950001A', '0950002B', '0780001D']);
  await project('14', commune, null, ['0350001E']);
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

function hat(role: Role, facts: Partial<Actor> = {}): Actor {
  return {
    userId: 'u',
    userName: 'U',
    email: 'u@demo.invalid',
    membershipId: 'm',
    role,
    quality: null,
    organisation: { id: 'o', name: 'O', kind: 'academy' },
    academyCode: null,
    departmentCode: null,
    authorityIds: [],
    productIds: [],
    uai: null,
    ...facts,
  };
}
const callerFor = createCallerFactory(coverageRouter);
const callerOf = (actor: Actor | null) =>
  callerFor(
    createContext({
      db,
      userId: actor?.userId ?? null,
      actor,
      now,
      channel: 'screen',
      ip: null,
      userAgent: null,
    }),
  );

const versailles = { academyCode: '25' };
const perimeters: [string, () => Actor, string[]][] = [
  ['an academy_admin of the académie', () => hat('academy_admin', versailles), ['0950001A', '0950002B']],
  ['an academy_editor', () => hat('academy_editor', versailles), ['0950001A', '0950002B']],
  ['the DPO', () => hat('dpo', versailles), ['0950001A', '0950002B']],
  ['the legal service', () => hat('legal', versailles), ['0950001A', '0950002B']],
  ['the directory operator', () => hat('directory_operator', versailles), ['0950001A', '0950002B']],
  ['the State signatory', () => hat('state_signatory', versailles), ['0950001A', '0950002B']],
  ['another académie', () => hat('academy_admin', { academyCode: '14' }), []],
  ['the DSDEN of 95', () => hat('dsden', { ...versailles, departmentCode: '95' }), ['0950001A', '0950002B']],
  ['the DSDEN of 78', () => hat('dsden', { ...versailles, departmentCode: '78' }), []],
  ['the commune of one of them', () => hat('authority_editor', { authorityIds: [commune] }), ['0950001A']],
  ['the mayor of that commune', () => hat('authority_signatory', { authorityIds: [commune] }), ['0950001A']],
  [
    'the carrier of the project',
    () => hat('mutualising_body', { authorityIds: [elsewhere] }),
    ['0950001A', '0950002B'],
  ],
  ['the vendor of its product', () => hat('vendor', { productIds: [productId] }), ['0950001A', '0950002B']],
  ['a vendor of another product', () => hat('vendor', { productIds: ['x'] }), []],
  ['the head of one of them', () => hat('school_head', { uai: '0950001A' }), ['0950001A']],
  ['the national observer', () => hat('national_observer'), ['0950001A', '0950002B']],
  ['the operator', () => hat('operator'), []],
  ['a reader', () => hat('reader'), []],
];

describe('the links of single schools', () => {
  it.each(perimeters)('lists to %s those of its perimeter, and counts the others', async (_, actor, uais) => {
    const caller = callerOf(actor());
    const listed = await caller.schools({
      territory: { kind: 'department', code: '95' },
      stage: 'in_project',
    });
    expect(listed.items.map((one) => one.uai)).toEqual(uais);
    expect(listed).toMatchObject({ total: 2, hidden: 2 - uais.length });
    const map = await caller.departmentMap({ department: '95' });
    expect(map.schools).toHaveLength(3);
    expect(map.schools.flatMap((one) => (one.stage === 'in_project' ? [one.uai] : []))).toEqual(uais);
    const compared = await caller.compareDates({
      territory: { kind: 'department', code: '95' },
      from: '2026-08-31',
    });
    expect(compared.schools.map((one) => [one.uai, one.way])).toEqual(uais.map((uai) => [uai, 'in']));
    expect(compared).toMatchObject({ hidden: 2 - uais.length, moves: { in_project: { in: 2, out: 0 } } });

    // That they exist is public; their links are not.
    const all = await caller.schools({ territory: { kind: 'department', code: '95' } });
    expect(all.items.map((one) => one.uai)).toEqual(['0950001A', '0950003C', '0950002B']);
    expect(all.hidden).toBe(0);
    for (const one of all.items) {
      if (uais.includes(one.uai)) expect(one.stages).toMatchObject({ inProject: true, attached: false });
      if (uais.length === 0) expect(one.stages).toBeNull();
    }
  });

  it('goes on from the last school shown', async () => {
    const caller = callerOf(hat('national_observer'));
    const first = await caller.schools({ territory: { kind: 'department', code: '95' }, limit: 2 });
    expect(first.nextCursor).toBe('0950003C');
    const second = await caller.schools({
      territory: { kind: 'department', code: '95' },
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    expect(second.items.map((one) => one.uai)).toEqual(['0950002B']);
    expect(second.nextCursor).toBeNull();
  });

  it('tells what was true on a past date', async () => {
    const caller = callerOf(hat('national_observer'));
    const before = await caller.schools({
      territory: { kind: 'department', code: '95' },
      stage: 'in_project',
      asOf: '2026-08-31',
    });
    expect(before).toMatchObject({ items: [], total: 0 });
  });
});

describe('counts', () => {
  it('are for whoever is signed in, of every académie', async () => {
    const coverage = await callerOf(hat('reader')).byDepartment({});
    expect(coverage.asOf).toBe('2026-11-22');
    expect(coverage.departments.find((d) => d.code === '35')?.counts).toMatchObject({
      exists: 1,
      inProject: 1,
    });
    expect(coverage.departments.find((d) => d.code === '95')?.rates.inProject).toMatchObject({
      numerator: 2,
      denominator: 3,
      scope: 'établissements publics',
    });
  });

  it('are refused to nobody in particular, and bad questions are named', async () => {
    await expect(callerOf(null).byDepartment({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(
      callerOf(null).schools({ territory: { kind: 'department', code: '95' } }),
    ).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    await expect(callerOf(hat('reader')).byDepartment({ asOf: '2026-02-30' })).rejects.toThrow(
      /date existante/,
    );
  });

  it('say so when they are those of the demonstration, and drop them once a real school is loaded', async () => {
    await db.school.create({ data: schoolRow({ uai: '0930001F', department: '93', demonstration: true }) });
    const caller = callerOf(hat('reader'));
    const shown = await caller.byDepartment({ departments: ['93'] });
    expect(shown).toMatchObject({ demonstration: true, total: { counts: { exists: 1 } } });
    await db.school.create({
      data: schoolRow({ uai: '0930002G', department: '93', closedOn: '2020-08-31' }),
    });
    const gone = await caller.byDepartment({ departments: ['93'] });
    expect(gone).toMatchObject({ demonstration: false, total: { counts: { exists: 0 } } });
  });
});

describe('the public page', () => {
  it('holds what others published, with its denominator or the word that it has none', async () => {
    await db.publishedFigure.deleteMany();
    await db.publishedFigure.create({
      data: {
        departmentCode: '78',
        degree: 'primary',
        year: 2022,
        band: 'moins de 20 %',
        numerator: 177,
        scope: 'écoles avec un projet ENT',
        source: 'Éduscol',
      },
    });
    const { published } = await callerOf(null).public({});
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({ band: 'moins de 20 %', rate: { numerator: 177, ratio: null } });
    expect(published[0]?.rate.explanation).toContain('Dénominateur non publié');
  });

  it('shows the counts of an académie only when it chose so, and no more once it changed its mind', async () => {
    const choose = async (publicCoverage: boolean) => {
      const { version, settings } = await db.academy.findUniqueOrThrow({ where: { code: '25' } });
      await changeSettings(
        { db, actor: hat('academy_admin', versailles), now },
        { id: '25', version, settings: { ...academySettings(settings), publicCoverage } },
      );
    };
    expect((await callerOf(null).public({})).academies).toEqual([]);
    await choose(true);
    const { academies } = await callerOf(null).public({});
    expect(academies.map((one) => one.code)).toEqual(['25']);
    expect(academies[0]?.departments.map((d) => d.departmentCode)).not.toContain('35');
    await choose(false);
    expect((await callerOf(null).public({})).academies).toEqual([]);
  });
});

describe('one school', () => {
  it('is known to whoever is signed in, its links only within the perimeter', async () => {
    const mine = await callerOf(hat('academy_admin', versailles)).school({ id: '0950001A' });
    expect(mine).toMatchObject({ name: 'École A', stages: { inProject: true, attached: false } });
    expect(mine.projects).toHaveLength(1);
    const other = await callerOf(hat('academy_admin', { academyCode: '14' })).school({ id: '0950001A' });
    expect(other).toMatchObject({ stages: null, projects: [], conventions: [], attachments: [] });
    await expect(callerOf(hat('reader')).school({ id: '0000000X' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a territory', () => {
  it('counts a territory finer than the département within the perimeter, and hides the projects of others', async () => {
    const observer = callerOf(hat('national_observer'));
    const mayor = callerOf(hat('authority_editor', { authorityIds: [commune] }));
    const reader = callerOf(hat('reader'));
    const argenteuil = { territory: { kind: 'commune' as const, code: '95018' }, by: 'nature' as const };
    expect(await observer.by(argenteuil)).toMatchObject({
      restricted: true,
      total: { counts: { exists: 2, inProject: 1 } },
      path: [{ name: 'France' }, { name: 'Académie de Versailles' }, { name: 'Val-d’Oise (95)' }, {}],
    });
    expect((await mayor.by(argenteuil)).total.counts).toMatchObject({ exists: 2, inProject: 1 });
    expect((await reader.by(argenteuil)).total.counts.exists).toBe(0);
    const department = { kind: 'department' as const, code: '95' };
    const communes = await mayor.by({ territory: department, by: 'commune' });
    expect(communes.rows.map((row) => row.key)).toEqual(['95018']);
    // By nature, a département is counted for everyone.
    expect(await reader.by({ territory: department, by: 'nature' })).toMatchObject({
      restricted: false,
      total: { counts: { exists: 3, inProject: 2 } },
    });
    const carriers = await observer.by({ territory: department, by: 'authority' });
    expect(carriers).toMatchObject({
      overlapping: true,
      rows: [{ key: elsewhere, counts: { inProject: 2 } }],
    });
    const { id } = await db.project.findFirstOrThrow({ where: { academyCode: '25' } });
    const project = { territory: { kind: 'project' as const, code: id }, by: 'commune' as const };
    expect((await callerOf(hat('academy_admin', versailles)).by(project)).total.counts.inProject).toBe(3);
    await expect(reader.by(project)).rejects.toMatchObject({ cause: { code: 'not_found' } });
    await expect(
      observer.by({ territory: { kind: 'commune', code: '00000' }, by: 'nature' }),
    ).rejects.toMatchObject({ cause: { code: 'not_found' } });
    await expect(observer.by({ territory: { kind: 'department', code: '7' }, by: 'nature' })).rejects.toThrow(
      'Ce code de territoire n’est pas valable.',
    );
  });

  it('lists on a fine territory no school outside the perimeter, and tells none of their number', async () => {
    const reader = callerOf(hat('reader'));
    const territory = { kind: 'commune' as const, code: '95018' };
    expect(await reader.schools({ territory, stage: 'in_project' })).toMatchObject({
      total: 0,
      hidden: 0,
      items: [],
    });
    expect((await reader.schools({ territory })).items).toHaveLength(2);
    // Which schools a project, a product or a carrier holds is a link, too.
    const { id } = await db.project.findFirstOrThrow({ where: { academyCode: '25' } });
    for (const held of [
      { kind: 'project' as const, code: id },
      { kind: 'product' as const, code: productId },
      { kind: 'authority' as const, code: elsewhere },
    ]) {
      expect(await reader.schools({ territory: held })).toMatchObject({ total: 0, hidden: 0, items: [] });
      expect(
        (await callerOf(hat('academy_admin', versailles)).schools({ territory: held })).total,
      ).toBeGreaterThan(0);
    }
  });
});

describe('curves and comparisons', () => {
  const place = (kind: 'commune' | 'department' | 'product', code: string) => ({ kind, code });

  it('draw a place finer than a département within the perimeter of whoever asks', async () => {
    const own = await callerOf(hat('academy_admin', versailles)).series({
      territory: place('commune', '95018'),
    });
    expect(own).toMatchObject({ restricted: true, name: 'Argenteuil' });
    expect(own.total.at(-1)).toMatchObject({ exists: 2, in_project: 1 });
    // Nothing on the last day of August, then the project of 1 September.
    expect(own.total[own.dates.indexOf('2026-08-31')]).toMatchObject({ exists: 2, in_project: 0 });
    const other = await callerOf(hat('academy_admin', { academyCode: '14' })).series({
      territory: place('commune', '95018'),
    });
    expect(other.total.every(({ exists }) => exists === 0)).toBe(true);
    const county = await callerOf(hat('reader')).series({ territory: place('department', '95') });
    expect(county).toMatchObject({ restricted: false });
    expect(county.total.at(-1)).toMatchObject({ exists: 3, in_project: 2 });
  });

  it('refuse a territory whose schools change with the date, and one that nobody knows', async () => {
    const caller = callerOf(hat('academy_admin', versailles));
    await expect(caller.series({ territory: place('product', productId) })).rejects.toThrow(/courbe/);
    await expect(caller.series({ territory: place('department', '20') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(caller.departmentMap({ department: '20' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(callerOf(null).departmentMap({ department: '95' })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });

  it('set two territories side by side, each within what one may count', async () => {
    const { sides } = await callerOf(hat('authority_editor', { authorityIds: [commune] })).comparePlaces({
      first: place('department', '95'),
      second: place('commune', '95018'),
    });
    expect(sides.map(({ counts, restricted }) => [counts.exists, counts.inProject, restricted])).toEqual([
      [3, 2, false],
      [2, 1, true],
    ]);
  });
});
