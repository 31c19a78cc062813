import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { beginImport, lookOr, recordFile } from '@/server/audience/commands';
import { columnsRefusal } from '@/server/audience/fields';
import { countWords, type ReportLine, summaryOf } from '@/server/audience/report';
import { runImport } from '@/server/audience/run';
import { draftReadingSchema, readingSchema } from '@/server/audience/schema';
import { shortDate } from '@/server/calendar';
import { fromDbDate, now } from '@/server/clock';
import { createDb } from '@/server/db';
import { AppError } from '@/server/errors';
import { counted } from '@/server/french';
import { databaseUrl } from './local-database.mjs';
import { tell } from './steps.mjs';

/** `npm run import:audience -- FILE [--academy 25]`: imports the audience measure (DNMA) and prints the report. */

const usage = 'Usage\u00a0: npm run import:audience -- FICHIER.csv[.gz] [--academy 25]';
const shown = 20;

function lines(title: string, count: number, kept: readonly ReportLine[]): void {
  if (count === 0) return;
  console.log(`\n${title} :`);
  for (const { line, uai, reason } of kept.slice(0, shown))
    console.log(`  ligne ${line}${uai ? ` (${uai})` : ''}\u00a0: ${reason}`);
  if (count > shown) console.log(`  … et ${counted(count - shown, 'autre')}.`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { academy: { type: 'string' } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new Error(usage);
  if (!existsSync(file)) throw new Error(`Le fichier ${file} n’existe pas.`);
  const db = createDb(databaseUrl(), 2);
  try {
    const academyCode = values.academy ?? null;
    if (academyCode !== null && !(await db.academy.findUnique({ where: { code: academyCode } })))
      throw new Error(`Aucune académie n’a le code ${academyCode}.`);
    const act = { db, actor: { system: true as const, name: 'Ligne de commande' }, now: now() };
    const look = await lookOr(file);
    const { id } = await recordFile(act, academyCode, {
      fileName: path.basename(file),
      bytes: statSync(file).size,
      look,
    });
    const { reading } = await db.audienceImport.findUniqueOrThrow({ where: { id } });
    const draft = draftReadingSchema.parse(reading);
    const missing = columnsRefusal(draft.columns);
    if (missing)
      throw new Error(
        `Les colonnes de ce fichier ne sont pas reconnues. ${missing} Déposez-le à l’écran (Couverture, Audience, Importer) pour les choisir\u00a0: le choix est gardé et vaut ici ensuite.`,
      );
    await beginImport(act, id, readingSchema.parse(draft));
    const row = await runImport(act, id, {
      path: file,
      checkpoint: async ({ step }) => {
        if (step && process.stderr.isTTY) process.stderr.write(`\r${step.replace(', en mégaoctets', '')}   `);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\n');
    const ended = {
      ...row,
      firstWeek: fromDbDate(row.firstWeek),
      lastWeek: fromDbDate(row.lastWeek),
      newestBefore: fromDbDate(row.newestBefore),
    };
    console.log(summaryOf(ended, shortDate));
    for (const { label, value } of countWords(row))
      console.log(`${value.toLocaleString('fr-FR').padStart(11)} ${label}`);
    lines('Refus', row.refused, row.refusals as unknown as ReportLine[]);
    lines('Avertissements', row.warned, row.warnings as unknown as ReportLine[]);
  } catch (error) {
    if (error instanceof AppError) throw new Error(error.message);
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
