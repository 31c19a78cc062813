import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { version } from '../conventions/schema';
import { retentionSettings } from '../organisations/settings';

export const setRetention = z.object({
  version,
  retention: z.strictObject(retentionSettings.shape).required(),
});
export type SetRetention = z.output<typeof setRetention>;

/** All that is due, or the documents of these conventions only. */
export const proposeElimination = z.object({
  conventionIds: z.array(z.string().max(64)).max(5_000).nullable(),
});
export type ProposeElimination = z.output<typeof proposeElimination>;

const listId = z.string({ error: 'La liste manque.' }).min(1).max(64);

/** First approval, with the visa of the archives. */
export const approveElimination = z.object({
  listId,
  version,
  visaReference: cleanLine({ max: 200, required: 'Indiquez la référence du visa des archives.' }),
  visaOn: isoDate('Indiquez la date du visa (JJ/MM/AAAA).'),
});
export type ApproveElimination = z.output<typeof approveElimination>;

export const executeElimination = z.object({ listId, version });
export const withdrawElimination = z.object({
  listId,
  version,
  reason: cleanText({ max: 1_000, required: 'Dites pourquoi la liste est retirée.' }),
});

/** `reason` null lifts the hold. */
export const setHold = z.object({ version, reason: cleanText({ max: 1_000 }).nullable() });
