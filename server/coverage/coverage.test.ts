import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/server/access/actor';
import { rulesFor } from '@/server/access/rules';
import { addDays } from '@/server/calendar';
import { toDbDate } from '@/server/clock';
import { createDb, type Db } from '@/server/db';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { ensureTerritory, schoolRow, templateVersion } from '@/server/testing/territory';
import { coverageBy } from './breakdown';
import { noSchools } from './domain';
import { coverageByDepartment } from './queries';
import type { Dimension } from './schema';
import { countSeries } from './series/queries';
import { france } from './territory';

/** Coverage by SQL equals a naive computation in memory, on random histories, at random dates. */

let database: TestDatabase;
let db: Db;
let template: string;
let authorityId: string;
let productId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, 4);
  await ensureTerritory(db);
  template = await templateVersion(db);
  const authority = await db.authority.create({ data: { kind: 'syndicate', name: 'S', searchName: 's' } });
  authorityId = authority.id;
  const vendor = await db.vendor.create({ data: { name: 'V' } });
  const product = await db.product.create({ data: { vendorId: vendor.id, name: 'P', kind: 'ent' } });
  productId = product.id;
});
afterAll(async () => {
  await db.$disconnect();
  await database.close();
});

// Few days, so that the edges (first day, last day, midnight) are met often.
const origin = '2024-06-01';
const when = fc.integer({ min: 0, max: 6 });
const maybe = fc.option(when, { nil: null, freq: 2 });
const date = (offset: number) => addDays(origin, offset);
const dateOrNull = (offset: number | null) => (offset === null ? null : date(offset));
// Instants on both sides of midnight in Paris: 22:30 UTC is the next day there in summer, the same in winter.
const hour = fc.constantFrom('22:00:00', '00:30:00', '12:00:00', '22:30:00', '23:30:00');
const instant = fc.record({ offset: when, hour }).map((at) => new Date(`${date(at.offset)}T${at.hour}Z`));
const stage = <Status extends string>(...statuses: Status[]) =>
  fc.record({
    status: fc.constantFrom(...statuses),
    since: instant,
    until: fc.option(instant, { nil: null, freq: 2 }),
  });

const school = fc.record({
  department: fc.constantFrom('78', '95', '95', '35'),
  degree: fc.constantFrom('primary' as const, 'primary' as const, 'secondary' as const),
  sector: fc.constantFrom('public' as const, 'public' as const, 'private' as const, null),
  openedOn: fc.option(when, { nil: null, freq: 2 }),
  closedOn: fc.option(when, { nil: null, freq: 2 }),
  closed: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  demonstration: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  commune: fc.constantFrom('95018', '95127', null),
  // Around the thirteen weeks that end on one of the days asked about.
  weeks: fc.uniqueArray(
    fc.record({
      start: fc.constantFrom(-98, -97, -95, -91, -90, -88, -40, -7, -6, -5, -1, 0),
      visits: fc.constantFrom(null, 0, 1, 30),
    }),
    { selector: (one) => one.start, maxLength: 3 },
  ),
  pupils: fc.uniqueArray(
    fc.record({ year: fc.constantFrom(2022, 2023, 2024), pupils: fc.integer({ min: 0, max: 300 }) }),
    { selector: (one) => one.year, maxLength: 2 },
  ),
});
const stay = (count: number) =>
  fc.record({ school: fc.integer({ min: 0, max: count - 1 }), from: when, to: maybe });

