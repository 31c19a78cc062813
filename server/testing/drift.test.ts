import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyMigrations } from '@/scripts/migrate';
import { pendingSchemaChange } from '@/scripts/schema-drift';
import { readMigrations } from '@/scripts/schema-engine';
import { createTestDatabase, type TestDatabase } from './database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());

it('has in prisma/migrations everything that prisma/schema says', async () => {
  const change = await pendingSchemaChange(database.url);
  expect(change, 'run: npm run db:migration NAME').toBe('');
});

it('applies each migration once', async () => {
  expect(await applyMigrations(database.url)).toEqual([]);
  expect((await readMigrations()).migrationDirectories.length).toBeGreaterThan(0);
});
