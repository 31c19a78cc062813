import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/server/access/actor';
import { fromDbDate, toDbDate } from '../clock';
import type { Db } from '../db';
import { contextOf, createPopulatedDatabase } from '../testing/people';
import { schoolRow } from '../testing/territory';
import { type DuplicateKind, holdsOn, payingPayers } from './domain';
import { duplicateGroups, duplicateSchools } from './duplicates';
import { uai } from './testing';

/** Doublons by SQL equal a naive computation in memory, on random inventories, on random days. */

let db: Db;
let close: () => Promise<void>;
let ctx: Awaited<ReturnType<typeof contextOf>> & { actor: Actor };
let products: { id: string; name: string; kind: string; uses: string[] }[];
let authorities: { id: string; name: string }[];

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const dane = await contextOf(db, 'dane');
  if (!dane.actor) throw new Error('no hat');
  ctx = { ...dane, actor: dane.actor };
  const vendor = await db.vendor.create({ data: { name: 'Essai' } });
  const make = (name: string, kind: 'ent' | 'school_life', uses: string[]) =>
    db.product.create({ data: { name, kind, vendorId: vendor.id, uses } });
  products = [
    await make('P1', 'ent', ['diary', 'storage']),
    await make('P2', 'ent', ['diary']),
    await make('P3', 'school_life', ['diary', 'absences', 'other']),
    await make('P4', 'school_life', ['other']),
    await make('P5', 'school_life', []),
  ];
  authorities = await db.authority.findMany({
    where: { kind: 'commune', code: { in: ['95018', '95127', '95252'] } },
    select: { id: true, name: true },
  });
});
afterAll(() => close());

