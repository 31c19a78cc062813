import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDbDate } from '../clock';
import { countChain } from '../coverage/count';
import { sumCounts } from '../coverage/domain';
import type { Db } from '../db';
import { callerOf, createPopulatedDatabase } from '../testing/people';
import { schoolRow, templateVersion } from '../testing/territory';
import { uaiOf } from './fixtures';
import { MASKED } from './mask';

let db: Db;
let close: () => Promise<void>;
let projectId: string;
let productId: string;

const schools = [
  { uai: uaiOf('95', 1), department: '95' },
  { uai: uaiOf('95', 2), department: '95' },
  { uai: uaiOf('78', 3), department: '78' },
  { uai: uaiOf('35', 4), department: '35' },
] as const;
const uais = [schools[0].uai, schools[1].uai, schools[2].uai, schools[3].uai] as const;
const unknownUai = uaiOf('95', 99);
// Two weeks on each side of 1 August, which begins a school year.
const weeks = ['2026-07-20', '2026-07-27', '2026-08-03', '2026-11-02', '2026-11-09'];

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  await db.school.deleteMany({ where: { uai: { in: [...uais] } } });
  await db.school.createMany({
    data: schools.map(({ uai, department }) =>
      schoolRow({ uai, department, ...(department === '95' ? { communeCode: '95018' } : {}) }),
    ),
  });
  const carrier = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: '95018' } },
  });
  const vendor = await db.vendor.create({ data: { name: 'Éditeur de la mesure' } });
  productId = (await db.product.create({ data: { vendorId: vendor.id, name: 'ENT mesuré', kind: 'ent' } }))
    .id;
  projectId = (
    await db.project.create({
      data: {
        academyCode: '25',
        carrierId: carrier.id,
        productId,
        name: 'Projet mesuré',
        degree: 'primary',
        departmentCodes: ['95'],
        schools: {
          create: [
            { uai: uais[0], addedOn: toDbDate('2026-09-01') },
            { uai: uais[1], addedOn: toDbDate('2026-01-01'), removedOn: toDbDate('2026-11-05') },
          ],
        },
      },
    })
  ).id;
  await db.audienceImport.create({
    data: {
      fileName: 'dnma.csv',
      sha256: 'x',
      bytes: 1,
      unfolded: 1,
      encoding: 'utf-8',
      delimiter: ';',
      heads: [],
      samples: [],
      reading: {},
      state: 'done',
      createdAt: new Date(),
      finishedAt: new Date(),
      createdById: 'u',
      createdByName: 'U',
      firstWeek: toDbDate('2026-07-20'),
      lastWeek: toDbDate('2026-11-09'),
    },
  });
});
afterAll(() => close());

type Row = { week: string; uai: string; visits: number | null; pupil: number | null };

async function fill(rows: readonly Row[]) {
  await db.audienceWeek.deleteMany();
  await db.audienceWeek.createMany({
    data: rows.map(({ week, uai, visits, pupil }) => ({
      weekStart: toDbDate(week),
      uai,
      visitsTotal: visits,
      visitsPupil: pupil,
      usersTotal: visits === null ? null : Math.ceil(visits / 2),
    })),
  });
}
const threshold = (value: number) =>
  db.academy.updateMany({ data: { settings: { audienceThreshold: value } } });

const sum = (values: readonly (number | null)[]) =>
  values.every((value) => value === null) ? null : values.reduce<number>((all, one) => all + (one ?? 0), 0);

const inProject = (uai: string, week: string) =>
  (uai === uais[0] && week >= '2026-09-01') ||
  (uai === uais[1] && week >= '2026-01-01' && week < '2026-11-05');

const places: [string, (row: Row) => boolean][] = [
  ['france', ({ uai }) => uai !== unknownUai],
  ['academie:25', ({ uai }) => schools.some((one) => one.uai === uai && one.department !== '35')],
  ['departement:95', ({ uai }) => uai === uais[0] || uai === uais[1]],
  ['commune:95018', ({ uai }) => uai === uais[0] || uai === uais[1]],
  ['projet', ({ uai, week }) => inProject(uai, week)],
  ['solution', ({ uai, week }) => inProject(uai, week)],
];

