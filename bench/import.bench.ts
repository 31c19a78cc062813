import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createDb } from '@/server/db';
import { importDirectory } from '@/server/territory/directory/commands';
import { splitLine } from '@/server/territory/directory/records';
import { DirectorySource } from '@/server/territory/directory/source';
import { type Bench, type BenchResult, median, timed } from './bench';

const directory = fileURLToPath(new URL('../../shared/data/annuaire-france.csv.gz', import.meta.url));
const RUNS = 5;

/** `\copy` of the same file into a table of as many text columns: what PostgreSQL alone needs to take it in. */
async function copyWhole(client: Client, file: string, columns: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE whole (${Array.from({ length: columns }, (_, index) => `c${index} text`).join(', ')})`,
  );
  await pipeline(
    createReadStream(file),
    client.query(copyFrom(`COPY whole FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)`)),
  );
  await client.query('DROP TABLE whole');
}

/**
 * `\copy` of the same schools, already clean and typed, into an ordinary table with the primary key and the indexes
 * of School: what PostgreSQL alone needs to take them in where they will live.
 */
async function copyAlike(client: Client): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo('COPY "School" TO STDOUT'))) chunks.push(chunk as Buffer);
  await client.query('CREATE TABLE alike (LIKE "School" INCLUDING ALL)');
  const time = await timed(() =>
    pipeline(Readable.from(chunks), client.query(copyFrom('COPY alike FROM STDIN'))),
  );
  await client.query('DROP TABLE alike');
  return time;
}

const bench: Bench = {
  name: 'Import of the school directory of France',
  async run({ createDatabase }): Promise<BenchResult[]> {
    if (!existsSync(directory)) {
      console.log('  left out: annuaire-france.csv.gz is not at hand');
      return [];
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'accordent-bench-'));
    const file = path.join(folder, 'annuaire.csv');
    const text = gunzipSync(await readFile(directory));
    await writeFile(file, text);
    const header = text.subarray(0, text.indexOf('\n')).toString().replace('\r', '');
    const columns = splitLine(header, ';').length;

    const first: number[] = [];
    const again: number[] = [];
    const copy: number[] = [];
    const alike: number[] = [];
    let rows = 0;
    try {
      for (let turn = 0; turn < RUNS; turn += 1) {
        const url = await createDatabase();
        const db = createDb(url, 2);
        const client = new Client({ connectionString: url });
        await client.connect();
        const load = async () => {
          const act = { db, actor: { system: true as const, name: 'bench' }, now: new Date() };
          const report = await importDirectory(act, {
            fileName: 'annuaire.csv',
            source: DirectorySource.fromFile(file),
          });
          rows = report.received;
        };
        // Turn by turn, so that whatever else the machine does weighs on all alike.
        copy.push(await timed(() => copyWhole(client, file, columns)));
        first.push(await timed(load));
        await client.query(`SELECT gin_clean_pending_list('"School_search_trgm"'::regclass)`);
        copy.push(await timed(() => copyWhole(client, file, columns)));
        again.push(await timed(load));
        alike.push(await copyAlike(client));
        await client.end();
        await db.$disconnect();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const line = (label: string, times: number[], against: number[], what: string): BenchResult => ({
      label: `${rows} rows, ${label}`,
      baseline: median(against),
      measured: median(times),
      ratio: median(times) / median(against),
      note: `median of ${RUNS}, same run; ${what}`,
    });
    const whole = `against \\copy of the file into ${columns} text columns`;
    const same = 'against \\copy of the clean rows into a table with the indexes of School';
    return [
      line('into an empty directory', first, copy, whole),
      line('into an empty directory', first, alike, same),
      line('the same file again', again, copy, whole),
    ];
  },
};

export default bench;
