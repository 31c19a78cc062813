import { createHash } from 'node:crypto';
import type { ConventionContent } from './content';

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. A string is hashed as UTF-8. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * JSON with object keys sorted at every depth (by UTF-16 code unit), no white space, undefined members left
 * out: the same value gives the same bytes whatever the order in which it was built. Throws a TypeError on
 * what JSON cannot hold (NaN, Infinity, functions, bigint) rather than hash something else.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonicalJson: a number is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`canonicalJson: ${typeof value} has no JSON form`);
}

/** SHA-256 of the frozen text, as `sha256Hex(canonicalJson(content))`. Independent of key order. */
export function contentSha256(content: ConventionContent): string {
  return sha256Hex(canonicalJson(content));
}
