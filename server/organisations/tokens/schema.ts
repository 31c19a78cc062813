import { z } from 'zod';
import { addDays } from '@/server/calendar';
import { cleanLine, isoDate } from '@/server/text';

/** A token lives a year at most (issue: expiring tokens). */
export const longestTokenDays = 365;

/** What a person asks when they make a token. It acts under the hat worn at that moment. */
export const createToken = z.object({
  name: cleanLine({ max: 100, required: 'Nommez le jeton : vous le reconnaîtrez dans la liste.' }),
  canWrite: z.boolean(),
  /** Last day on which it works. */
  expiresOn: isoDate('Indiquez le dernier jour de validité (JJ/MM/AAAA).'),
});

export type CreateToken = z.infer<typeof createToken>;

/** French sentence when a last day is not acceptable on `today`, else null. */
export function expiryProblem(expiresOn: string, today: string): string | null {
  if (expiresOn < today) return 'Cette date est passée.';
  if (expiresOn > addDays(today, longestTokenDays)) return 'Un jeton est valable un an au plus.';
  return null;
}
