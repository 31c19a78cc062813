import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { academies } from './academies';
import { communeOf, departmentName } from './french-names';
import { loadReferenceData } from './reference';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const one = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rows[0];

describe('reference data', () => {
  it('knows 101 départements, 30 académies, 18 régions, each département in one académie', async () => {
    expect(
      await one(`SELECT (SELECT count(*)::int FROM "Department") d, (SELECT count(*)::int FROM "Academy") a,
        (SELECT count(*)::int FROM "Region") r, (SELECT count(DISTINCT code)::int FROM "Department") distinct_d`),
    ).toEqual({ d: 101, a: 30, r: 18, distinct_d: 101 });
    expect(academies.flatMap((a) => a.departments)).toHaveLength(101);
  });

  it('writes names as they are written', async () => {
    const fullName = async (code: string) =>
      (await one('SELECT "fullName" FROM "Academy" WHERE code = $1', [code])).fullName;
    expect(await fullName('18')).toBe('académie d’Orléans-Tours');
    expect(await fullName('28')).toBe('académie de La Réunion');
    const commune = async (code: string) =>
      (await one('SELECT name FROM "Authority" WHERE kind = \'commune\' AND code = $1', [code])).name;
    expect(await commune('95018')).toBe('Commune d’Argenteuil');
    expect(await commune('91692')).toBe('Commune des Ulis');
    expect(await commune('94038')).toBe('Commune de L’Haÿ-les-Roses');
    expect(await commune('75056')).toBe('Ville de Paris');
    expect(communeOf('Le Havre', 2)).toBe('du Havre');
    expect(departmentName('95', "Val-d'Oise", 2)).toBe('Département du Val-d’Oise');
    expect(departmentName('82', 'Tarn-et-Garonne', 2)).toBe('Département de Tarn-et-Garonne');
  });

  it('puts a commune of the Hauts-de-Seine in its EPT, not in the Métropole', async () => {
    expect(
      await one(`SELECT a.kind, a.name FROM "Commune" c JOIN "Authority" a ON a.siren = c."epciSiren"
        WHERE c.code = '92012'`),
    ).toEqual({ kind: 'ept', name: 'Établissement public territorial Grand Paris Seine Ouest' });
  });

  it('leads former codes and arrondissements to the commune of today', async () => {
    const today = async (code: string) =>
      (await one('SELECT "communeCode" FROM "FormerCommune" WHERE code = $1', [code]))?.communeCode;
    expect(await today('75112')).toBe('75056');
    expect(await today('93059')).toBe('93066');
    expect(await today('95018')).toBeUndefined();
  });

  it('keeps the published figures of 2022 with their scope and no denominator', async () => {
    expect(
      await one(`SELECT count(*)::int n, sum(numerator)::int total, max(denominator) denominator
        FROM "PublishedFigure" WHERE year = 2022`),
    ).toEqual({ n: 4, total: 177 + 164 + 259 + 772, denominator: null });
  });

  it('changes nothing the second time, and keeps what people edited', async () => {
    await client.query(`UPDATE "Product" SET name = 'ONE (édition locale)', version = 2 WHERE name = 'NEO'`);
    await client.query(`UPDATE "Academy" SET settings = '{"x":1}' WHERE code = '25'`);
    await client.query(`UPDATE "Authority" SET siren = '229500016' WHERE id = 'department-95'`);
    const fingerprint = () =>
      one(`SELECT (SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM "Authority" a) authorities,
        (SELECT md5(string_agg(c::text, '' ORDER BY code)) FROM "Commune" c) communes,
        (SELECT md5(string_agg(a::text, '' ORDER BY code)) FROM "Academy" a) academies,
        (SELECT count(*) FROM "PublishedFigure") figures`);
    const before = await fingerprint();
    await loadReferenceData(database.url);
    expect(await fingerprint()).toEqual(before);
    expect(await one(`SELECT version FROM "Product" WHERE name = 'ONE (édition locale)'`)).toEqual({
      version: 2,
    });
  });

  it('does not stumble over a SIREN that someone gave to a body entered by hand', async () => {
    await client.query(`DELETE FROM "Authority" WHERE id = 'epci-200058485'`);
    await client.query(`INSERT INTO "Authority" (id, kind, name, siren, "searchName")
      VALUES ('by-hand', 'syndicate', 'Saisie à la main', '200058485', 'saisie')`);
    await loadReferenceData(database.url);
    expect(await one(`SELECT name FROM "Authority" WHERE siren = '200058485'`)).toEqual({
      name: 'Saisie à la main',
    });
  });
});
