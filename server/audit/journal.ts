import { Prisma } from '@/prisma/generated/client';
import { type Actor, hatLabel, type SystemActor } from '../access/actor';
import type { Db, Tx } from '../db';
import { AppError } from '../errors';
import { canonicalJson, type HashedRow, rowHash } from './hash';

/** Chain of what belongs to no académie: reference data, organisations, accounts. */
export const nationalChain = 'national';

/**
 * Who acts, when, and on which database: what every command receives first. `joined` is set while several
 * commands are one change (see `together`).
 */
export type Act = { db: Db; actor: Actor | SystemActor; now: Date; joined?: Joined };

type Joined = { tx: Tx; journal: JournalFacts[] };

/** The same, when a person acts. */
export type PersonAct = Act & { actor: Actor };

/** What one change says of itself in the journal. `before` and `after` hold the changed facts only. */
export type JournalFacts = {
  /** Code of the académie whose chain receives the row, or `nationalChain`. */
  chain: string;
  /** `object.verb`, such as `convention.submit_for_review`. */
  action: string;
  objectType: string;
  objectId: string;
  before?: unknown;
  after?: unknown;
};

const json = (value: unknown) =>
  value === undefined || value === null
    ? Prisma.JsonNull
    : (JSON.parse(canonicalJson(value)) as Prisma.InputJsonValue);

/** The next row of a chain, hashed; whoever writes it holds the lock on the chain's head. */
export function entryOf(
  head: { lastSeq: number; lastHash: string },
  { actor, now }: Pick<Act, 'actor' | 'now'>,
  facts: JournalFacts,
): HashedRow & { hash: string } {
  const person = 'system' in actor ? null : actor;
  const row = {
    chain: facts.chain,
    seq: head.lastSeq + 1,
    at: now,
    actorId: person?.userId ?? null,
    actorName: person?.userName ?? (actor as SystemActor).name,
    hat: person ? hatLabel(person) : 'Application',
    action: facts.action,
    objectType: facts.objectType,
    objectId: facts.objectId,
    before: facts.before ?? null,
    after: facts.after ?? null,
    previousHash: head.lastHash,
  };
  return { ...row, hash: rowHash(row) };
}

/** Adds rows to one chain: one lock and one statement, however many rows an act on hundreds of schools has. */
async function append(tx: Tx, act: Act, chain: string, all: JournalFacts[]) {
  await tx.$executeRaw`INSERT INTO "JournalChain" ("key") VALUES (${chain}) ON CONFLICT DO NOTHING`;
  // The lock is on this académie's chain alone, and taken last: another académie's writers never wait for it.
  const [head] = await tx.$queryRaw<{ lastSeq: number; lastHash: string }[]>`
    SELECT "lastSeq", "lastHash" FROM "JournalChain" WHERE "key" = ${chain} FOR UPDATE`;
  if (!head) throw new Error(`journal chain ${chain} vanished`);
  let { lastSeq, lastHash } = head;
  const data = all.map((facts) => {
    const entry = entryOf({ lastSeq, lastHash }, act, facts);
    lastSeq = entry.seq;
    lastHash = entry.hash;
    return { ...entry, before: json(entry.before), after: json(entry.after) };
  });
  await tx.journalEntry.createMany({ data });
  await tx.journalChain.update({ where: { key: chain }, data: { lastSeq, lastHash } });
}

/**
 * Runs one change: the work and its journal rows are one transaction, or nothing. `journal` may be null when
 * the work found that there was nothing to change.
 */
export async function change<T>(
  act: Act,
  work: (tx: Tx) => Promise<{ result: T; journal: JournalFacts | JournalFacts[] | null }>,
): Promise<T> {
  if (act.joined) {
    const { result, journal } = await work(act.joined.tx);
    act.joined.journal.push(...(journal ? [journal].flat() : []));
    return result;
  }
  const transaction = act.db.$transaction(
    async (tx) => {
      const { result, journal } = await work(tx);
      const rows = journal ? [journal].flat() : [];
      // Chains in a fixed order: two acts on the same chains never wait for each other.
      for (const chain of [...new Set(rows.map((facts) => facts.chain))].sort())
        await append(
          tx,
          act,
          chain,
          rows.filter((facts) => facts.chain === chain),
        );
      return result;
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
  return transaction.catch((error: unknown) => {
    throw isOverloaded(error) ? tooBusy() : error;
  });
}

/** No connection in time, or a transaction that lasted too long: nothing was kept. */
const isOverloaded = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2028';

const tooBusy = () =>
  new AppError(
    'unavailable',
    'Trop de personnes agissent en même temps. Rien n’a été enregistré\u00a0; réessayez dans un instant.',
  );

/**
 * Runs several commands as one change: what they do and all their journal rows are one transaction, or nothing.
 * The commands are called with the act that `work` receives. Journal rows are written at the end, so that the
 * lock on the chain is still taken last.
 */
export async function together<A extends Act, T>(act: A, work: (act: A, tx: Tx) => Promise<T>): Promise<T> {
  return change(act, async (tx) => {
    const journal: JournalFacts[] = [];
    const result = await work({ ...act, db: tx as Db, joined: { tx, journal } }, tx);
    return { result, journal };
  });
}
