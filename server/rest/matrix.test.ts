import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { expectedAtAll, expectedOutcome, type Place } from '../access/matrix';
import type { Db } from '../db';
import { closeDocumentWorkers } from '../documents/render';
import { type Places, plantPlaces } from '../testing/places';
import type { Meta } from '../trpc/init';
import { appRouter } from '../trpc/root';
import type { Route } from './route';
import { restRoutes } from './routes';
import { askRest, createRestDatabase, restClient } from './testing';

const places: Place[] = ['own', 'otherAuthority', 'otherAcademy'];
const people = demonstrationAccounts
  .map(({ email, role }) => ({ person: email.split('@')[0] ?? '', role }))
  .filter(({ person }) => !['dane.rennes', 'dsden78'].includes(person));

/** A body that its schema accepts, for each route that has one: access is asked behind it. */
const bodies: Record<string, unknown> = {
  'POST /projects': { name: 'Projet', degree: 'primary', carrierId: 'inconnue' },
  'PATCH /projects/{id}': { name: 'Autre nom' },
  'PUT /projects/{id}/schools': { uais: ['0951099D'] },
  'POST /conventions': { projectId: 'inconnu' },
  'PATCH /conventions/{id}': { title: 'Autre titre' },
  'POST /conventions/{id}/transitions': { action: 'submit_for_review', version: 1 },
  'POST /conventions/{id}/opinions': { kind: 'dpo', verdict: 'favourable', version: 1 },
  'PUT /conventions/{id}/reservations/{reservationId}': { answer: 'Réponse' },
  'PUT /conventions/{id}/deliberation': { waiverReason: 'Délégation générale' },
  'PATCH /conventions/{id}/fields': { values: [{ key: 'adresse', value: 'x' }] },
  'PUT /conventions/{id}/articles/{key}': { body: 'Texte' },
  'POST /aaf/attachments': {
    conventionId: 'inconnue',
    uais: ['0951099D'],
    wantedOn: '2026-12-01',
    environment: 'production',
    eduConnect: false,
    gar: false,
    technicalContact: { name: 'Contact', email: 'contact@demo.invalid' },
  },
  'POST /aaf/attachments/transitions': { ids: ['inconnu'], action: 'check' },
};

const nameOf = (route: Route) => `${route.method} ${route.path}`;
const procedures = (
  appRouter as unknown as { _def: { procedures: Record<string, { _def: { meta?: Meta } }> } }
)._def.procedures;

let db: Db;
let close: () => Promise<void>;
let planted: Places;

beforeAll(async () => {
  ({ db, close } = await createRestDatabase());
  planted = await plantPlaces(db);
});
afterAll(async () => {
  await closeDocumentWorkers();
  await close();
});

/** The request of a route on an object; `key` and the like name a part that need not exist. */
function requestOf(route: Route, id: string) {
  const path = route.path.replace('{id}', id).replace(/\{\w+\}/g, 'objet');
  const options = route.rawBody
    ? { raw: { type: route.rawBody.type, text: 'colonne\n' } }
    : route.body
      ? { body: bodies[nameOf(route)] }
      : {};
  return [route.method, path, options] as const;
}

describe('every REST route', () => {
  it('calls a procedure that declares its access, and has a body to be tried with', () => {
    const undeclared = restRoutes.filter(({ procedure }) => !procedures[procedure]?._def.meta?.access);
    const untried = restRoutes.filter((route) => route.body && !(nameOf(route) in bodies));
    expect([undeclared.map(nameOf), untried.map(nameOf)]).toEqual([[], []]);
  });

  it('asks for a token', async () => {
    for (const route of restRoutes) {
      const { status } = await askRest(db, ...requestOf(route, 'x'));
      expect(status, nameOf(route)).toBe(401);
    }
  });

  it('answers each role as the list of server/access/matrix.ts says, at each place', async () => {
    const wrong: string[] = [];
    let cells = 0;
    const check = async (
      client: Awaited<ReturnType<typeof restClient>>,
      role: (typeof people)[number]['role'],
    ) => {
      for (const route of restRoutes) {
        const access = procedures[route.procedure]?._def.meta?.access;
        if (!access || access.rung === 'public' || access.rung === 'signedIn') continue;
        const { subject, verb } = access;
        for (const place of access.rung === 'on' ? places : (['own'] as const)) {
          const id = planted[place][subject] ?? 'x';
          const { status, text } = await client.ask(...requestOf(route, id));
          cells += 1;
          const want =
            access.rung === 'on'
              ? expectedOutcome(subject, verb, role, place)
              : expectedAtAll(subject, verb, role);
          const line = `${nameOf(route)} ${role} ${place}: ${status}, expected ${want}`;
          if (status >= 500) wrong.push(`${line} ${text}`);
          if (want === 'forbidden' && status !== 403) wrong.push(line);
          if (want === 'not_found' && status !== 404) wrong.push(line);
          // Past the gate the object named in a body may still be unknown, or its part (an article).
          const partMissing = status === 404 && (access.rung === 'may' || /\}\/\w+\/\{/.test(route.path));
          // Which act a role may do is the transition table's, whose opinion it is the command's: tested there.
          const tablesChoice =
            status === 403 && ['conventions.transition', 'conventions.giveOpinion'].includes(route.procedure);
          if (want === 'allowed' && (status === 403 || status === 404) && !partMissing && !tablesChoice)
            wrong.push(line);
        }
      }
    };
    await Promise.all(people.map(async ({ person, role }) => check(await restClient(db, person), role)));
    console.info(`REST access matrix: ${restRoutes.length} routes, ${people.length} roles, ${cells} cells`);
    expect(wrong).toEqual([]);
  }, 180_000);
});
