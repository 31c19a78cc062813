import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { expectedAtAll, expectedOutcome, type Place } from '../access/matrix';
import type { Role } from '../access/roles';
import type { SubjectName } from '../access/rules';
import { opinionOf } from '../conventions/opinion-role';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { type Places, plantPlaces } from '../testing/places';
import type { Meta } from '../trpc/init';
import { appRouter } from '../trpc/root';
import { operationId } from './openapi';
import { problemSchema } from './problem';
import type { Route } from './route';
import { restRoutes } from './routes';
import { createRestDatabase, type RestAnswer, restClient } from './testing';

const procedures = (
  appRouter as unknown as { _def: { procedures: Record<string, { _def: { meta?: Meta } }> } }
)._def.procedures;
const places: Place[] = ['own', 'otherAuthority', 'otherAcademy'];
const people = demonstrationAccounts
  .map(({ email, role }) => ({ person: email.split('@')[0] ?? '', role }))
  // The DSDEN of the demonstration is that of the Yvelines: server/access/matrix.test.ts has its cases.
  .filter(({ person }) => !['dane.rennes', 'dsden78'].includes(person));

/** A body that passes each route's own schema, so that the call reaches the gate of its procedure. */
const bodies: Record<string, (at: { role: Role; place: Place; planted: Places }) => unknown> = {
  post_projects: () => ({ name: 'Projet', degree: 'primary', carrierInsee: '95018' }),
  patch_projects_id: () => ({ name: 'Nom' }),
  // The list that it has: who sees the project through its school goes on seeing it.
  put_projects_id_schools: ({ place, planted }) => ({ uais: [planted[place].School] }),
  patch_projects_id_responsibilities: () => ({ cells: [{ activity: 'x', actor: 'x', meanings: [] }] }),
  post_conventions: ({ planted }) => ({ projectId: planted.own.Project }),
  patch_conventions_id: () => ({ title: 'Titre' }),
  // A signature is refused past the gate, by its own code.
  post_conventions_id_transitions: () => ({ action: 'sign', version: 1 }),
  post_conventions_id_opinions: ({ role }) => ({
    kind: opinionOf({ role }) ?? 'dpo',
    verdict: 'favourable',
    version: 1,
  }),
  put_conventions_id_reservations_reservationId: () => ({ answer: 'Réponse' }),
  put_conventions_id_deliberation: () => ({ waiverReason: 'Sans objet' }),
  patch_conventions_id_fields: () => ({ values: [{ key: 'gar', value: 'oui' }] }),
  put_conventions_id_articles_key: () => ({ body: 'Texte' }),
  post_aaf_attachments: ({ planted }) => ({
    conventionId: planted.own.Convention,
    uais: ['x'],
    wantedOn: '2026-12-01',
    environment: 'test',
    eduConnect: false,
    gar: false,
    technicalContact: { name: 'Contact', email: 'contact@demo.invalid' },
  }),
  post_aaf_attachments_transitions: () => ({ ids: ['x'], action: 'check' }),
};

let db: Db;
let close: () => Promise<void>;
let planted: Places;
const reservations = {} as Record<Place, string>;
const clients = new Map<string, Awaited<ReturnType<typeof restClient>>>();

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  planted = await plantPlaces(db);
  for (const place of places) {
    const opinion = await db.opinion.create({
      data: {
        conventionId: planted[place].Convention ?? '',
        kind: 'dpo',
        round: 1,
        requestedAt: new Date('2026-10-01'),
        dueOn: new Date('2026-11-01'),
        verdict: 'with_reservations',
        reservations: { create: { position: 1, text: 'Réserve' } },
      },
      include: { reservations: true },
    });
    reservations[place] = opinion.reservations[0]?.id ?? '';
  }
  for (const { person } of people) clients.set(person, await restClient(db, person));
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

const gateOf = (route: Route) => {
  const access = procedures[route.procedure]?._def.meta?.access;
  if (!access || !('subject' in access)) throw new Error(`${route.procedure} has no gate`);
  return access;
};

function pathAt(route: Route, place: Place, subject: SubjectName): string {
  const params: Record<string, string> = { reservationId: reservations[place], key: 'objet' };
  const query = route.path === '/communes' ? '?q=a' : '';
  return `${route.path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? planted[place][subject] ?? 'x')}${query}`;
}

