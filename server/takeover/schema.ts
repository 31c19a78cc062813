import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '../text';
import { takeoverFields } from './fields';

const version = z.number('La version manque.').int().min(1);
const id = z.string().min(1).max(64);

/** The column that each head is, '' when it is left alone; kept for the académie's next spreadsheet. */
export const setColumnsSchema = z.object({
  version,
  columns: z
    .array(z.union([z.enum(takeoverFields), z.literal('')], { error: 'Cette colonne n’existe pas.' }))
    .max(100),
});

/** What a person decides on one line; null takes a decision back. */
export const chooseSchema = z.object({
  version,
  line: z.number().int().min(1),
  authorityId: id.nullish(),
  productId: id.nullish(),
  skip: z.boolean().nullish(),
});

export const confirmSchema = z.object({ version });

export const lineFilters = ['toutes', 'erreurs', 'avertissements', 'pretes', 'reprises', 'ecartees'] as const;
export type LineFilter = (typeof lineFilters)[number];

export const linesSchema = z.object({
  filter: z.enum(lineFilters).default('toutes'),
  page: z.number().int().min(1).default(1),
  limit: z.number().int().min(1).max(200).default(50),
});

/** A scan waiting for its convention is given to it, or taken away when `conventionId` is null. */
export const matchScanSchema = z.object({ scanId: id, conventionId: id.nullable() });

const reason = cleanText({ max: 1000, required: 'Dites pourquoi : le motif est gardé dans l’historique.' });

const day = isoDate().nullable();

/** Correction of the facts of a convention taken over. */
export const correctSchema = z.object({
  version,
  state: z.enum(['signed', 'in_force', 'suspended', 'expired', 'terminated', 'renewed']),
  signedOn: day,
  effectiveOn: isoDate('La date d’effet est nécessaire (JJ/MM/AAAA).'),
  endsOn: day,
  terminatedOn: day,
  productId: id.nullable(),
  externalReference: cleanLine({ max: 100 }),
  deliberationNumber: cleanLine({ max: 100 }),
  deliberationOn: day,
  note: cleanText({ max: 5000 }),
  reason,
});

export type SetColumns = z.output<typeof setColumnsSchema>;
export type Choose = z.output<typeof chooseSchema>;
export type Correct = z.output<typeof correctSchema>;
export type ListLines = z.output<typeof linesSchema>;
