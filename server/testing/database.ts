import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** A database of one test file; `close` removes it, open connections included. */
export type TestDatabase = { url: string; close(): Promise<void> };

/**
 * A database of the caller's own, in the PostgreSQL of this test run: migrated and with the reference data
 * (`reference`, a copy of the template), or without a single table (`empty`).
 */
export async function createTestDatabase(
  content: 'reference' | 'empty' = 'reference',
): Promise<TestDatabase> {
  const admin = new Client({ connectionString: inject('testServerUrl') });
  await admin.connect();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${content === 'reference' ? 'modele' : 'vierge'}`);
  await admin.end();
  const url = new URL(inject('testServerUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async close() {
      const closing = new Client({ connectionString: inject('testServerUrl') });
      await closing.connect();
      await closing.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await closing.end();
    },
  };
}
