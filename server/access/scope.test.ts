import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../db';
import { callerOf, contextOf, createPopulatedDatabase } from '../testing/people';
import { prove, scope } from './scope';

let db: Db;
let close: () => Promise<void>;
let id: string;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
  const dane = await callerOf(db, 'dane');
  ({ id } = await dane.projects.create({ name: 'Projet', degree: 'primary', carrierInsee: '95018' }));
});
afterAll(() => close());

it('finds nothing for a role without a rule, beside other filters too', async () => {
  const { ability } = await contextOf(db, 'lecteur');
  const nothing = scope(ability, 'read', 'Project');
  expect(await db.project.findMany({ where: nothing })).toEqual([]);
  expect(await db.project.findMany({ where: { AND: [{ id }, nothing] } })).toEqual([]);
  expect(await db.project.findMany({ where: { AND: [nothing, { name: 'Projet' }] } })).toEqual([]);
});

it('proves nothing to a role without a rule', async () => {
  const { ability } = await contextOf(db, 'lecteur');
  for (const verb of ['read', 'edit'] as const)
    await expect(prove(db, ability, verb, 'Project', id)).rejects.toMatchObject({ code: 'not_found' });
});

it('tells what is hidden from what is shown and refused', async () => {
  const rennes = await contextOf(db, 'dane.rennes');
  await expect(prove(db, rennes.ability, 'edit', 'Project', id)).rejects.toMatchObject({ code: 'not_found' });
  const dpd = await contextOf(db, 'dpd');
  await expect(prove(db, dpd.ability, 'edit', 'Project', id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(prove(db, dpd.ability, 'read', 'Project', id)).resolves.toBeUndefined();
});