describe('the audience of a territory', () => {
  it('is what a walk over the rows counts, whatever the rows', async () => {
    await threshold(1);
    // Whose perimeter is all of France: nothing is masked for standing on one school.
    const caller = await callerOf(db, 'national');
    const row = fc.record({
      week: fc.constantFrom(...weeks),
      uai: fc.constantFrom(...uais, unknownUai),
      visits: fc.option(fc.nat(500), { freq: 6 }),
      pupil: fc.option(fc.nat(300), { freq: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { selector: ({ week, uai }) => `${week} ${uai}`, maxLength: 20 }),
        fc.constantFrom(...places),
        fc.constantFrom(2025, 2026),
        async (rows, [word, holds], year) => {
          await fill(rows);
          const territory =
            word === 'projet' ? `projet:${projectId}` : word === 'solution' ? `solution:${productId}` : word;
          const got = await caller.audience.of({ territory, year });
          const mine = rows.filter(
            (one) => holds(one) && one.week >= `${year}-08-01` && one.week < `${year + 1}-08-01`,
          );
          expect(got.schools).toBe(new Set(mine.map(({ uai }) => uai)).size);
          expect(got.split.total).toBe(sum(mine.map(({ visits }) => visits)));
          expect(got.split.profiles.pupil).toBe(sum(mine.map(({ pupil }) => pupil)));
          expect(got.weeks.map(({ week, measured, visits }) => ({ week, measured, visits }))).toEqual(
            weeks
              .filter((week) => mine.some((one) => one.week === week))
              .map((week) => {
                const there = mine.filter((one) => one.week === week);
                return {
                  week,
                  measured: there.filter(({ visits }) => visits !== null).length,
                  visits: sum(there.map(({ visits }) => visits)),
                };
              }),
          );
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('has no users, and tells the schools that it counts with every total', async () => {
    await fill([{ week: '2026-11-02', uai: uais[0], visits: 50, pupil: 20 }]);
    const got = await (await callerOf(db, 'dane')).audience.of({ territory: 'departement:95', year: 2026 });
    expect(JSON.stringify(got)).not.toContain('users');
    expect(got.weeks).toEqual([{ week: '2026-11-02', measured: 1, visits: 50, perSchool: 50 }]);
    expect(got).toMatchObject({ schools: 1, partsBy: 'school', lastWeek: '2026-11-09', years: [2026, 2025] });
  });

  it('masks what is below the threshold of the académie, and what would tell it', async () => {
    await threshold(10);
    await fill([
      { week: '2026-11-02', uai: uais[0], visits: 4, pupil: 2 },
      { week: '2026-11-09', uai: uais[0], visits: 30, pupil: 25 },
      { week: '2026-08-03', uai: uais[0], visits: 60, pupil: 55 },
    ]);
    const got = await (await callerOf(db, 'dane')).audience.of({ territory: 'academie:25', year: 2026 });
    expect(got.weeks.map(({ visits }) => visits)).toEqual([60, MASKED, MASKED]);
    expect(got.weeks[1]?.perSchool).toBeNull();
    expect(got.split.total).toBe(94);
    await threshold(5);
    expect(
      (await (await callerOf(db, 'dane')).audience.of({ territory: 'academie:25', year: 2026 })).threshold,
    ).toBe(5);
  });

  it('shows single schools, and what is finer than a département, within the perimeter alone', async () => {
    await threshold(1);
    await fill([{ week: '2026-11-02', uai: uais[0], visits: 50, pupil: 20 }]);
    const stranger = await callerOf(db, 'dane.rennes');
    // The one school of a département: its total is its own.
    expect(await stranger.audience.of({ territory: 'departement:95', year: 2026 })).toMatchObject({
      schools: 1,
      partsBy: null,
      parts: [],
      weeks: [{ measured: 1, visits: MASKED, perSchool: null }],
      split: { total: MASKED, profiles: { pupil: MASKED } },
      duration: null,
    });
    expect(
      await (await callerOf(db, 'dane')).audience.of({ territory: 'departement:95', year: 2026 }),
    ).toMatchObject({ split: { total: 50 }, parts: [{ visits: 50 }] });
    // Two in a département, one in another: the académie less the first would tell the second.
    await fill([
      { week: '2026-11-02', uai: uais[0], visits: 50, pupil: 20 },
      { week: '2026-11-02', uai: uais[1], visits: 70, pupil: 20 },
      { week: '2026-11-02', uai: uais[2], visits: 90, pupil: 20 },
      { week: '2026-11-09', uai: uais[2], visits: 90, pupil: 20 },
    ]);
    const academy = await stranger.audience.of({ territory: 'academie:25', year: 2026 });
    expect(academy).toMatchObject({ split: { total: 300 }, schools: 3 });
    expect(academy.parts.map(({ key, visits }) => [key, visits])).toEqual([
      ['78', MASKED],
      ['95', MASKED],
    ]);
    expect(academy.weeks.map(({ visits }) => visits)).toEqual([MASKED, MASKED]);
    expect(await stranger.audience.of({ territory: 'commune:95018', year: 2026 })).toMatchObject({
      schools: 0,
      restricted: true,
      split: { total: null },
    });
    await expect(stranger.audience.of({ territory: `projet:${projectId}` })).rejects.toThrow();
    expect(await stranger.audience.school({ id: uais[0], year: 2026 })).toBeNull();
    await expect((await callerOf(db, null)).audience.of({ territory: 'france' })).rejects.toThrow();
  });
});

describe('the audience of a school', () => {
  it('gives users for one week at a time: the last, and the one with most visits', async () => {
    await threshold(1);
    await fill([
      { week: '2026-08-03', uai: uais[0], visits: 90, pupil: 70 },
      { week: '2026-11-02', uai: uais[0], visits: 120, pupil: 100 },
      { week: '2026-11-09', uai: uais[0], visits: 40, pupil: 30 },
    ]);
    const got = await (await callerOf(db, 'dane')).audience.school({ id: uais[0], year: 2026 });
    expect(got).toMatchObject({
      measuredWeeks: 3,
      split: { total: 250, profiles: { pupil: 200 }, other: 50 },
      last: { week: '2026-11-09', users: { total: 20 } },
      peak: { week: '2026-11-02', users: { total: 60 } },
    });
    expect(JSON.stringify(got?.split)).not.toContain('users');
    await threshold(30);
    const masked = await (await callerOf(db, 'dane')).audience.school({ id: uais[0], year: 2026 });
    expect(masked?.last).toMatchObject({ users: { total: MASKED } });
  });

  it('masks a week that the year, less the weeks shown in detail, would tell', async () => {
    await threshold(10);
    // What the pupils leave is 5 in August and 40 in November: the year's 45 less 40 would tell the 5.
    await fill([
      { week: '2026-08-03', uai: uais[0], visits: 95, pupil: 90 },
      { week: '2026-11-02', uai: uais[0], visits: 240, pupil: 200 },
    ]);
    const got = await (await callerOf(db, 'dane')).audience.school({ id: uais[0], year: 2026 });
    expect(got?.split).toMatchObject({ total: 335, profiles: { pupil: 290 }, other: 45 });
    expect(got?.last).toMatchObject({
      week: '2026-11-02',
      visits: { total: 240, profiles: { pupil: MASKED }, other: MASKED },
    });
    expect(got?.weeks.map(({ visits }) => visits)).toEqual([95, 240]);
  });

  it('masks users by profile as visits are: the others and the total would tell them', async () => {
    await threshold(10);
    await db.audienceWeek.deleteMany();
    await db.audienceWeek.create({
      data: {
        weekStart: toDbDate('2026-11-02'),
        uai: uais[0],
        visitsTotal: 400,
        visitsPupil: 300,
        visitsTeacher: 100,
        usersTotal: 64,
        usersPupil: 60,
        usersTeacher: 4,
      },
    });
    const got = await (await callerOf(db, 'dane')).audience.school({ id: uais[0], year: 2026 });
    expect(got?.last?.users).toMatchObject({ total: 64, pupil: MASKED, teacher: MASKED });
  });
});

describe('schools that deserve a look', () => {
  it('are told at the end of the last imported week, in the perimeter alone', async () => {
    await fill([
      { week: '2026-11-02', uai: uais[0], visits: 50, pupil: 20 },
      { week: '2026-11-02', uai: uais[1], visits: 0, pupil: 0 },
    ]);
    const caller = await callerOf(db, 'dane');
    const active = await caller.audience.schools({ list: 'unattached' });
    expect(active).toMatchObject({ asOf: '2026-11-15', lastWeek: '2026-11-09' });
    expect(active.items.map(({ uai }) => uai)).toEqual([uais[0]]);
    expect((await caller.audience.schools({ list: 'unconventioned', department: '78' })).items).toEqual([]);
    expect(
      (await (await callerOf(db, 'dane.rennes')).audience.schools({ list: 'unattached' })).items,
    ).toEqual([]);
  });

  it('an attached school without a visit is silent', async () => {
    const now = new Date('2026-09-10T08:00:00Z');
    const authority = await db.authority.findUniqueOrThrow({
      where: { kind_code: { kind: 'commune', code: '95018' } },
    });
    const convention = await db.convention.create({
      data: {
        number: '25-2020-0001',
        academyCode: '25',
        projectId,
        authorityId: authority.id,
        productId,
        templateVersionId: await templateVersion(db),
        title: 'Convention',
        degree: 'primary',
        departmentCodes: ['95'],
      },
    });
    const request = await db.aafRequest.create({
      data: {
        academyCode: '25',
        wantedOn: toDbDate('2026-09-10'),
        environment: 'production',
        eduConnect: false,
        gar: false,
        contactName: 'Contact',
        contactEmail: 'contact@demo.invalid',
        requestedById: 'u',
        requestedByName: 'Quelqu’un',
        requestedAt: now,
      },
    });
    for (const uai of [uais[0], uais[1]])
      await db.aafAttachment.create({
        data: {
          uai,
          productId,
          projectId,
          conventionId: convention.id,
          requestId: request.id,
          status: 'attached',
          statusSince: now,
          stages: { create: { status: 'attached', since: now, actorName: '' } },
        },
      });
    const caller = await callerOf(db, 'dane');
    const silent = await caller.audience.schools({ list: 'silent' });
    expect(silent.items.map(({ uai, measured }) => [uai, measured])).toEqual([[uais[1], true]]);
    expect(silent.totals).toMatchObject({ silent: 1, unattached: 0, unconventioned: 1 });
    expect(silent.unmeasured).toBe(0);

    // In no file: silent, and said to be unmeasured rather than unused.
    await fill([{ week: '2026-11-02', uai: uais[0], visits: 50, pupil: 20 }]);
    const unknown = await caller.audience.schools({ list: 'silent', measured: false });
    expect(unknown).toMatchObject({ total: 1, unmeasured: 1, totals: { silent: 1 } });
    expect(unknown.items.map(({ uai, measured }) => [uai, measured])).toEqual([[uais[1], false]]);
    expect(await caller.audience.schools({ list: 'silent', measured: true })).toMatchObject({
      items: [],
      total: 0,
      totals: { silent: 1 },
    });
    // Who sees no school one by one has none here, although the académie has.
    expect(await (await callerOf(db, 'lecteur')).audience.schools({ list: 'silent' })).toMatchObject({
      items: [],
      totals: { silent: 0, unattached: 0, unconventioned: 0 },
    });
  });

  it('are those that the chain of coverage counts', async () => {
    const { attachedSilent, usedUnattached, usedWithoutConvention } = sumCounts(
      await countChain(db, { asOf: '2026-11-15', sector: 'all', academyCode: '25' }),
    );
    const { totals } = await (await callerOf(db, 'dane')).audience.schools({ list: 'silent' });
    expect(totals).toEqual({
      silent: attachedSilent,
      unattached: usedUnattached,
      unconventioned: usedWithoutConvention,
    });
    expect(attachedSilent).toBeGreaterThan(0);
  });

  it('nobody is silent as long as nothing was imported', async () => {
    await db.audienceImport.updateMany({ data: { firstWeek: null, lastWeek: null } });
    expect(await (await callerOf(db, 'dane')).audience.schools({ list: 'silent' })).toMatchObject({
      lastWeek: null,
      items: [],
      totals: { silent: 0 },
    });
    const got = await (await callerOf(db, 'dane')).audience.of({ territory: 'departement:78' });
    expect(got).toMatchObject({ lastWeek: null, weeks: [], schools: 0, parts: [] });
  });
});
