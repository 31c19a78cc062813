import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import { toDbDate } from '../../clock';
import type { Db } from '../../db';
import { callerOf, createPopulatedDatabase, type Person } from '../../testing/people';
import { ensureTerritory, schoolRow, templateVersion } from '../../testing/territory';

let db: Db;
let url: string;
let close: () => Promise<void>;
let template: string;
const as = (person: Person) => callerOf(db, person);
const found = async (
  person: Person,
  input: Parameters<Awaited<ReturnType<typeof as>>['conventions']['list']>[0],
) => (await (await as(person)).conventions.list(input)).items.map(({ number }) => number);

type Made = { number: string; title: string; commune: string; schools?: string[]; more?: object };

async function plant({ number, title, commune, schools = [], more = {} }: Made) {
  const carrier = await db.authority.findUniqueOrThrow({
    where: { kind_code: { kind: 'commune', code: commune } },
  });
  const academyCode = commune.startsWith('35') ? '14' : '25';
  const departmentCodes = [commune.slice(0, 2)];
  const place = { academyCode, departmentCodes, degree: 'primary' as const };
  const project = await db.project.create({
    data: { ...place, carrierId: carrier.id, name: `ENT de ${carrier.name}` },
  });
  await db.convention.create({
    data: {
      ...place,
      number,
      title,
      projectId: project.id,
      authorityId: carrier.id,
      templateVersionId: template,
      schools: { create: schools.map((uai) => ({ uai, entryOn: toDbDate('2026-09-01') })) },
      ...more,
    },
  });
}

beforeAll(async () => {
  ({ db, close, url } = await createPopulatedDatabase());
  await ensureTerritory(db);
  template = await templateVersion(db);
  await db.school.createMany({
    data: [
      schoolRow({ uai: '0951099D', name: 'École élémentaire Jean Jaurès', communeCode: '95018' }),
      schoolRow({ uai: '0780001D', name: 'École Jules Ferry', department: '78', communeName: 'Poissy' }),
    ],
    skipDuplicates: true,
  });
  await plant({
    number: '25-2026-0101',
    title: 'Espace numérique des écoles d’Argenteuil',
    commune: '95018',
    schools: ['0951099D'],
    more: { status: 'in_force', endsOn: toDbDate('2027-08-31') },
  });
  await plant({
    number: '25-2026-0102',
    title: 'Convention intercommunale',
    commune: '95127',
    schools: ['0780001D'],
    more: { origin: 'taken_over', endsOn: toDbDate('2026-12-31') },
  });
  await plant({ number: '14-2026-0101', title: 'Espace numérique de Rennes', commune: '35238' });
});
afterAll(() => close());

