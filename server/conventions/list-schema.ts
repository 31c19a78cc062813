import { z } from 'zod';
import { isoDate } from '@/server/text';
import { conventionStatuses } from './facts';

/** What a document is, and where it was made, as the list filters them. */
export const conventionKinds = ['convention', 'amendment', 'processing_agreement'] as const;
export const conventionKindLabels: Record<(typeof conventionKinds)[number], string> = {
  convention: 'Convention',
  amendment: 'Avenant',
  processing_agreement: 'Accord de sous-traitance (art. 28)',
};
export const conventionOrigins = ['application', 'taken_over'] as const;
export const conventionOriginLabels: Record<(typeof conventionOrigins)[number], string> = {
  application: 'Rédigée ici',
  taken_over: 'Reprise',
};

export const conventionSorts = ['number', 'since', 'ends', 'relevance'] as const;

/** Filters of the list of conventions, as they stand in the address. */
export const listConventions = z.object({
  q: z.string().trim().max(200).optional(),
  status: z.array(z.enum(conventionStatuses, { error: 'Cet état n’existe pas.' })).optional(),
  projectId: z.string().max(64).optional(),
  department: z.string().max(3).optional(),
  degree: z.enum(['primary', 'secondary'], { error: 'Ce degré n’existe pas.' }).optional(),
  authorityId: z.string().max(64).optional(),
  productId: z.string().max(64).optional(),
  /** Those whose last day comes before this one. */
  endsBefore: isoDate().optional(),
  origin: z.enum(conventionOrigins).optional(),
  kind: z.enum(conventionKinds).optional(),
  /** Those whose renewal waits for a decision. */
  renewal: z.enum(['to_examine']).optional(),
  /** `relevance` is the order of a search; without `q` it is that of the numbers. */
  sort: z.enum(conventionSorts).default('number'),
  descending: z.boolean().optional(),
  limit: z.int().min(1).max(200, { error: 'Au plus 200 lignes par page.' }).default(50),
  /** Screens turn pages by number; REST goes on from a cursor. */
  page: z.int().min(1).max(100_000).optional(),
  cursor: z.string().max(64).nullish(),
});
export type ListConventions = z.output<typeof listConventions>;
