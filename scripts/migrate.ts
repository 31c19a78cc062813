import { fileURLToPath } from 'node:url';
import { noFilter, readMigrations, withEngine } from './schema-engine';

/**
 * Applies the files of prisma/migrations that this database has not had yet, and keeps `_prisma_migrations`
 * as `prisma migrate deploy` does; a second call applies nothing.
 *
 * @returns the names of the migrations applied now, oldest first
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return appliedMigrationNames;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error('DATABASE_URL manque\u00a0: indiquez la base à migrer.');
    process.exit(1);
  }
  const applied = await applyMigrations(url);
  console.log(
    applied.length === 0 ? 'Aucune migration à appliquer.' : `Appliquées\u00a0: ${applied.join(', ')}`,
  );
  // As in prepare-database.ts: the schema engine leaves a timer behind.
  process.exit();
}
