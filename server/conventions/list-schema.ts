import { z } from 'zod';
import { conventionStatuses } from './facts';

/** Filters of the list of conventions, as they stand in the address. */
export const listConventions = z.object({
  q: z.string().trim().max(200).optional(),
  status: z.array(z.enum(conventionStatuses, { error: 'Cet état n’existe pas.' })).optional(),
  projectId: z.string().max(64).optional(),
  department: z.string().max(3).optional(),
  sort: z.enum(['number', 'since', 'ends']).default('number'),
  descending: z.boolean().optional(),
  limit: z.int().min(1).max(200, { error: 'Au plus 200 lignes par page.' }).default(50),
  /** Screens turn pages by number; REST goes on from a cursor. */
  page: z.int().min(1).max(100_000).optional(),
  cursor: z.string().max(64).nullish(),
});
export type ListConventions = z.output<typeof listConventions>;
