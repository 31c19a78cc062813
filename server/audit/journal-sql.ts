import type { ClientBase } from 'pg';
import { canonicalJson } from './hash';
import { type Act, entryOf, type JournalFacts } from './journal';

/**
 * Writes the journal row of a change made on a connection of its own (COPY needs one), inside the transaction
 * that the caller opened and will commit. Same row, same hash, same lock as `change`.
 */
export async function appendOn(
  client: ClientBase,
  act: Pick<Act, 'actor' | 'now'>,
  facts: JournalFacts,
): Promise<void> {
  await client.query('INSERT INTO "JournalChain" ("key") VALUES ($1) ON CONFLICT DO NOTHING', [facts.chain]);
  const { rows } = await client.query<{ lastSeq: number; lastHash: string }>(
    'SELECT "lastSeq", "lastHash" FROM "JournalChain" WHERE "key" = $1 FOR UPDATE',
    [facts.chain],
  );
  const [head] = rows;
  if (!head) throw new Error(`journal chain ${facts.chain} vanished`);
  const entry = entryOf(head, act, facts);
  await client.query(
    `INSERT INTO "JournalEntry" ("chain", "seq", "at", "actorId", "actorName", "hat", "action", "objectType",
       "objectId", "before", "after", "previousHash", "hash")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $13)`,
    [
      entry.chain,
      entry.seq,
      entry.at.toISOString(),
      entry.actorId,
      entry.actorName,
      entry.hat,
      entry.action,
      entry.objectType,
      entry.objectId,
      canonicalJson(entry.before),
      canonicalJson(entry.after),
      entry.previousHash,
      entry.hash,
    ],
  );
  await client.query('UPDATE "JournalChain" SET "lastSeq" = $2, "lastHash" = $3 WHERE "key" = $1', [
    entry.chain,
    entry.seq,
    entry.hash,
  ]);
}
