import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool, type QueryArrayResult } from 'pg';

/** Prisma's schema engine as WebAssembly: `prisma migrate` itself would download a binary first. */

const repository = fileURLToPath(new URL('..', import.meta.url));
export const schemaDirectory = path.join(repository, 'prisma', 'schema');
export const migrationsDirectory = path.join(repository, 'prisma', 'migrations');

export type SchemaEngine = engineModule.SchemaEngine;

export const noFilter = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

async function loadModule(): Promise<void> {
  // Where the engine leaves the reason before it gives up.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // The .wasm file is not among the package's exports: it lies beside its entry.
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const imports = { './schema_engine_bg.js': engineModule } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

const catalogueChar = 18;
const text = 25;

/**
 * The driver adapter, able to do two things more. It cuts scripts at every semicolon, which breaks functions
 * and triggers: ours go to the server whole, in one implicit transaction, as the native engine sends them.
 * And it refuses the type "char" of the system catalogue, which the engine reads when it describes a
 * database: such columns are let through as text and announced as characters.
 */
class MigrationAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const inner = adapter as SqlDriverAdapter as unknown as {
      client: Pool;
      onError(error: unknown): never;
      performIO(query: SqlQuery): Promise<QueryArrayResult>;
    };
    const charColumns = new WeakMap<object, number[]>();
    const performIO = inner.performIO.bind(inner);
    inner.performIO = async (query) => {
      const result = await performIO(query);
      const chars = result.fields.flatMap((field, index) =>
        field.dataTypeID === catalogueChar ? [index] : [],
      );
      for (const index of chars) Object.assign(result.fields[index] ?? {}, { dataTypeID: text });
      charColumns.set(result.rows, chars);
      return result;
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of charColumns.get(result.rows) ?? []) {
        result.columnTypes[index] = ColumnTypeEnum.Character;
      }
      return result;
    };
    adapter.executeScript = async (script) => {
      await inner.client.query(script).catch((error: unknown) => inner.onError(error));
    };
    return adapter;
  }
}

/**
 * An engine on one database, freed when `work` ends.
 * @param url PostgreSQL connection string; the role must own the database
 */
export async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= loadModule();
  await loaded;
  const pool = new Pool({ connectionString: url, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool));
    const engine = await engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** The schema files as the engine wants them, in name order. */
export async function readSchema(): Promise<SchemasContainer> {
  const names = (await readdir(schemaDirectory, { recursive: true })).filter((name) =>
    name.endsWith('.prisma'),
  );
  const files = names.sort().map(async (name) => {
    const file = path.join(schemaDirectory, name);
    return { path: file, content: await readFile(file, 'utf8') };
  });
  return { files: await Promise.all(files) };
}

/** The migrations on disk, oldest first, as `prisma migrate deploy` lists them. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsDirectory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = names.sort().map(async (name) => {
    const content = await readFile(path.join(migrationsDirectory, name, 'migration.sql'), 'utf8');
    return {
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } },
    };
  });
  const lockfile = path.join(migrationsDirectory, 'migration_lock.toml');
  return {
    baseDir: migrationsDirectory,
    lockfile: { path: 'migration_lock.toml', content: await readFile(lockfile, 'utf8').catch(() => null) },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(migrationDirectories),
  };
}
