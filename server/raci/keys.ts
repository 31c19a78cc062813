import { randomBytes } from 'node:crypto';
import { searchable } from '@/server/territory/search';

/** The key of a row or column made here: like no other, in this matrix or another. */
export const newKey = (): string => `x${randomBytes(9).toString('hex')}`;

/** Head of a narrow column: « Conseil régional » → « CR », « Familles » → « FAM ». */
export function shortOf(label: string): string {
  const words = searchable(label)
    .split(' ')
    .filter((word) => word.length > 2);
  const [only = searchable(label)] = words;
  const short = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : only.slice(0, 3);
  return short.slice(0, 4).toUpperCase() || '?';
}
