import { applyMigrations } from './migrate';
import { noFilter, readSchema, schemaDirectory, withEngine } from './schema-engine';

/**
 * The SQL that would turn a database made by the migrations into one that follows prisma/schema; empty when
 * both agree. What Prisma's schema cannot say (triggers, generated columns, partial indexes, checks) does
 * not count as a difference as long as the engine does not see it.
 *
 * @param scratchUrl an empty database, which receives all migrations
 */
export async function pendingSchemaChange(scratchUrl: string): Promise<string> {
  await applyMigrations(scratchUrl);
  const schema = await readSchema();
  const script = await withEngine(scratchUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: schemaDirectory },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: { ...noFilter, externalTables: ['public._prisma_migrations'] },
    });
    return stdout ?? '';
  });
  return script.replace(/^-- This is an empty migration\.\s*/, '').trim();
}