const world = fc.integer({ min: 2, max: 10 }).chain((count) =>
  fc.record({
    schools: fc.array(school, { minLength: count, maxLength: count }),
    projects: fc.array(
      fc.record({
        closedAt: fc.option(instant, { nil: null }),
        stays: fc.uniqueArray(stay(count), { selector: (one) => one.school, maxLength: count }),
        stages: fc.array(stage('signed', 'in_force', 'suspended'), { minLength: 1, maxLength: 3 }),
        annex: fc.uniqueArray(stay(count), { selector: (one) => one.school, minLength: 1, maxLength: count }),
        attachments: fc.uniqueArray(
          fc.record({
            school: fc.integer({ min: 0, max: count - 1 }),
            stages: fc.array(stage('requested', 'attached', 'detached'), { maxLength: 3 }),
          }),
          { selector: (one) => one.school, maxLength: 4 },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    asOf: when,
    degree: fc.constantFrom('primary' as const, 'primary' as const, 'secondary' as const),
    sector: fc.constantFrom('public' as const, 'all' as const),
    academyCode: fc.constantFrom(undefined, undefined, '25', '14'),
  }),
);
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const uaiOf = (index: number) => `T${String(index).padStart(7, '0')}`;

async function build({ schools, projects }: World): Promise<void> {
  await db.aafAttachment.deleteMany();
  await db.aafRequest.deleteMany();
  await db.convention.deleteMany();
  await db.project.deleteMany();
  await db.school.deleteMany();
  await db.audienceWeek.deleteMany();
  await db.audienceWeek.createMany({
    data: schools.flatMap((one, index) =>
      one.weeks.map(({ start, visits }) => ({
        uai: uaiOf(index),
        weekStart: toDbDate(date(start)),
        visitsTotal: visits,
      })),
    ),
  });
  await db.school.createMany({
    data: schools.map((one, index) =>
      schoolRow({
        ...one,
        uai: uaiOf(index),
        ...(one.commune ? { communeCode: one.commune } : {}),
        openedOn: dateOrNull(one.openedOn),
        closedOn: dateOrNull(one.closedOn),
        state: one.closed ? 'closed' : 'open',
      }),
    ),
  });
  await db.pupilCount.createMany({
    data: schools.flatMap((one, index) =>
      one.pupils.map((count) => ({ ...count, uai: uaiOf(index), source: 'essai' })),
    ),
  });
  for (const [index, one] of projects.entries()) {
    const project = await db.project.create({
      data: {
        academyCode: '25',
        carrierId: authorityId,
        name: `P${index}`,
        degree: 'primary',
        closedAt: one.closedAt,
        schools: {
          create: one.stays.map((s) => ({
            uai: uaiOf(s.school),
            addedOn: toDbDate(date(s.from)),
            removedOn: s.to === null ? null : toDbDate(date(s.to)),
          })),
        },
      },
    });
    const convention = await db.convention.create({
      data: {
        number: `N${index}`,
        academyCode: '25',
        projectId: project.id,
        authorityId,
        templateVersionId: template,
        title: 'T',
        degree: 'primary',
        stages: { create: one.stages },
        schools: {
          create: one.annex.map((s) => ({
            uai: uaiOf(s.school),
            entryOn: toDbDate(date(s.from)),
            leftOn: s.to === null ? null : toDbDate(date(s.to)),
          })),
        },
      },
    });
    const request = await db.aafRequest.create({
      data: {
        academyCode: '25',
        wantedOn: toDbDate(origin),
        environment: 'production',
        eduConnect: false,
        gar: false,
        contactName: '',
        contactEmail: '',
        requestedById: '',
        requestedByName: '',
        requestedAt: toDbDate(origin),
      },
    });
    for (const attachment of one.attachments)
      await db.aafAttachment.create({
        data: {
          uai: uaiOf(attachment.school),
          productId,
          projectId: project.id,
          conventionId: convention.id,
          requestId: request.id,
          // Several of one school would be refused while living; the course is what counts here.
          status: 'detached',
          statusSince: toDbDate(origin),
          stages: { create: attachment.stages.map((s) => ({ ...s, actorName: '' })) },
        },
      });
  }
}

/** The rule said once more, the slow way: civil days compared as text, instants against the day in Paris. */
function naive(
  { schools, projects, asOf, degree, sector, academyCode }: World,
  keyOf: (one: World['schools'][number]) => string = (one) => one.department,
) {
  const today = date(asOf);
  const parisDay = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(at);
  const holds = (s: { since: Date; until: Date | null }) =>
    parisDay(s.since) <= today && (s.until === null || parisDay(s.until) > today);
  const within = (s: { from: number; to: number | null }) => s.from <= asOf && (s.to === null || s.to > asOf);
  const counts: Record<string, typeof noSchools> = {};
  // A week counts when its Sunday is past; thirteen of them.
  const measuredWeeks = (one: World['schools'][number]) =>
    one.weeks.filter(({ start }) => start + 6 <= asOf && start + 6 + 13 * 7 > asOf);
  schools.forEach((one, index) => {
    const academy = one.department === '35' ? '14' : '25';
    const real = schools.some((other) => other.department === one.department && !other.demonstration);
    if (one.degree !== degree || (academyCode && academy !== academyCode)) return;
    if (sector === 'public' && one.sector !== 'public') return;
    if (one.openedOn !== null && one.openedOn > asOf) return;
    if (one.closedOn !== null ? one.closedOn <= asOf : one.closed) return;
    if (one.demonstration && real) return;
    const annexed = (status: string) =>
      projects.some(
        (p) =>
          p.stages.some((s) => s.status === status && holds(s)) &&
          p.annex.some((s) => s.school === index && within(s)),
      );
    const inProject = projects.some(
      (p) =>
        (p.closedAt === null || parisDay(p.closedAt) > today) &&
        p.stays.some((s) => s.school === index && within(s)),
    );
    const conventioned = annexed('in_force');
    const attached = projects.some((p) =>
      p.attachments.some(
        (a) => a.school === index && a.stages.some((s) => s.status === 'attached' && holds(s)),
      ),
    );
    const row = counts[keyOf(one)] ?? { ...noSchools };
    counts[keyOf(one)] = row;
    row.exists += 1;
    row.inProject += inProject ? 1 : 0;
    row.signed += annexed('signed') && !conventioned ? 1 : 0;
    row.conventioned += conventioned ? 1 : 0;
    row.attached += attached ? 1 : 0;
    row.attachedWithoutConvention += attached && !conventioned ? 1 : 0;
    const weeks = measuredWeeks(one);
    const used = weeks.some(({ visits }) => (visits ?? 0) > 0);
    row.used += used ? 1 : 0;
    row.measured += weeks.length > 0 ? 1 : 0;
    row.attachedSilent += attached && !used ? 1 : 0;
    row.usedUnattached += used && !attached ? 1 : 0;
    row.usedWithoutConvention += used && !conventioned ? 1 : 0;
    // 1 June 2024 and the days after belong to 2023-2024.
    const known = one.pupils.filter(({ year }) => year <= 2023).sort((a, b) => b.year - a.year)[0];
    if (!known) return;
    row.pupilsKnown += 1;
    row.pupilsExists += known.pupils;
    row.pupilsInProject += inProject ? known.pupils : 0;
    row.pupilsSigned += annexed('signed') && !conventioned ? known.pupils : 0;
    row.pupilsConventioned += conventioned ? known.pupils : 0;
    row.pupilsAttached += attached ? known.pupils : 0;
    row.pupilsUsed += used ? known.pupils : 0;
  });
  return counts;
}

const observer = { role: 'national_observer' } as Actor;
const keys: [Dimension, (one: World['schools'][number]) => string][] = [
  ['department', (one) => one.department],
  ['commune', (one) => one.commune ?? ''],
  ['sector', (one) => one.sector ?? ''],
  ['nature', (one) => (one.degree === 'secondary' ? 'college' : 'elementaire')],
];

it('counts by SQL what a naive computation counts, on random histories at random dates', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (one) => {
      await build(one);
      const { degree, sector, academyCode } = one;
      const coverage = await coverageByDepartment(
        { db, now: new Date('2026-11-22T10:00:00Z') },
        { asOf: date(one.asOf), degree, sector, ...(academyCode ? { academyCode } : {}) },
      );
      const counted = Object.fromEntries(
        coverage.departments.filter((d) => d.counts.exists > 0).map((d) => [d.code, d.counts]),
      );
      expect(counted).toEqual(naive(one));
      const territory = academyCode ? ({ kind: 'academy', code: academyCode } as const) : france;
      for (const [by, keyOf] of keys) {
        const told = await coverageBy(
          { db, now: new Date(), actor: observer, ability: rulesFor(observer) },
          { territory, by, asOf: date(one.asOf), degree, sector },
        );
        expect(Object.fromEntries(told.rows.map((row) => [row.key, row.counts]))).toEqual(naive(one, keyOf));
        expect(told.rowTotal).toBe(told.rows.length);
        expect(told.total.counts).toEqual(naive(one, () => 'all').all ?? noSchools);
      }
    }),
    { numRuns: 80 },
  );
});

it('counts many dates in one statement as the chain counts each of them', async () => {
  const dates = Array.from({ length: 9 }, (_, index) => date(index - 1));
  await fc.assert(
    fc.asyncProperty(world, async (one) => {
      await build(one);
      const { degree, sector, academyCode } = one;
      const series = await countSeries(db, {
        dates,
        degree,
        sector,
        territory: academyCode ? { kind: 'academy', code: academyCode } : { kind: 'france', code: '' },
      });
      for (const [index, asOf] of dates.entries()) {
        const coverage = await coverageByDepartment(
          { db, now: new Date('2026-11-22T10:00:00Z') },
          { asOf, degree, sector, ...(academyCode ? { academyCode } : {}) },
        );
        const chain = coverage.departments.flatMap(({ code, counts }) =>
          counts.exists > 0
            ? [
                {
                  code,
                  exists: counts.exists,
                  in_project: counts.inProject,
                  conventioned: counts.conventioned,
                  attached: counts.attached,
                  used: counts.used,
                  measured: counts.measured,
                },
              ]
            : [],
        );
        const curve = series.flatMap(({ code, points }) => {
          const point = points[index];
          return point && point.exists > 0 ? [{ code, ...point }] : [];
        });
        expect(curve, asOf).toEqual(chain);
      }
    }),
    { numRuns: 25 },
  );
});
