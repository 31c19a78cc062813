import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pendingSchemaChange } from './schema-drift';
import { migrationsDirectory } from './schema-engine';
import { startScratchPostgres } from './scratch-postgres.mjs';

/** `npm run db:migration NAME`: writes what prisma/schema changed since the last migration as a new one. */

const name = (process.argv[2] ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
if (!name) {
  console.error('Usage\u00a0: npm run db:migration NOM');
  process.exit(1);
}

const server = await startScratchPostgres();
try {
  const sql = await pendingSchemaChange(server.url);
  if (!sql) {
    console.log('Le schéma n’a pas changé\u00a0: aucune migration écrite.');
  } else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const folder = path.join(migrationsDirectory, `${stamp}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'migration.sql'), `${sql}\n`);
    await writeFile(path.join(migrationsDirectory, 'migration_lock.toml'), 'provider = "postgresql"\n');
    console.log(`Écrite\u00a0: ${path.relative(process.cwd(), folder)}/migration.sql (relisez-la).`);
  }
} finally {
  await server.stop();
}
