import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/prisma/generated/client';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

/** On the global object: a build has several copies of this module, and one makes what another asks about. */
const known = globalThis as unknown as { accordentUrls?: WeakMap<Db, string> };
known.accordentUrls ??= new WeakMap();
const urls = known.accordentUrls;

/** A client for one database; the caller disconnects it. */
export function createDb(databaseUrl: string, connections = 10): Db {
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: connections }),
  });
  urls.set(client, databaseUrl);
  return client;
}

/** Where a client made by `createDb` leads, for the few who need a connection of their own (COPY). */
export function databaseUrlOf(client: Db): string {
  const url = urls.get(client);
  if (!url) throw new Error('this client was not made by createDb');
  return url;
}

const held = globalThis as unknown as { accordentDb?: Db };

/** The client of this process. Kept across hot reloads, which would otherwise open a new pool each time. */
export function db(): Db {
  if (!held.accordentDb) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error('DATABASE_URL est absente.');
    held.accordentDb = createDb(url);
  }
  return held.accordentDb;
}
