import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isIsoDate } from '@/server/calendar';
import { now } from '@/server/clock';
import { createDb } from '@/server/db';
import { AppError } from '@/server/errors';
import { counted } from '@/server/french';
import { importDirectory } from '@/server/territory/directory/commands';
import type { ImportReport, ReportLine } from '@/server/territory/directory/report';
import { DirectorySource } from '@/server/territory/directory/source';
import { countWords } from '@/server/territory/directory/words';
import { databaseUrl } from './local-database.mjs';
import { tell } from './steps.mjs';

/**
 * `npm run import:directory -- FILE [--academy 25] [--date 2026-06-01] [--older]`: imports the school directory in one
 * step and prints the report; the screen shows a file before it is applied.
 */

const usage =
  'Usage\u00a0: npm run import:directory -- FICHIER.csv[.gz] [--academy 25] [--date 2026-06-01] [--older]';
const shown = 20;

function lines(title: string, count: number, kept: readonly ReportLine[]): void {
  if (count === 0) return;
  console.log(`\n${title} :`);
  for (const { line, uai, reason } of kept.slice(0, shown))
    console.log(`  ligne ${line}${uai ? ` (${uai})` : ''}\u00a0: ${reason}`);
  if (count > shown) console.log(`  … et ${counted(count - shown, 'autre')}.`);
}

function print(report: ImportReport): void {
  for (const { label, value } of countWords(report))
    console.log(`${value.toLocaleString('fr-FR').padStart(9)} ${label}`);
  lines('Refus', report.refused, report.refusals);
  lines('Avertissements', report.warned, report.warnings);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { academy: { type: 'string' }, date: { type: 'string' }, older: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new Error(usage);
  if (!existsSync(file)) throw new Error(`Le fichier ${file} n’existe pas.`);
  if (values.date !== undefined && !isIsoDate(values.date))
    throw new Error(`«\u00a0${values.date}\u00a0» n’est pas une date, par exemple 2026-06-01.`);
  const db = createDb(databaseUrl(), 2);
  try {
    const academyCode = values.academy ?? null;
    if (academyCode !== null && !(await db.academy.findUnique({ where: { code: academyCode } })))
      throw new Error(`Aucune académie n’a le code ${academyCode}.`);
    const act = { db, actor: { system: true as const, name: 'Ligne de commande' }, now: now() };
    print(
      await importDirectory(act, {
        fileName: path.basename(file),
        source: DirectorySource.fromFile(file),
        academyCode,
        statedOn: values.date ?? null,
        acceptOlder: values.older ?? false,
      }),
    );
  } catch (error) {
    if (error instanceof AppError) throw new Error(`${error.message} Rien n’a changé.`);
    throw error;
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
