import { createDb } from '@/server/db';
import { demonstrationAccounts } from './accounts';
import { seedPeople } from './people';

/**
 * Loads the labelled demonstration, once: a database that already holds it is left as it is.
 * Never called by `npm run serve`.
 */
export async function loadDemonstration(databaseUrl: string): Promise<void> {
  const db = createDb(databaseUrl, 2);
  try {
    const first = demonstrationAccounts[0];
    if (first && (await db.user.findUnique({ where: { email: first.email } }))) return;
    await seedPeople(db);
  } finally {
    await db.$disconnect();
  }
}
