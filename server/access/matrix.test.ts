import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '@/prisma/seed/accounts';
import { sentenceOf } from '../audit/sentences';
import { transitions } from '../conventions/transitions';
import type { Db } from '../db';
import { contextOf, createPopulatedDatabase } from '../testing/people';
import { type Places, plantPlaces } from '../testing/places';
import type { Context } from '../trpc/context';
import { type Meta, refusalOf } from '../trpc/init';
import { appRouter, callerFor } from '../trpc/root';
import { expectedAtAll, expectedOutcome, type Outcome, type Place } from './matrix';
import { allRoles } from './roles';
import type { SubjectName } from './rules';

type Procedure = { _def: { type: 'query' | 'mutation'; meta?: Meta } };
const procedures = Object.entries(
  (appRouter as unknown as { _def: { procedures: Record<string, Procedure> } })._def.procedures,
);
type Gate = Extract<NonNullable<Meta['access']>, { rung: 'may' | 'on' }>;
const places: Place[] = ['own', 'otherAuthority', 'otherAcademy'];

/** One person per role. The DSDEN is that of the own place (95); the Yvelines and Rennes have cases below. */
const people = [
  ...demonstrationAccounts
    .map(({ email, role }) => ({ person: email.split('@')[0] ?? '', role }))
    .filter(({ person }) => !['dane.rennes', 'dsden78'].includes(person)),
  { person: 'dsden95', role: 'dsden' as const },
];

let db: Db;
let close: () => Promise<void>;
let planted: Places;
const contexts = new Map<string, Context>();

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  planted = await plantPlaces(db);
  const { id: organisationId } = await db.organisation.findFirstOrThrow({
    where: { kind: 'dsden', departmentCode: '95' },
  });
  await db.user.create({
    data: {
      email: 'dsden95@demo.invalid',
      memberships: { create: { organisationId, role: 'dsden', validFrom: new Date('2026-09-01') } },
    },
  });
  for (const { person } of people) contexts.set(person, await contextOf(db, person));
  contexts.set('nobody', await contextOf(db, null));
});
afterAll(() => close());

/** Calls a procedure by its path and says how access answered; a wrong or missing input is « allowed ». */
async function call(
  ctx: Context | undefined,
  path: string,
  input: unknown,
): Promise<Outcome | 'unauthenticated'> {
  if (!ctx) throw new Error('no such person');
  type Rooms = { [name: string]: Rooms } & ((input: unknown) => Promise<unknown>);
  const caller = callerFor(ctx) as unknown as Rooms;
  const procedure = path.split('.').reduce<Rooms | undefined>((room, name) => room?.[name], caller);
  try {
    await procedure?.(input);
    return 'allowed';
  } catch (error) {
    const { code } = refusalOf(error);
    return code === 'forbidden' || code === 'not_found' || code === 'unauthenticated' ? code : 'allowed';
  }
}

