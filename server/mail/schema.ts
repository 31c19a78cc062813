import { z } from 'zod';

/** The page of mails: one drawer, one page, a word of the recipient or of the subject. */
export const listMailsSchema = z.object({
  drawer: z.enum(['attente', 'refuses', 'envoyes', 'ecartes']).default('refuses'),
  q: z.string().trim().max(200).optional(),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(200).default(50),
});
export type ListMails = z.output<typeof listMailsSchema>;
