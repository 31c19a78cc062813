import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDb, type Db } from '@/server/db';
import { createTestDatabase } from '@/server/testing/database';
import { openInstallation } from './first-operator';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  db = createDb(database.url, 2);
  close = async () => {
    await db.$disconnect();
    await database.close();
  };
});
afterAll(() => close());

it('opens an installation once, with its journal row, and refuses a second operator', async () => {
  const act = {
    db,
    actor: { system: true as const, name: 'Installation' },
    now: new Date('2026-11-22T09:00:00Z'),
  };
  const first = { email: 'a@exemple.fr', name: 'A', organisation: 'Exploitant' };
  await openInstallation(act, first);
  expect(await db.journalEntry.count({ where: { action: 'membership.granted' } })).toBe(1);
  await expect(openInstallation(act, { ...first, email: 'b@exemple.fr' })).rejects.toThrow(
    'déjà un exploitant',
  );
  expect(await db.user.count()).toBe(1);
});
