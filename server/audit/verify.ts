import type { Db } from '../db';
import { rowHash } from './hash';

export type BrokenRow = { chain: string; seq: number; why: string };

const page = 1000;

/**
 * Walks every chain from its first row and names the first broken one: a row missing, altered, or a head
 * that does not match.
 * @returns null when every chain holds, with the number of rows read.
 */
export async function verifyJournal(db: Db): Promise<{ rows: number; broken: BrokenRow | null }> {
  let rows = 0;
  for (const head of await db.journalChain.findMany({ orderBy: { key: 'asc' } })) {
    let previousHash = '';
    let seq = 0;
    for (;;) {
      const entries = await db.journalEntry.findMany({
        where: { chain: head.key, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: page,
      });
      for (const entry of entries) {
        const broken = (why: string) => ({ rows, broken: { chain: head.key, seq: entry.seq, why } });
        if (entry.seq !== seq + 1) return broken(`il manque la ligne ${seq + 1}`);
        if (entry.previousHash !== previousHash) return broken('elle ne suit pas la ligne qui la précède');
        if (rowHash(entry) !== entry.hash) return broken('son contenu ne correspond plus à son empreinte');
        previousHash = entry.hash;
        seq = entry.seq;
        rows += 1;
      }
      if (entries.length < page) break;
    }
    if (head.lastSeq !== seq || head.lastHash !== previousHash)
      return { rows, broken: { chain: head.key, seq: seq + 1, why: 'la fin de la chaîne manque' } };
  }
  return { rows, broken: null };
}
