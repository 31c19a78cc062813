import { PrismaPg } from '@prisma/adapter-pg';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PrismaClient } from '@/prisma/generated/client';
import type { Db } from '@/server/db';
import { changeSettings } from '@/server/organisations/academies/commands';
import { academySettings } from '@/server/organisations/settings';
import { contextOf, createPopulatedDatabase, testNow } from '@/server/testing/people';
import { schoolRow } from '@/server/testing/territory';
import { defaultBands } from '../domain';
import { publicCoverage } from '../published/public';
import { licence, openColumns } from './domain';
import { KEPT_SECONDS, openCoverage } from './queries';
import { answerOpenData } from './serve';

let db: Db;
let url: string;
let close: () => Promise<void>;
const seconds = (count: number) => new Date(testNow.getTime() + count * 1000);

beforeAll(async () => {
  ({ db, url, close } = await createPopulatedDatabase());
  await db.school.createMany({
    data: ['95', '78', '35'].map((department, rank) =>
      schoolRow({
        uai: `${department.padStart(3, '0')}000${rank}A`,
        department,
        name: `École que rien ne doit nommer ${rank}`,
      }),
    ),
  });
});
afterAll(() => close());

async function choose(person: string, academy: string, publicCoverage: boolean) {
  const { actor } = await contextOf(db, person);
  if (!actor) throw new Error('no hat');
  const { version, settings } = await db.academy.findUniqueOrThrow({ where: { code: academy } });
  await changeSettings(
    { db, actor, now: testNow },
    { id: academy, version, settings: { ...academySettings(settings), publicCoverage } },
  );
}
const ask = (format: 'csv' | 'json', { from = db, now = testNow, mark = '' } = {}) =>
  answerOpenData(
    { db: from, now },
    new Request(`http://localhost/couverture-publique/donnees.${format}`, {
      headers: mark ? { 'if-none-match': mark } : {},
    }),
    format,
  );
type Json = {
  date: string;
  licence: { nom: string; adresse: string };
  colonnes: { nom: string; description: string }[];
  donnees: Record<string, unknown>[];
};
const json = async (): Promise<Json> => (await (await ask('json')).json()) as Json;

it('gives nothing of an académie that did not choose to publish', async () => {
  expect((await json()).donnees).toEqual([]);
  await choose('dane', '25', true);
  const { donnees } = await json();
  expect(new Set(donnees.map((row) => row.academie_code))).toEqual(new Set(['25']));
  expect(donnees.map((row) => `${row.departement_code} ${row.degre}`)).toEqual(
    ['78', '91', '92', '95'].flatMap((code) => [`${code} Premier degré`, `${code} Second degré`]),
  );
});

it('names its licence, its source, its date and each of its columns, and no school', async () => {
  const read = await json();
  expect(read).toMatchObject({
    date: '2026-11-22',
    licence: { nom: licence.name, adresse: licence.url },
  });
  expect(read.colonnes.map(({ nom }) => nom)).toEqual(openColumns.map(({ name }) => name));
  for (const row of read.donnees) expect(Object.keys(row)).toEqual(read.colonnes.map(({ nom }) => nom));
  const csv = await (await ask('csv')).text();
  expect(csv).not.toContain('École que rien');
  const lines = parse(csv, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
  expect(lines).toHaveLength(read.donnees.length);
  expect(lines[0]?.licence).toBe(licence.name);
  const valdoise = lines.find((one) => one.departement_code === '95' && one.degre === 'Premier degré');
  expect(Number(valdoise?.etablissements)).toBeGreaterThan(0);
});

it('gives the public map the same départements, with the bands of an académie only on its own map', async () => {
  const ctx = { db, now: testNow };
  const all = await publicCoverage(ctx, { degree: 'primary' });
  expect([all.chosen, all.choices.map(({ code }) => code)]).toEqual([null, ['25']]);
  const one = await publicCoverage(ctx, { degree: 'primary', academyCode: '25' });
  expect(one.chosen?.bands.map(({ label }) => label)).toEqual(defaultBands.map(({ label }) => label));
  const { rows } = await openCoverage(ctx);
  expect(one.academies.flatMap(({ departments }) => departments)).toEqual(
    rows.filter(({ degree }) => degree === 'primary'),
  );
  const silent = await publicCoverage(ctx, { degree: 'primary', academyCode: '24' });
  expect([silent.chosen, silent.academies, silent.choices.length]).toEqual([null, [], 1]);
});

it('is kept by caches, answers 304 to whoever has it, and 200 again once it changed', async () => {
  const first = await ask('csv');
  expect(first.headers.get('cache-control')).toBe(`public, max-age=${KEPT_SECONDS}, must-revalidate`);
  expect(first.headers.get('link')).toContain('rel="license"');
  expect(first.headers.get('set-cookie')).toBeNull();
  const mark = first.headers.get('etag') ?? '';
  const again = await ask('csv', { mark });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await ask('csv', { mark: `"autre", W/${mark}` })).status).toBe(304);
  expect((await ask('json', { mark })).status).toBe(200);
  await db.school.create({ data: schoolRow({ uai: '0950099Z', department: '95' }) });
  expect((await ask('csv', { mark, now: seconds(KEPT_SECONDS + 1) })).status).toBe(200);
});

it('does not ask the database a second time, whatever the format and however many come at once', async () => {
  const counting = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url }),
    log: [{ level: 'query', emit: 'event' }],
  });
  let queries = 0;
  counting.$on('query', () => {
    queries += 1;
  });
  const from = counting as Db;
  const cost = async (now: Date, count = 1) => {
    queries = 0;
    await Promise.all(
      Array.from({ length: count }, (_, rank) => ask(rank % 2 ? 'csv' : 'json', { from, now })),
    );
    return queries;
  };
  const first = await cost(seconds(0), 10);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(10);
  expect(await cost(seconds(1), 10)).toBe(0);
  queries = 0;
  expect((await openCoverage({ db: from, now: seconds(2) })).academies).toHaveLength(1);
  expect(queries).toBe(0);
  expect(await cost(seconds(KEPT_SECONDS - 1))).toBe(0);
  expect(await cost(seconds(KEPT_SECONDS + 1))).toBe(first);
  // The next day is another state, however fresh the last one is.
  expect(await cost(new Date('2026-11-22T22:59:59Z'))).toBe(first);
  expect(await cost(new Date('2026-11-22T23:00:01Z'))).toBe(first);
  await counting.$disconnect();
});

it('forgets an académie at once when it changes its mind', async () => {
  const before = await ask('csv');
  await choose('dane', '25', false);
  const after = await ask('csv', { mark: before.headers.get('etag') ?? '' });
  expect(after.status).toBe(200);
  expect((await after.text()).trim().split('\r\n')).toHaveLength(1);
});
