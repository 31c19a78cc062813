import pg from 'pg';
import { createDb } from '@/server/db';
import { importDirectory } from '@/server/territory/directory/commands';
import { DirectorySource } from '@/server/territory/directory/source';

const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
await admin.connect();
const name = 'zz_import_exp';
await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
const { applyMigrations } = await import('@/scripts/migrate');
const { loadReferenceData } = await import('@/prisma/seed/reference');
await admin.query(`CREATE DATABASE ${name}`);
const u = new URL(process.env.DATABASE_URL!);
u.pathname = '/' + name;
await applyMigrations(u.href);
await loadReferenceData(u.href);
const db = createDb(u.href, 2);
const act = () => ({ db, actor: { system: true as const, name: 'essai' }, now: new Date() });
await importDirectory(act(), { fileName: 'x.csv', source: DirectorySource.fromFile('/tmp/b/fr.csv') });
await db.$disconnect();
const c = new pg.Client({ connectionString: u.href });
await c.connect();
await c.query('CREATE TABLE src AS SELECT * FROM "School"');
await c.query('ANALYZE src');
const run = async (label: string, pre: string[] = [], q = 'INSERT INTO "School" SELECT * FROM src') => {
  await c.query('BEGIN');
  await c.query('TRUNCATE "School" CASCADE');
  for (const p of pre) await c.query(p);
  const t = performance.now();
  const r = await c.query('EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ' + q);
  console.log(label, Math.round(performance.now() - t));
  console.log(
    r.rows
      .map((x: any) => '   ' + x['QUERY PLAN'])
      .filter((l: string) => /Trigger|Execution/.test(l))
      .join('\n'),
  );
  await c.query('ROLLBACK');
};
await run('all');
await run('all');
await run('pending 256MB', ["SET LOCAL gin_pending_list_limit='256MB'"]);
await run('no gin', ['DROP INDEX "School_search_trgm"']);
await run('no gin no fk', [
  'DROP INDEX "School_search_trgm"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_departmentCode_fkey"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_lastImportId_fkey"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_knownCommuneCode_fkey"',
]);
await run('no gin no fk no idx', [
  'DROP INDEX "School_search_trgm"',
  'DROP INDEX "School_knownCommuneCode_idx"',
  'DROP INDEX "School_academyCode_idx"',
  'DROP INDEX "School_departmentCode_degree_state_idx"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_departmentCode_fkey"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_lastImportId_fkey"',
  'ALTER TABLE "School" DROP CONSTRAINT "School_knownCommuneCode_fkey"',
]);
await c.query('BEGIN');
await c.query('DROP INDEX "School_search_trgm"');
const t = performance.now();
await c.query(`CREATE INDEX "School_search_trgm" ON "School" USING gin ("searchText" gin_trgm_ops)`);
console.log('build gin', performance.now() - t);
await c.query('ROLLBACK');
await c.query('BEGIN');
const t2 = performance.now();
await c.query(`CREATE TABLE c2 AS SELECT * FROM src`);
console.log('plain copy', performance.now() - t2);
await c.query('ROLLBACK');
const t3 = performance.now();
await c.query(`SELECT string_agg(uai || ' ' || "factsHash", E'\n') FROM "School"`);
console.log('agg', performance.now() - t3);
await c.end();
await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
await admin.end();
