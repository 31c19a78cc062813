import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { beginImport, lookOr, recordFile } from '@/server/audience/commands';
import { recognise } from '@/server/audience/fields';
import { audienceFile, HEADS } from '@/server/audience/fixtures';
import { runImport } from '@/server/audience/run';
import { createDb } from '@/server/db';
import { type Bench, type BenchResult, median, timed } from './bench';

const ROWS = Number(process.env.BENCH_AUDIENCE_ROWS ?? 1_000_000);
const RUNS = 3;
const now = new Date('2026-11-22T09:00:00Z');

const columns = HEADS.split(';');
const typed = columns.map((name, index) =>
  index === 0
    ? `${name} date`
    : index < 10
      ? `${name} text`
      : `${name} ${name.startsWith('duree') ? 'bigint' : 'int'}`,
);

/** `\copy` of the same file into a table of its columns. */
async function copyInto(client: Client, file: string, definition: string): Promise<void> {
  await client.query(`CREATE TABLE whole (${definition})`);
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 19 }),
    client.query(copyFrom(`COPY whole FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)`)),
  );
}

const bench: Bench = {
  name: 'Import of the audience measure (DNMA)',
  async run({ createDatabase }): Promise<BenchResult[]> {
    const folder = await mkdtemp(path.join(tmpdir(), 'accordent-bench-'));
    const file = path.join(folder, 'dnma.csv');
    const text: number[] = [];
    const keyed: number[] = [];
    const first: number[] = [];
    const again: number[] = [];
    try {
      await pipeline(Readable.from(audienceFile(ROWS)), createWriteStream(file));
      const { size } = await stat(file);
      console.log(`  ${ROWS} rows, ${Math.round(size / 1e6)} MB`);
      for (let turn = 0; turn < RUNS; turn += 1) {
        const url = await createDatabase();
        const db = createDb(url, 2);
        const client = new Client({ connectionString: url });
        await client.connect();
        const act = { db, actor: { system: true as const, name: 'bench' }, now };
        const load = async () => {
          const look = await lookOr(file);
          const { id } = await recordFile(act, null, { fileName: 'dnma.csv', bytes: size, look });
          await beginImport(act, id, {
            columns: recognise(look.heads),
            dateFormat: 'auto',
            durationUnit: 'second',
          });
          const row = await runImport(act, id, { path: file });
          if (row.refused + row.warned > 0) throw new Error('the generated file has faults');
        };
        const baseline = async (into: number[], definition: string) => {
          into.push(await timed(() => copyInto(client, file, definition)));
          await client.query('DROP TABLE whole');
          await client.query('CHECKPOINT');
        };
        await baseline(text, columns.map((name) => `${name} text`).join(', '));
        await baseline(keyed, `${typed.join(', ')}, PRIMARY KEY (uai, debutsemaine)`);
        first.push(await timed(load));
        await client.query('CHECKPOINT');
        again.push(await timed(load));
        await client.query('CHECKPOINT');
        await client.end();
        await db.$disconnect();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const million = ROWS / 1_000_000;
    const line = (label: string, times: number[], base: number[], against: string): BenchResult => ({
      label: `per million rows, ${label}, against \\copy into ${against}`,
      baseline: median(base) / million,
      measured: median(times) / million,
      ratio: median(times) / median(base),
      note: `median of ${RUNS}, same run`,
    });
    return [
      line('into an empty table', first, text, 'text columns'),
      line('into an empty table', first, keyed, 'types and the same key'),
      line('the same file again', again, text, 'text columns'),
      line('the same file again', again, keyed, 'types and the same key'),
    ];
  },
};

export default bench;