function ask(route: Route, person: string, role: Role, place: Place): Promise<RestAnswer> {
  const client = clients.get(person);
  if (!client) throw new Error(person);
  const body = bodies[operationId(route)]?.({ role, place, planted });
  const raw = route.rawBody && { type: route.rawBody.type, text: 'a;b' };
  return client.ask(route.method, pathAt(route, place, gateOf(route).subject), {
    ...(body === undefined ? {} : { body }),
    ...(raw ? { raw } : {}),
  });
}

describe('every route', () => {
  it('calls a procedure that has a gate; a route that reads a body has one here', () => {
    for (const route of restRoutes) {
      gateOf(route);
      expect(Boolean(bodies[operationId(route)]), operationId(route)).toBe(Boolean(route.body));
    }
  });

  it('is opened and closed to each role, at each place, as on screen', async () => {
    const wrong: string[] = [];
    let cells = 0;
    const check = async (route: Route, { person, role }: (typeof people)[number], place: Place) => {
      const { rung, verb, subject } = gateOf(route);
      cells += 1;
      const { status, json } = await ask(route, person, role, place);
      const code = status < 400 ? 'allowed' : String(json.code);
      const got = code === 'forbidden' || (rung === 'on' && code === 'not_found') ? code : 'allowed';
      const want =
        rung === 'on' ? expectedOutcome(subject, verb, role, place) : expectedAtAll(subject, verb, role);
      if (got !== want || status >= 500)
        wrong.push(`${operationId(route)} ${role} ${place}: ${status} ${code}, expected ${want}`);
    };
    for (const route of restRoutes)
      for (const place of gateOf(route).rung === 'on' ? places : (['own'] as const))
        await Promise.all(people.map((one) => check(route, one, place)));
    console.info(`rest walk: ${restRoutes.length} routes, ${people.length} roles, ${cells} cells`);
    expect(wrong).toEqual([]);
  }, 300_000);
});

const junk: unknown[] = [
  null,
  true,
  12,
  'texte',
  [],
  [[]],
  {},
  { name: { $gt: '' }, version: '1; DROP TABLE' },
  { version: -1, action: 'sign', uais: 'x', ids: {}, values: [{}] },
  { name: 'x'.repeat(20_001), degree: [], carrierId: '\u0000', kind: 12 },
  { uais: [null, 1, 'x'.repeat(500)], values: [{ key: '__proto__', value: { a: 1 } }] },
  JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}'),
];
const junkPaths = ['x', '%00', '%F0%9F%99%82', 'a'.repeat(3000), "'--", '..%2f..%2fetc', '%ff'];
const junkQueries = [
  'limit=-1',
  'cursor=%00',
  'cursor=zzz',
  'asOf=x',
  'q=%ED%A0%80',
  'a[]=1&a[]=2',
  'limit=1&limit=2',
  'page=1e9',
];

describe('bad input', () => {
  it('is refused by every route with a problem, never with a failure', async () => {
    const dane = clients.get('dane');
    const wrong: string[] = [];
    const look = async (route: Route, what: string, path: string, options = {}) => {
      const answer = await dane?.ask(route.method, path, options);
      if (!answer) return;
      if (answer.status >= 500) wrong.push(`${operationId(route)} ${what}: ${answer.status}`);
      if (answer.status >= 400 && !problemSchema.safeParse(answer.json).success)
        wrong.push(`${operationId(route)} ${what}: no problem`);
    };
    for (const route of restRoutes) {
      const { subject } = gateOf(route);
      const path = pathAt(route, 'own', subject);
      const valid = bodies[operationId(route)]?.({ role: 'academy_admin', place: 'own', planted });
      const body = valid === undefined ? {} : { body: valid };
      await Promise.all([
        ...(route.path.includes('{') ? junkPaths : []).map((value) =>
          look(route, value.slice(0, 20), route.path.replace(/\{\w+\}/g, value), body),
        ),
        ...junkQueries.map((query) =>
          look(route, query, `${path}${path.includes('?') ? '&' : '?'}${query}`, body),
        ),
        ...(route.body ? junk : []).map((value) =>
          look(route, JSON.stringify(value).slice(0, 40), path, { body: value }),
        ),
      ]);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('is told when there was too much of it, and for how long to wait', async () => {
    const client = await restClient(db, 'dane');
    await client.ask('GET', '/me');
    await db.throttle.updateMany({ where: { key: `rest:${client.id}` }, data: { points: 1200 } });
    const answer = await client.ask('GET', '/me');
    expect([answer.status, answer.json.code]).toEqual([429, 'too_many_requests']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await clients.get('dane')?.ask('GET', '/me'))?.status).toBe(200);
  });
});
