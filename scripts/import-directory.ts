import path from 'node:path';
import { parseArgs } from 'node:util';
import { now } from '@/server/clock';
import { createDb } from '@/server/db';
import { importDirectory } from '@/server/territory/directory/commands';
import { DirectorySource } from '@/server/territory/directory/source';
import { databaseUrl } from './local-database.mjs';
import { duration, tell } from './steps.mjs';

/**
 * `npm run import:directory -- FILE [--academy CODE]`: loads a directory of schools (CSV, gzip or plain) and
 * prints the report. With --academy, only the départements of that académie are touched.
 */

const shownLines = 20;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { academy: { type: 'string' } },
  });
  const [file] = positionals;
  if (!file) throw new Error('Usage : npm run import:directory -- FICHIER [--academy CODE]');
  const db = createDb(databaseUrl(), 2);
  const start = performance.now();
  try {
    const report = await importDirectory(
      { db, actor: { system: true, name: 'Import en ligne de commande' }, now: now() },
      {
        fileName: path.basename(file),
        source: DirectorySource.fromFile(path.resolve(file)),
        academyCode: values.academy ?? null,
      },
      (step, percent) => {
        if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${step} (${Math.round(percent)} %)`);
      },
    );
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
    const counts: [string, number][] = [
      ['lignes reçues', report.received],
      ['créées', report.created],
      ['mises à jour', report.updated],
      ['inchangées', report.unchanged],
      ['fermées', report.closed],
      ['refusées', report.refused],
      ['hors périmètre', report.outside],
      ['en double', report.merged],
      ['avertissements', report.warned],
    ];
    console.log(`Import terminé en ${duration(performance.now() - start)}.`);
    for (const [label, count] of counts) console.log(`  ${label.padEnd(16)}${String(count).padStart(8)}`);
    for (const { line, uai, reason } of report.refusals.slice(0, shownLines)) {
      console.log(`  ligne ${line} (${uai}) : ${reason}`);
    }
    if (report.refused > shownLines) {
      console.log(`  … et ${report.refused - shownLines} autres refus : le rapport complet est à l’écran.`);
    }
  } finally {
    await db.$disconnect();
  }
}

try {
  await main();
} catch (error) {
  tell(error);
  process.exitCode = 1;
}