describe('every procedure', () => {
  it('declares its access, and every mutation what it writes in the journal', () => {
    expect(procedures.length).toBeGreaterThan(60);
    const undeclared = procedures.filter(([, { _def }]) => !_def.meta?.access).map(([path]) => path);
    const silent = procedures
      .filter(([, { _def }]) => _def.type === 'mutation' && !_def.meta?.journal)
      .map(([path]) => path);
    expect({ undeclared, silent }).toEqual({ undeclared: [], silent: [] });
  });

  it('writes actions that the history can tell in French', () => {
    const named = procedures.flatMap(([, { _def }]) => _def.meta?.journal?.match(/[a-z]+\.[a-z_]+/g) ?? []);
    const events = Object.values(transitions).map(({ event }) => event);
    const mute = [...named, ...events].filter((action) =>
      sentenceOf({ action, objectType: '', before: {}, after: {} }).includes(action),
    );
    expect(mute).toEqual([]);
  });

  it('refuses whoever is not signed in, but for what is public', async () => {
    for (const [path, { _def }] of procedures) {
      const outcome = await call(contexts.get('nobody'), path, { id: 'x' });
      if (_def.meta?.access?.rung === 'public') expect(outcome, path).not.toBe('unauthenticated');
      else expect(outcome, path).toBe('unauthenticated');
    }
  });

  it('answers each role as the list of matrix.ts says, at each place', async () => {
    const wrong: string[] = [];
    let cells = 0;
    const check = async (path: string, access: Gate, { person, role }: (typeof people)[number]) => {
      const { subject, verb, rung } = access;
      const ctx = contexts.get(person);
      if (rung === 'may') {
        cells += 1;
        const got = await call(ctx, path, undefined);
        const want = expectedAtAll(subject, verb, role);
        // Past the gate, a procedure may still refuse the particular object that is not even named here.
        if ((want === 'forbidden') !== (got === 'forbidden'))
          wrong.push(`${path} ${role}: ${got}, expected ${want}`);
        return;
      }
      for (const place of places) {
        const id = personal[subject] ? await personal[subject](ctx, place) : planted[place][subject];
        if (!id) throw new Error(`no ${subject} planted at ${place}`);
        cells += 1;
        const got = await call(ctx, path, { id });
        const want = expectedOutcome(subject, verb, role, place);
        if (got !== want) wrong.push(`${path} ${role} ${place}: ${got}, expected ${want}`);
      }
    };
    for (const [path, { _def }] of procedures) {
      const access = _def.meta?.access;
      if (!access || access.rung === 'public' || access.rung === 'signedIn') continue;
      await Promise.all(people.map((one) => check(path, access, one)));
    }
    expect(new Set(people.map(({ role }) => role)).size).toBe(allRoles.length);
    console.info(`access matrix: ${procedures.length} procedures, ${people.length} roles, ${cells} cells`);
    expect(wrong).toEqual([]);
  }, 300_000);

  it('keeps a DSDEN to its département, and a DANE to its académie', async () => {
    const yvelines = await contextOf(db, 'dsden78');
    const rennes = await contextOf(db, 'dane.rennes');
    const id = (place: Place) => ({ id: planted[place].Convention });
    expect(await call(yvelines, 'conventions.get', id('own'))).toBe('not_found');
    expect(await call(rennes, 'conventions.get', id('own'))).toBe('not_found');
    expect(await call(rennes, 'conventions.get', id('otherAcademy'))).toBe('allowed');
  });
});

/** What belongs to one person: this person's own, or somebody else's for the other places. */
const personal: Partial<Record<SubjectName, (ctx: Context | undefined, place: Place) => Promise<string>>> = {
  ApiToken: async (ctx, place) => {
    const data = { name: 'Essai', hash: crypto.randomUUID(), expiresAt: new Date('2027-01-01') };
    return (await db.apiToken.create({ data: { ...ownerAt(ctx, place), ...data } })).id;
  },
  BackgroundWork: async (ctx, place) => {
    const data = { kind: 'essai', label: 'Essai', input: {} };
    return (await db.backgroundWork.create({ data: { ...ownerAt(ctx, place), ...data } })).id;
  },
  SavedView: async (ctx, place) => {
    const { membershipId } = ownerAt(ctx, place);
    const data = { list: 'projects', label: 'Essai', query: 'q=essai', membershipId };
    return (await db.savedView.create({ data })).id;
  },
  FollowUpEntry: async (ctx, place) => {
    const data = { on: new Date('2026-11-01'), text: 'Essai', authorName: 'Essai', authorHat: 'Essai' };
    const authorId = ctx?.actor?.userId ?? '';
    return (await db.followUpEntry.create({ data: { ...data, ...followedAt(place), authorId } })).id;
  },
  FollowUpStep: async (ctx, place) => {
    const data = { text: 'Essai', authorId: 'u', authorName: 'Essai' };
    const ownerMembershipId = ctx?.actor?.membershipId ?? null;
    return (await db.followUpStep.create({ data: { ...data, ...followedAt(place), ownerMembershipId } })).id;
  },
};

const followedAt = (place: Place) => ({
  academyCode: planted[place].Academy ?? '',
  projectId: planted[place].Project ?? '',
  shared: true,
});

function ownerAt(ctx: Context | undefined, place: Place) {
  const owner =
    place === 'own' ? ctx?.actor : contexts.get(ctx === contexts.get('dane') ? 'dpd' : 'dane')?.actor;
  if (!owner) throw new Error('no owner');
  return { userId: owner.userId, membershipId: owner.membershipId };
}
