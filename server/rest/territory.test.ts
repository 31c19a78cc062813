import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { HEADER, type Line, school, uai } from '../territory/directory/fixtures';
import { createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;
type Client = Awaited<ReturnType<typeof restClient>>;
let operator: Client;
let dane: Client;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  operator = await restClient(db, 'exploitant');
  dane = await restClient(db, 'dane');
});
afterAll(() => close());

const csv = (lines: Line[]) =>
  [HEADER.join(';'), ...lines.map((line) => HEADER.map((name) => line[name] ?? '').join(';'))].join('\r\n');
const send = (who: Client, text: string, headers: Record<string, string> = {}) =>
  who.ask('POST', '/schools/import', { raw: { type: 'text/csv', text }, headers });
const rennes: Line = { Code_departement: '035', Code_commune: '35238', Nom_commune: 'Rennes' };

describe('the directory over REST', () => {
  it('imports a file, all or nothing, and answers its report', async () => {
    const file = csv([school('0951001'), school('0951002'), school('0351003', rennes), school('PASUNUAI')]);
    const first = await send(operator, file, { 'idempotency-key': 'annuaire-1' });
    expect([first.status, first.json.detail]).toEqual([200, undefined]);
    expect(first.json).toMatchObject({
      received: 4,
      created: 3,
      updated: 0,
      unchanged: 0,
      refused: 1,
      outside: 0,
    });
    expect(first.json.refusals).toEqual([{ line: 5, uai: 'PASUNUAI', reason: expect.any(String) }]);
    const replayed = await send(operator, file, { 'idempotency-key': 'annuaire-1' });
    expect(replayed.text).toBe(first.text);
    const again = await send(dane, file);
    expect(again.json).toMatchObject({ created: 0, unchanged: 2, outside: 1 });
  });

  it('finds schools by département, commune and words, page after page', async () => {
    const uais = async (query: string) => {
      const { json } = await dane.ask('GET', `/schools?${query}`);
      return (json.items as { uai: string }[]).map((item) => item.uai);
    };
    expect(await uais('department=95')).toEqual([uai('0951001'), uai('0951002')]);
    expect(await uais('commune=Rennes')).toEqual([uai('0351003')]);
    expect(await uais('commune=95018&q=0951002')).toEqual([uai('0951002')]);
    const page = await dane.ask('GET', '/schools?department=95&limit=1');
    expect(await uais(`department=95&limit=1&cursor=${page.json.nextCursor}`)).toEqual([uai('0951002')]);
    expect((await dane.ask('GET', '/schools?department=abc')).status).toBe(422);
    const communes = await dane.ask('GET', '/communes?q=argent&department=95');
    expect(communes.json.items).toMatchObject([{ code: '95018' }]);
  });

  it('refuses who may not, what is not CSV, and what cannot be read, changing nothing', async () => {
    const before = await db.school.count();
    const file = csv([school('0951009')]);
    const dpo = await restClient(db, 'dpd');
    expect((await send(dpo, file)).json.code).toBe('forbidden');
    const reading = await restClient(db, 'exploitant', { canWrite: false });
    expect((await send(reading, file)).status).toBe(403);
    const json = await operator.ask('POST', '/schools/import', { body: { a: 1 } });
    expect([json.status, json.json.code]).toEqual([415, 'unsupported_media_type']);
    for (const text of ['', 'bonjour', '\u0000\u0001\u0002', 'a;b;c\n1;2;3', `${HEADER.join(';')}`]) {
      const answer = await send(operator, text);
      expect([answer.status, answer.json.code]).toEqual([422, 'invalid']);
    }
    expect(await db.school.count()).toBe(before);
  });
});
