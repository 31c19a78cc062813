import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '@/server/db';
import { callerOf, createPopulatedDatabase } from '@/server/testing/people';
import { raciContentOf } from './content';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await createPopulatedDatabase());
});
afterAll(() => close());

it('the letters of an académie are those of its grids and of annexe A2; what is kept stays as it is', async () => {
  const dane = await callerOf(db, 'dane');
  const { id } = await dane.projects.create({ name: 'Projet', degree: 'primary', carrierInsee: '95018' });
  await dane.raci.start({ id });
  const kept = () => db.raciCell.findMany({ orderBy: [{ activityId: 'asc' }, { actorId: 'asc' }] });
  const before = await kept();
  const first = async () => (await raciContentOf(db, id, 'primary')).phases[0]?.activities[0]?.cells;
  expect(await first()).toMatchObject({ CO: 'AR', DS: 'R' });
  const { version, settings } = await dane.academies.get({ id: '25' });
  const raci = { letters: 'ARCI', sharePercent: 50 };
  await dane.academies.changeSettings({ id: '25', version, settings: { ...settings, raci } });
  expect(await first()).toMatchObject({ CO: 'RA', DS: 'A' });
  expect((await raciContentOf(db, id, 'primary')).legend).toContainEqual({ letter: 'A', meaning: 'réalise' });
  expect((await dane.raci.frame({ id })).letters).toEqual({
    doer: 'A',
    accountable: 'R',
    consulted: 'C',
    informed: 'I',
  });
  expect(await kept()).toEqual(before);
});
