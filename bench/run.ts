import { readdir } from 'node:fs/promises';
import { Client } from 'pg';
import { ensureGenerated } from '../scripts/generate.mjs';
import { applyMigrations } from '../scripts/migrate';
import { startScratchPostgres } from '../scripts/scratch-postgres.mjs';
import { fail } from '../scripts/steps.mjs';
import type { Bench, BenchContext, BenchResult } from './bench';

/**
 * `npm run bench [-- NAME…]`: runs the benches of this folder, one after the other, and prints each measure
 * beside its baseline of the same run. Only the ratio means something on another machine.
 */

const number = (value: number) => value.toFixed(value < 10 ? 1 : 0).padStart(8);

function print({ label, baseline, measured, ratio, note, unit = 'ms' }: BenchResult): void {
  const said = `×${ratio.toFixed(2)}`.padStart(8);
  console.log(`${label.padEnd(64)}${number(measured)} ${unit} ${number(baseline)} ${unit} ${said}   ${note}`);
}

async function benches(wanted: string[]): Promise<Bench[]> {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.bench.ts')).sort();
  const files = names.filter(
    (name) => wanted.length === 0 || wanted.some((part) => name.includes(part.toLowerCase())),
  );
  return Promise.all(files.map(async (name) => ((await import(`./${name}`)) as { default: Bench }).default));
}

async function main(): Promise<void> {
  await ensureGenerated();
  let server: ReturnType<typeof startScratchPostgres> | undefined;
  const context: BenchContext = {
    async createDatabase() {
      const first = server === undefined;
      server ??= startScratchPostgres();
      const { urlOf } = await server;
      const admin = new Client({ connectionString: urlOf('postgres') });
      await admin.connect();
      if (first) {
        const { loadReferenceData } = await import('../prisma/seed/reference');
        await admin.query('CREATE DATABASE modele');
        await applyMigrations(urlOf('modele'));
        await loadReferenceData(urlOf('modele'));
      }
      const name = `bench_${process.hrtime.bigint()}`;
      await admin.query(`CREATE DATABASE ${name} TEMPLATE modele`);
      await admin.end();
      return urlOf(name);
    },
  };
  try {
    console.log(
      `${''.padEnd(64)}${'measured'.padStart(11)} ${'baseline'.padStart(11)} ${'ratio'.padStart(8)}`,
    );
    for (const bench of await benches(process.argv.slice(2))) {
      console.log(bench.name);
      for (const result of await bench.run(context)) print(result);
    }
  } finally {
    await (await server)?.stop();
  }
}

await main().catch(fail);
