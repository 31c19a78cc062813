import { createReadStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';

const file_header = () => readFileSync(process.argv[2]!, 'utf8').split('\n')[0]!.split(';');

import pg from 'pg';
import { createDb } from '@/server/db';
import { importDirectory } from '@/server/territory/directory/commands';
import { DirectorySource } from '@/server/territory/directory/source';

const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
await admin.connect();
const name = 'zz_import_try';
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
const file = process.argv[2]!;
for (let i = 0; i < 4; i++) {
  const hd = file_header();
  const cc = new pg.Client({ connectionString: u.href });
  await cc.connect();
  const tc = performance.now();
  await cc.query(`CREATE TABLE IF NOT EXISTS copy_all (${hd.map((h, k) => `c${k} text`).join(',')})`);
  await cc.query('TRUNCATE copy_all');
  await pipeline(
    createReadStream(file),
    cc.query(copyFrom("COPY copy_all FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)")),
  );
  console.log('copy', Math.round(performance.now() - tc));
  await cc.end();
  const t = performance.now();
  const last = t;
  const r = await importDirectory(
    act(),
    { fileName: 'x.csv', source: DirectorySource.fromFile(file) },
    (s, p) => {
      if (p >= 70) {
        console.log('  ', s, p, Math.round(performance.now() - t));
      }
    },
  );
  const { warnings, refusals, ...c } = r;
  console.log(
    Math.round(performance.now() - t),
    c,
    i === 0 ? warnings.slice(0, 3) : '',
    i === 0 ? refusals.slice(0, 3) : '',
  );
}
console.log(process.memoryUsage().rss / 1e6);
await db.$disconnect();
const c = new pg.Client({ connectionString: u.href });
await c.connect();
console.table(
  (
    await c.query(
      'select nature,degree,sector,state,count(*) from "School" group by 1,2,3,4 order by 1,2,3,4',
    )
  ).rows,
);
console.table(
  (await c.query('select "communeCode",count(*) from "School" where "knownCommuneCode" is null group by 1'))
    .rows,
);
await c.end();
await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
await admin.end();