const days = ['2025-01-01', '2025-06-01', '2026-01-01', '2026-06-01'];
const from = fc.constantFrom(null, ...days.slice(0, 3));
const place = fc.constantFrom(0, 1, 2, 3, 'commune' as const);
const entry = fc.record({
  place,
  product: fc.nat({ max: 4 }),
  uses: fc.subarray(['diary', 'absences', 'storage', 'other']),
  payer: fc.constantFrom(
    'authority' as const,
    'authority' as const,
    'school' as const,
    'free' as const,
    'unknown' as const,
  ),
  authority: fc.option(fc.nat({ max: 2 })),
  sinceOn: from,
  lasts: fc.option(fc.nat({ max: 3 })),
});
const project = fc.record({
  carrier: fc.nat({ max: 2 }),
  schools: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 3 }),
  addedOn: fc.constantFrom(...days),
});
const world = fc.record({
  entries: fc.array(entry, { maxLength: 9 }),
  projects: fc.array(project, { maxLength: 3 }),
  asOf: fc.constantFrom(...days, '2026-11-22'),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** Three public écoles of which two stand in the same commune, and a private one there. */
const schools = [
  { uai: uai('0957101'), communeCode: '95018' },
  { uai: uai('0957102'), communeCode: '95018' },
  { uai: uai('0957103'), communeCode: '95127' },
  { uai: uai('0957104'), communeCode: '95018', sector: 'private' as const },
];

const untilOf = ({ sinceOn, lasts }: World['entries'][number]) =>
  lasts === null ? null : (days[Math.max(lasts, sinceOn ? days.indexOf(sinceOn) : 0)] ?? null);

async function build({ entries, projects }: World): Promise<void> {
  await db.inventoryEntry.deleteMany();
  await db.project.deleteMany();
  await db.school.deleteMany();
  await db.school.createMany({ data: schools.map(schoolRow) });
  await db.inventoryEntry.createMany({
    data: entries.map((one) => ({
      academyCode: '25',
      departmentCode: '95',
      uai: one.place === 'commune' ? null : (schools[one.place]?.uai ?? ''),
      communeCode: one.place === 'commune' ? '95018' : null,
      productId: products[one.product]?.id ?? '',
      uses: one.uses,
      payer: one.payer,
      payerAuthorityId: one.authority === null ? null : (authorities[one.authority]?.id ?? ''),
      sinceOn: one.sinceOn ? toDbDate(one.sinceOn) : null,
      untilOn: untilOf(one) ? toDbDate(untilOf(one) ?? '') : null,
      source: 'Essai',
      sourceOn: toDbDate('2026-01-01'),
      createdAt: ctx.now,
      createdById: 'u',
      createdByName: 'U',
    })),
  });
  for (const one of projects)
    await db.project.create({
      data: {
        academyCode: '25',
        carrierId: authorities[one.carrier]?.id ?? '',
        name: 'Essai',
        degree: 'primary',
        schools: {
          create: one.schools.map((at) => ({ uai: schools[at]?.uai ?? '', addedOn: toDbDate(one.addedOn) })),
        },
      },
    });
}

/** The same, one school after the other, without SQL. */
function naive({ entries, projects, asOf }: World): string[] {
  const found = new Set<string>();
  for (const [index, school] of schools.entries()) {
    const add = (kind: DuplicateKind, use: string | null, names: string[]) =>
      found.add(JSON.stringify([school.uai, kind, use, names]));
    const tools = entries
      .filter((one) => holdsOn({ sinceOn: one.sinceOn, untilOn: untilOf(one) }, asOf))
      .filter((one) =>
        one.place === 'commune'
          ? school.communeCode === '95018' && school.sector !== 'private'
          : one.place === index,
      )
      .flatMap((one) => {
        const product = products[one.product];
        return product ? [{ ...one, product, uses: one.uses.length > 0 ? one.uses : product.uses }] : [];
      });
    for (const use of ['diary', 'absences', 'storage']) {
      const using = tools.filter(({ uses }) => uses.includes(use));
      const names = [...new Set(using.map(({ product }) => product.name))].sort();
      if (names.length > 1) add('same_use', use, names);
      for (const { product, payer } of using) {
        if (product.kind === 'ent' || !payingPayers.includes(payer)) continue;
        const ents = tools.filter((one) => one.product.kind === 'ent' && one.product.uses.includes(use));
        if (ents.length > 0)
          add('paid_covered', use, [product.name, ...new Set(ents.map((one) => one.product.name).sort())]);
      }
    }
    const paying = tools.flatMap((one) =>
      one.payer === 'authority' && one.authority !== null ? [authorities[one.authority]?.name ?? ''] : [],
    );
    const carrying = projects
      .filter((one) => one.schools.includes(index) && one.addedOn <= asOf)
      .map((one) => authorities[one.carrier]?.name ?? '');
    for (const [kind, all] of [
      ['two_payers', paying],
      ['two_projects', carrying],
    ] as const) {
      const names = [...new Set(all)].sort();
      if (names.length > 1) add(kind, null, names);
    }
  }
  return [...found].sort();
}

it('are those of a naive computation, school by school and in groups', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      await build(drawn);
      const expected = naive(drawn);
      const { items, total } = await duplicateSchools(ctx, { asOf: drawn.asOf, page: 1, size: 5_000 });
      const got = items.map(({ uai: at, kind, use, names }) => JSON.stringify([at, kind, use, names])).sort();
      expect(got).toEqual(expected);
      expect(total).toBe(expected.length);
      const groups = await duplicateGroups(ctx, { asOf: drawn.asOf });
      expect(groups.reduce((sum, group) => sum + group.schools, 0)).toBe(expected.length);
      const [first] = groups;
      if (first) {
        const behind = await duplicateSchools(ctx, {
          asOf: drawn.asOf,
          group: first.key,
          page: 1,
          size: 100,
        });
        expect(behind.total).toBe(first.schools);
        expect(new Set(behind.items.map(({ names }) => names.join()))).toEqual(new Set([first.names.join()]));
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('counts the ENT that a convention in force brings, until it ends', async () => {
  await build({ entries: [], projects: [], asOf: '2026-11-22' });
  const [ent, , paid] = products;
  const [authority] = authorities;
  const [school] = schools;
  const { id: templateVersionId } = await db.templateVersion.findFirstOrThrow();
  const made = await db.project.create({
    data: {
      academyCode: '25',
      carrierId: authority?.id ?? '',
      name: 'ENT',
      degree: 'primary',
      schools: { create: { uai: school?.uai ?? '', addedOn: toDbDate('2025-01-01') } },
      conventions: {
        create: {
          number: '25-2025-0001',
          academyCode: '25',
          authorityId: authority?.id ?? '',
          productId: ent?.id ?? null,
          templateVersionId,
          title: 'ENT',
          degree: 'primary',
          status: 'expired',
          schools: { create: { uai: school?.uai ?? '', entryOn: toDbDate('2025-01-01') } },
          stages: {
            create: [
              { status: 'in_force', since: new Date('2025-01-01'), until: new Date('2026-01-10') },
              { status: 'expired', since: new Date('2026-01-10') },
            ],
          },
        },
      },
    },
  });
  await db.inventoryEntry.create({
    data: {
      academyCode: '25',
      departmentCode: '95',
      uai: school?.uai ?? '',
      productId: paid?.id ?? '',
      payer: 'school',
      source: 'Essai',
      sourceOn: toDbDate('2026-01-01'),
      createdAt: ctx.now,
      createdById: 'u',
      createdByName: 'U',
    },
  });
  const kinds = async (asOf: string) =>
    (await duplicateGroups(ctx, { asOf })).map(({ kind, use }) => `${kind} ${use}`);
  expect(await kinds('2025-06-01')).toEqual(['paid_covered diary', 'same_use diary']);
  expect(await kinds('2026-06-01')).toEqual([]);
  expect(
    fromDbDate((await db.projectSchool.findFirstOrThrow({ where: { projectId: made.id } })).addedOn),
  ).toBe('2025-01-01');
  await db.convention.deleteMany({ where: { projectId: made.id } });
});
