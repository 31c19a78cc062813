import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/hash';
import type { ConventionContent } from './content';

export { canonicalJson };

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. A string is hashed as UTF-8. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of the frozen text, of its canonical JSON (sorted keys): independent of the order of keys. */
export function contentSha256(content: ConventionContent): string {
  return sha256Hex(canonicalJson(content));
}