describe('search in the list of conventions', () => {
  it('forgives accents, case and typing mistakes', async () => {
    for (const q of ['argenteuil', 'ARGENTEUIL', 'argenteil', 'ecoles d’argenteuil', 'espace numerique'])
      expect(await found('dane', { q, sort: 'relevance' }), q).toContain('25-2026-0101');
    expect(await found('dane', { q: 'introuvable' })).toEqual([]);
    expect(await found('dane', { q: '%%%' })).toEqual([]);
  });

  it('finds by number, by UAI, by a school or by its commune, and says which', async () => {
    const dane = await as('dane');
    const list = async (q: string) =>
      (await dane.conventions.list({ q, sort: 'relevance' })).items.map(({ number, because }) => [
        number,
        because,
      ]);
    expect(await list('2026-0102')).toEqual([['25-2026-0102', null]]);
    const ferry = 'École Jules Ferry (0780001D), Poissy';
    expect(await list('078 0001d')).toEqual([['25-2026-0102', ferry]]);
    expect(await list('jules fery')).toEqual([['25-2026-0102', ferry]]);
    expect(await list('Poissy')).toEqual([['25-2026-0102', ferry]]);
  });

  it('filters by what the address says', async () => {
    expect(await found('dane', { origin: 'taken_over' })).toEqual(['25-2026-0102']);
    expect(await found('dane', { endsBefore: '2027-01-01' })).toEqual(['25-2026-0102']);
    expect(await found('dane', { degree: 'secondary' })).toEqual([]);
    expect(await found('dane', { status: ['in_force', 'draft'], sort: 'number', descending: false })).toEqual(
      ['25-2026-0101', '25-2026-0102'],
    );
    expect(await found('dane', { kind: 'amendment' })).toEqual([]);
    const { authorities } = await (await as('dane')).conventions.facets();
    const town = authorities.find(({ label }) => label.includes('Argenteuil'));
    expect(await found('dane', { authorityId: town?.id })).toEqual(['25-2026-0101']);
  });

  it('finds only what the hat may read, whatever is searched for', async () => {
    expect(await found('dane.rennes', { q: 'argenteuil' })).toEqual([]);
    expect(await found('dane.rennes', { q: '0951099D' })).toEqual([]);
    expect(await found('projet', { q: 'intercommunale' })).toEqual([]);
    expect(await found('projet', { q: '0951099D' })).toEqual(['25-2026-0101']);
    const { authorities } = await (await as('dane.rennes')).conventions.facets();
    expect(authorities.map(({ label }) => label)).toEqual([expect.stringContaining('Rennes')]);
  });

  it('turns the pages of a search in its order', async () => {
    const dane = await as('dane');
    const one = await dane.conventions.list({ q: 'convention', sort: 'relevance', limit: 1, page: 1 });
    const two = await dane.conventions.list({ q: 'convention', sort: 'relevance', limit: 1, page: 2 });
    expect(one.total).toBe(two.total);
    expect(two.items.map(({ id }) => id)).not.toContain(one.items[0]?.id);
  });
});

describe('number of queries', () => {
  it('is the same for ten rows and for a thousand, searched or not, conventions and projects', async () => {
    const counting = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url, max: 4 }),
      log: [{ emit: 'event', level: 'query' }],
    });
    let queries = 0;
    counting.$on('query', () => {
      queries += 1;
    });
    const dane = await callerOf(counting as unknown as Db, 'dane');
    const count = async (work: () => Promise<unknown>) => {
      queries = 0;
      await work();
      return queries;
    };
    const measure = async () => [
      await count(() => dane.conventions.list({ limit: 200, page: 1 })),
      await count(() => dane.conventions.list({ q: 'essai', sort: 'relevance', limit: 200, page: 1 })),
      await count(() => dane.projects.list({ size: 200 })),
      await count(() => dane.projects.table({ state: 'all' })),
    ];
    const [held] = await db.project.findMany({ where: { academyCode: '25' }, take: 1 });
    const make = async (from: number, to: number) => {
      const rows = Array.from({ length: to - from }, (_, index) => from + index);
      const place = { academyCode: '25', degree: 'primary' as const, departmentCodes: ['95'] };
      await db.project.createMany({
        data: rows.map((n) => ({ ...place, carrierId: held?.carrierId ?? '', name: `Essai ${n}` })),
      });
      await db.convention.createMany({
        data: rows.map((n) => ({
          ...place,
          number: `25-2019-${String(n).padStart(4, '0')}`,
          title: `Essai ${n}`,
          projectId: held?.id ?? '',
          authorityId: held?.carrierId ?? '',
          templateVersionId: template,
        })),
      });
      const projects = await db.project.findMany({ where: { name: { startsWith: 'Essai' } } });
      await db.followUpStep.createMany({
        data: projects.map(({ id }) => ({
          academyCode: '25',
          projectId: id,
          text: 'Étape',
          authorId: 'u',
          authorName: 'u',
        })),
      });
    };
    await make(0, 10);
    const ten = await measure();
    await make(10, 1000);
    const thousand = await measure();
    await counting.$disconnect();
    expect(thousand).toEqual(ten);
    console.info(
      `queries for a list of conventions, a search, a list of projects, the table: ${ten.join(', ')}`,
    );
    expect(Math.max(...ten)).toBeLessThan(25);
  });
});
