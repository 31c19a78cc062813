import { applyMigrations } from './migrate';
import { step } from './steps.mjs';

/**
 * Brings the database of DATABASE_URL up to date: migrations, with --reference the reference data, and with
 * --demonstration the labelled demonstration. Run as a program by `npm start`, `npm run dev` and `npm run serve`.
 */

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL manque.');

await step(
  'Migrations',
  () => applyMigrations(url),
  ({ length }) => (length === 0 ? 'à jour' : `${length} appliquée${length > 1 ? 's' : ''}`),
);
// Imported when wanted only: a second start takes less time than reading them.
if (process.argv.includes('--reference')) {
  await step('Données de référence (académies, départements, communes, EPCI)', async () => {
    const { loadReferenceData } = await import('@/prisma/seed/reference');
    await loadReferenceData(url);
  });
}
if (process.argv.includes('--demonstration')) {
  await step('Démonstration', async () => {
    const { loadDemonstration } = await import('@/prisma/seed/demonstration');
    await loadDemonstration(url);
  });
}
// The schema engine leaves a timer of ten seconds behind, for a lock that it holds no more: nobody waits for it.
process.exit();
