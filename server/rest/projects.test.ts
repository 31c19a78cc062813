import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { uaiCheckLetter } from '../territory/uai';
import { schoolRow } from '../testing/territory';
import { createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;
let dane: Awaited<ReturnType<typeof restClient>>;
const uais = ['0958001', '0958002', '0958003'].map((digits) => digits + uaiCheckLetter(digits));

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  await db.school.createMany({ data: uais.map((uai) => schoolRow({ uai })) });
  dane = await restClient(db, 'dane');
});
afterAll(() => close());

const argenteuil = { name: 'ENT des écoles d’Argenteuil', degree: 'primary', carrierInsee: '95018' };

async function create(body: object = argenteuil, headers: Record<string, string> = {}) {
  const answer = await dane.ask('POST', '/projects', { body, headers });
  expect([answer.status, answer.json.detail]).toEqual([201, undefined]);
  return answer;
}

describe('creating, reading and changing', () => {
  it('goes from nothing to a project with its schools', async () => {
    const created = await create();
    const { id } = created.json;
    expect(created.headers.get('location')).toBe(`/api/v1/projects/${id}`);
    expect(created.headers.get('etag')).toBe('"1"');
    expect(created.json).toMatchObject({ name: argenteuil.name, uais: [], phase: 'scoping' });

    const set = await dane.ask('PUT', `/projects/${id}/schools`, { body: { uais } });
    expect([set.status, set.json.total, set.headers.get('etag')]).toEqual([200, 3, '"2"']);
    const fewer = await dane.ask('PUT', `/projects/${id}/schools`, { body: uais.slice(1) });
    expect(fewer.json).toMatchObject({ total: 2, removed: [uais[0]] });

    const patched = await dane.ask('PATCH', `/projects/${id}`, { body: { phase: 'deployment' } });
    expect(patched.json).toMatchObject({ phase: 'deployment', uais: uais.slice(1), version: 4 });
    const read = await dane.ask('GET', `/projects/${id}`);
    expect(read.json).toEqual(patched.json);
    expect(read.headers.get('etag')).toBe('"4"');
    const rows = await db.journalEntry.count({ where: { objectId: String(id) } });
    expect(rows).toBe(4);
  });

  it('honours If-Match, and takes the current version without it', async () => {
    const { id } = (await create()).json;
    const patch = (ifMatch: string | null, name: string) =>
      dane.ask('PATCH', `/projects/${id}`, {
        body: { name },
        headers: ifMatch === null ? {} : { 'if-match': ifMatch },
      });
    expect((await patch('"1"', 'Premier')).status).toBe(200);
    for (const old of ['"1"', 'W/"2"', '2', 'n’importe quoi'.normalize('NFD').replace(/[^ -~]/g, '')]) {
      const stale = await patch(old, 'Perdu');
      expect([stale.status, stale.json.code, stale.json.version]).toEqual([412, 'precondition_failed', 2]);
    }
    expect((await patch('"1", "2"', 'Deuxième')).status).toBe(200);
    expect((await patch('*', 'Troisième')).status).toBe(200);
    expect((await patch(null, 'Quatrième')).json).toMatchObject({ name: 'Quatrième', version: 5 });
    const stale = await dane.ask('PATCH', `/projects/${id}`, { body: { name: 'Perdu', version: 2 } });
    expect([stale.status, stale.json.code]).toEqual([409, 'conflict']);
  });

  it('lets one of ten simultaneous writers of a version win', async () => {
    const { id } = (await create()).json;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        dane.ask('PATCH', `/projects/${id}`, { body: { name: `Nom ${n}` }, headers: { 'if-match': '"1"' } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
  });

  it('reads lists by pages that neither repeat nor forget', async () => {
    for (const n of [1, 2, 3]) await create({ ...argenteuil, name: `Page ${n}` });
    const all = await dane.ask('GET', '/projects?limit=200');
    const ids = (all.json.items as { id: string }[]).map(({ id }) => id);
    const walked: string[] = [];
    let cursor: unknown = '';
    while (cursor !== null) {
      const page = await dane.ask('GET', `/projects?limit=2&cursor=${cursor}`);
      walked.push(...(page.json.items as { id: string }[]).map(({ id }) => id));
      cursor = page.json.nextCursor;
    }
    expect(walked).toEqual(ids);
  });
});

describe('refusals', () => {
  it.each([
    ['a missing name', { degree: 'primary', carrierInsee: '95018' }, 'name'],
    ['an unknown field', { ...argenteuil, titre: 'x' }, 'titre'],
    ['an unknown degree', { ...argenteuil, degree: 'tertiary' }, 'degree'],
    ['a wrong SIREN', { ...argenteuil, carrierInsee: undefined, carrierSiren: '123456789' }, 'carrierSiren'],
    ['a null character', { ...argenteuil, name: 'a\u0000b' }, 'name'],
    ['half a surrogate pair', { ...argenteuil, name: 'a\ud800b' }, 'name'],
    ['a date that does not exist', { ...argenteuil, startsOn: '2026-02-30' }, 'startsOn'],
    ['an end before the start', { ...argenteuil, startsOn: '2027-01-01', endsOn: '2026-01-01' }, 'endsOn'],
    ['no carrier', { ...argenteuil, carrierInsee: undefined }, 'carrierId'],
  ])('refuses %s on its field', async (_, body, field) => {
    const before = await db.project.count();
    const answer = await dane.ask('POST', '/projects', { body });
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid']);
    expect(Object.keys(answer.json.errors as object)).toContain(field);
    expect(await db.project.count()).toBe(before);
  });

  it.each([
    ['broken JSON', '{"name":', 400],
    ['no body', '', 400],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['a list instead of an object', '[]', 422],
    ['a number', '12', 422],
    ['a very deep value', `${'['.repeat(5000)}${']'.repeat(5000)}`, 422],
  ])('refuses %s', async (_, text, status) => {
    const answer = await dane.ask('POST', '/projects', { raw: { type: 'application/json', text } });
    expect([answer.status, answer.json.code]).toEqual([status, 'invalid']);
    expect(answer.text).not.toMatch(/\bat \w+|node_modules/);
  });

  it('refuses another media type, and more than it reads', async () => {
    const text = await dane.ask('POST', '/projects', { raw: { type: 'text/plain', text: '{}' } });
    expect([text.status, text.json.code]).toEqual([415, 'unsupported_media_type']);
    const large = await dane.ask('POST', '/projects', { body: { name: 'x'.repeat(1_000_001) } });
    expect([large.status, large.json.code]).toEqual([413, 'payload_too_large']);
  });

  it.each(['limit=0', 'limit=abc', 'limit=999', 'inconnu=1', 'degree=x', 'q=%00'])(
    'refuses the query %s',
    async (query) => {
      const answer = await dane.ask('GET', `/projects?${query}`);
      expect([answer.status, answer.json.code]).toEqual([422, 'invalid']);
    },
  );

  it('hides what another académie holds, and keeps a read token from writing', async () => {
    const { id } = (await create()).json;
    const rennes = await restClient(db, 'dane.rennes');
    for (const [method, path, body] of [
      ['GET', `/projects/${id}`, undefined],
      ['PATCH', `/projects/${id}`, { name: 'Pris' }],
      ['PUT', `/projects/${id}/schools`, []],
    ] as const)
      expect((await rennes.ask(method, path, { body })).json.code).toBe('not_found');

    const reading = await restClient(db, 'dane', { canWrite: false });
    expect((await reading.ask('GET', `/projects/${id}`)).status).toBe(200);
    const refused = await reading.ask('PATCH', `/projects/${id}`, { body: { name: 'Non' } });
    expect([refused.status, refused.json.code, refused.json.required]).toEqual([403, 'forbidden', 'write']);
    expect(refused.json.detail).toContain('lecture');

    const dpo = await restClient(db, 'dpd');
    expect((await dpo.ask('PATCH', `/projects/${id}`, { body: { name: 'Non' } })).json.code).toBe(
      'forbidden',
    );
    expect((await dpo.ask('POST', '/projects', { body: argenteuil })).json.code).toBe('forbidden');
  });

  it('refuses a list of schools whole, and says which', async () => {
    const { id } = (await create()).json;
    const answer = await dane.ask('PUT', `/projects/${id}/schools`, {
      body: { uais: [uais[0], '0958999Z'] },
    });
    expect(answer.status).toBe(422);
    expect(answer.json.schools).toMatchObject([{ uai: '0958999Z' }]);
    const wrong = await dane.ask('PUT', `/projects/${id}/schools`, { body: { uais: [12] } });
    expect(wrong.json.errors).toHaveProperty('uais.0');
    expect((await dane.ask('GET', `/projects/${id}`)).json.uais).toEqual([]);
  });
});

describe('Idempotency-Key', () => {
  const keyed = (key: string, body: object = argenteuil, who = dane) =>
    who.ask('POST', '/projects', { body, headers: { 'idempotency-key': key } });

  it('answers the same again without a second effect, even at the same time', async () => {
    const before = await db.project.count();
    const answers = await Promise.all(Array.from({ length: 6 }, () => keyed('cle-1')));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const again = await keyed('cle-1');
    expect(again.text).toBe(answers[0]?.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(answers[0]?.headers.get('location'));
    expect(await db.project.count()).toBe(before + 1);
  });

  it('refuses another demand under the same key', async () => {
    await keyed('cle-2');
    const other = await keyed('cle-2', { ...argenteuil, name: 'Autre' });
    expect(other.status).toBe(422);
    expect(Object.keys(other.json.errors as object)).toEqual(['Idempotency-Key']);
  });

  it('belongs to its token, and is free again after a refusal', async () => {
    const before = await db.project.count();
    const other = await restClient(db, 'dane');
    await keyed('cle-3');
    await keyed('cle-3', argenteuil, other);
    expect(await db.project.count()).toBe(before + 2);
    expect((await keyed('cle-4', { ...argenteuil, name: '' })).status).toBe(422);
    expect((await keyed('cle-4')).status).toBe(201);
  });

  it('must be readable', async () => {
    expect((await keyed('avec une espace')).status).toBe(422);
    expect((await keyed('x'.repeat(201))).status).toBe(422);
  });
});
