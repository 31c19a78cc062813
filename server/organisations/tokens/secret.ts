import { createHash, randomBytes } from 'node:crypto';

/** Recognisable by the tools that look for secrets published by mistake. */
const prefix = 'accordent_';

/** A new token: 256 random bits. Shown once; only its hash is kept. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: SHA-256, hex. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
