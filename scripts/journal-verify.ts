import { verifyJournal } from '@/server/audit/verify';
import { createDb } from '@/server/db';
import { databaseUrl } from './local-database.mjs';
import { tell } from './steps.mjs';

/** `npm run journal:verify`: walks every chain of the journal and names the first broken row. */

try {
  const db = createDb(databaseUrl(), 1);
  const { rows, broken } = await verifyJournal(db).finally(() => db.$disconnect());
  if (broken) {
    console.error(`Journal rompu\u00a0: chaîne ${broken.chain}, ligne ${broken.seq}\u00a0: ${broken.why}.`);
    process.exitCode = 1;
  } else {
    console.log(`Journal intact\u00a0: ${rows} ligne${rows > 1 ? 's' : ''} vérifiée${rows > 1 ? 's' : ''}.`);
  }
} catch (error) {
  tell(error);
  process.exitCode = 1;
}
