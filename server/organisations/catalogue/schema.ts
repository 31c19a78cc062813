import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { allUses, knownUses } from '../../inventory/domain';
import { productKinds } from './domain';

/** A line of the catalogue of products. The vendor is told by name; a new name makes a new vendor. */
export const productFacts = z.object({
  vendor: cleanLine({ max: 200, required: 'Indiquez l’éditeur.' }),
  name: cleanLine({ max: 200, required: 'Nommez la solution.' }),
  kind: z.enum(productKinds, { error: 'Choisissez la nature de la solution.' }),
  degrees: z
    .array(z.enum(['primary', 'secondary'], { error: 'Degré inconnu.' }))
    .min(1, { error: 'Choisissez au moins un degré.' })
    .transform((degrees) => [...new Set(degrees)].sort()),
  /** What it covers; with these, two tools are compared and a paid one that the ENT already covers is seen. */
  uses: z
    .array(z.enum(allUses, { error: 'Cet usage n’est pas dans la liste.' }))
    .default([])
    .transform((uses) => knownUses(uses)),
  /** When somebody last made sure that the line is true. */
  checkedOn: isoDate('Indiquez une date existante, ou laissez vide (JJ/MM/AAAA).').nullish(),
  note: cleanText({ max: 2_000 }).nullish(),
  /** A product no longer active is not offered to new projects. */
  active: z.boolean().default(true),
});
export type ProductFacts = z.output<typeof productFacts>;

export const updateProduct = productFacts.extend({
  version: z.int({ error: 'La version lue est attendue.' }).min(1),
});
export type UpdateProduct = z.output<typeof updateProduct>;

export const listProducts = z.object({
  q: cleanLine({ max: 200 }).optional(),
  kind: z.enum(productKinds).optional(),
  degree: z.enum(['primary', 'secondary']).optional(),
  state: z.enum(['active', 'inactive', 'all']).default('active'),
});
export type ListProducts = z.output<typeof listProducts>;
