import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db';
import { createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;
let dane: Awaited<ReturnType<typeof restClient>>;
let path: string;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  dane = await restClient(db, 'dane');
  const body = { name: 'Projet', degree: 'primary', carrierInsee: '95018' };
  path = `/projects/${(await dane.ask('POST', '/projects', { body })).json.id}/responsibilities`;
});
afterAll(() => close());

type Activity = { key: string; number: number; cells: Record<string, string[]> };
const first = (json: Record<string, unknown>) => (json.activities as Activity[])[0];
const write = (cells: object[], client = dane) => client.ask('PATCH', path, { body: { cells } });

describe('responsibilities', () => {
  it('are opened, read, written by the keys that were read', async () => {
    const before = await dane.ask('GET', path);
    expect(before.json).toMatchObject({ opened: false, version: 0, activities: [] });
    const opened = await dane.ask('POST', path);
    expect([opened.status, opened.json.opened, opened.headers.get('etag')]).toEqual([200, true, '"1"']);
    expect(first(opened.json)).toMatchObject({
      key: 'a1',
      number: 1,
      cells: { CO: ['accountable', 'doer'] },
    });

    const written = await write([
      { activity: 'a1', actor: 'CO', meanings: ['doer'] },
      { activity: 'a1', actor: 'AC', meanings: ['accountable', 'consulted'] },
    ]);
    expect([written.status, written.headers.get('etag')]).toEqual([200, '"2"']);
    expect(first(written.json)?.cells).toMatchObject({ CO: ['doer'], AC: ['accountable', 'consulted'] });
    expect((await dane.ask('GET', path)).json).toEqual(written.json);
  });

  it('say what is wrong, as on screen', async () => {
    const { json } = await write([{ activity: 'a2', actor: 'AC', meanings: ['accountable'] }]);
    expect(json.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'several_accountable', activity: 'a2' }),
    );
    await write([{ activity: 'a2', actor: 'AC', meanings: ['consulted'] }]);
  });

  it('refuse all for one unknown cell or meaning, and who may not write', async () => {
    const { version } = (await dane.ask('GET', path)).json;
    const good = { activity: 'a1', actor: 'DI', meanings: ['doer'] };
    for (const bad of [
      { ...good, activity: 'a99' },
      { ...good, actor: 'ZZ' },
      { ...good, meanings: ['A'] },
      { ...good, more: 1 },
    ])
      expect((await write([good, bad])).status).toBe(422);
    expect((await write([good], await restClient(db, 'dpd'))).status).toBe(403);
    expect((await write([good], await restClient(db, 'dane.rennes'))).status).toBe(404);
    expect((await dane.ask('GET', path)).json.version).toBe(version);
  });
});
