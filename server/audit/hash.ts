import { createHash } from 'node:crypto';

/** JSON with sorted keys: the same value always gives the same text, whatever the database did to it. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
}

/** The facts of a journal row that its hash covers. */
export type HashedRow = {
  chain: string;
  seq: number;
  at: Date;
  actorId: string | null;
  actorName: string;
  hat: string;
  action: string;
  objectType: string;
  objectId: string;
  before: unknown;
  after: unknown;
  previousHash: string;
};

/** SHA-256 (hex) of a row and of the hash of the row before it. */
export function rowHash(row: HashedRow): string {
  const { chain, seq, at, actorId, actorName, hat, action, objectType, objectId, before, after } = row;
  return createHash('sha256')
    .update(row.previousHash)
    .update('\n')
    .update(
      canonicalJson({ chain, seq, at, actorId, actorName, hat, action, objectType, objectId, before, after }),
    )
    .digest('hex');
}
