import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/api/v1/[[...path]]/route';
import type { Db } from '../db';
import { secretHash } from '../organisations/tokens/secret';
import { documentedApi } from './documentation';
import { openApiDocument, operationId } from './openapi';
import { problemSchema } from './problem';
import { restRoutes } from './routes';
import { askRest, createRestDatabase, restClient } from './testing';

let db: Db;
let close: () => Promise<void>;
let dane: Awaited<ReturnType<typeof restClient>>;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  dane = await restClient(db, 'dane');
});
afterAll(() => close());

const problem = (answer: { json: unknown; headers: Headers }) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return problemSchema.parse(answer.json);
};

describe('the token', () => {
  it('opens the door under the hat for which it was made', async () => {
    const { status, json } = await dane.ask('GET', '/me');
    expect(status).toBe(200);
    expect(json).toMatchObject({ email: 'dane@demo.invalid', role: 'academy_admin', academyCode: '25' });
  });

  it('keeps only a hash, and notes its use', async () => {
    const row = await db.apiToken.findUniqueOrThrow({ where: { id: dane.id } });
    expect(row.hash).toBe(secretHash(dane.secret));
    expect(JSON.stringify(await db.journalEntry.findMany())).not.toContain(dane.secret);
    await dane.ask('GET', '/me');
    expect((await db.apiToken.findUniqueOrThrow({ where: { id: dane.id } })).lastUsedAt).not.toBeNull();
  });

  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['an unknown token', { authorization: 'Bearer accordent_inconnu' }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('is refused: %s', async (_, headers) => {
    const answer = await askRest(db, 'GET', '/me', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(problem(answer).code).toBe('unauthenticated');
  });

  it('is refused once revoked, expired, or when its hat ended', async () => {
    const revoked = await restClient(db, 'projet');
    await db.apiToken.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
    expect((await revoked.ask('GET', '/me')).json.detail).toContain('révoqué');

    const expired = await restClient(db, 'projet');
    await db.apiToken.update({
      where: { id: expired.id },
      data: { expiresAt: new Date('2026-11-22T08:59:59Z') },
    });
    expect((await expired.ask('GET', '/me')).json.detail).toContain('expiré');

    const ended = await restClient(db, 'juridique');
    const { membershipId } = await db.apiToken.findUniqueOrThrow({ where: { id: ended.id } });
    await db.membership.update({
      where: { id: membershipId },
      data: { validUntil: new Date('2026-11-21T00:00:00Z') },
    });
    const answer = await ended.ask('GET', '/me');
    expect(answer.status).toBe(401);
    expect(answer.json.detail).toContain('n’est plus valable');
  });
});

describe('the door', () => {
  it('answers 404 to an unknown path and 405 with Allow to a wrong method', async () => {
    expect(problem(await dane.ask('GET', '/nulle-part')).code).toBe('not_found');
    const wrong = await dane.ask('DELETE', '/me');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(problem(wrong).code).toBe('method_not_allowed');
    expect((await dane.ask('OPTIONS', '/me')).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  it.each(['/%E0%A4%A', '/%00', '/me%2f', '/me/%ff', '//', '/../../etc', '/🙂'])(
    'does not stumble over %s',
    async (path) => {
      expect(problem(await dane.ask('GET', path)).code).toBe('not_found');
    },
  );

  it('answers HEAD like GET, without a body', async () => {
    const head = await dane.ask('HEAD', '/me');
    expect([head.status, head.text]).toEqual([200, '']);
  });

  it('is the handler that the application serves', async () => {
    const address = 'http://127.0.0.1:3000/api/v1';
    const refused = await GET(new Request(`${address}/me`));
    expect(refused.status).toBe(401);
    const opened = await GET(new Request(`${address}/openapi.json`));
    expect((await opened.json()).openapi).toBe('3.1.0');
    expect((await dane.ask('POST', '/openapi.json', { body: {} })).status).toBe(404);
  });
});

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    const result = await new Validator().validate(structuredClone(openApiDocument()));
    expect(result).toMatchObject({ valid: true });
  });

  it('names each operation once, and says the refusals of each', () => {
    const names = restRoutes.map(operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const path of Object.values(openApiDocument().paths))
      for (const operation of Object.values(path) as { responses: object }[])
        expect(Object.keys(operation.responses)).toEqual(
          expect.arrayContaining(['401', '403', '429', '500']),
        );
  });
});

describe('the readable page', () => {
  it('holds every route, every code and the fields of each body', () => {
    const api = documentedApi();
    expect(api.chapters.flatMap(({ routes }) => routes)).toHaveLength(restRoutes.length);
    expect(api.codes.map(({ code }) => code)).toContain('signature_requires_person');
    const created = api.chapters.flatMap(({ routes }) => routes).find(({ id }) => id === 'post_projects');
    expect(created?.body?.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['name', 'degree', 'carrierSiren']),
    );
    expect(created?.answer.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['id', 'carrier.id', 'conventions[].number']),
    );
  });
});
