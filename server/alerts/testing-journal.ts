import type { Db } from '@/server/db';

/** Actions that the journal holds of one object. */
export async function journalOf(db: Db, objectId: string): Promise<string[]> {
  return (await db.journalEntry.findMany({ where: { objectId } })).map(({ action }) => action);
}
