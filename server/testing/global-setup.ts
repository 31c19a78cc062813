import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { loadReferenceData } from '@/prisma/seed/reference';
import { applyMigrations } from '@/scripts/migrate';
import { startScratchPostgres } from '@/scripts/scratch-postgres.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run: a connection string to its database `postgres`. */
    testServerUrl: string;
  }
}

/** Once a run: a PostgreSQL of our own, with migrations and reference data in the database others copy. */
export default async function setup(project: TestProject) {
  const server = await startScratchPostgres();
  try {
    const admin = new Client({ connectionString: server.urlOf('postgres') });
    await admin.connect();
    await admin.query('CREATE DATABASE vierge');
    await admin.query('CREATE DATABASE modele');
    await applyMigrations(server.urlOf('modele'));
    await loadReferenceData(server.urlOf('modele'));
    await admin.query('ALTER DATABASE modele IS_TEMPLATE true ALLOW_CONNECTIONS false');
    await admin.end();
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('testServerUrl', server.urlOf('postgres'));
  return server.stop;
}
