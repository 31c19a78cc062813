import { z } from 'zod';
import { cleanLine } from '@/server/text';
import { organisationKinds } from './domain';

const id = (error: string) => z.string({ error }).min(1, { error }).max(64, { error });
const name = cleanLine({ max: 200, required: 'Donnez un nom à l’organisation.' });

/**
 * A new organisation, told by what it stands for: its territory and, where it has one, its own name come from
 * there. `academyCode` of a mutualising body is that of whoever creates it unless the operator says another.
 */
export const createOrganisation = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('platform'), name }),
    z.object({ kind: z.literal('ministry'), name }),
    z.object({ kind: z.literal('academy'), academyCode: id('Choisissez l’académie.') }),
    z.object({ kind: z.literal('dsden'), departmentCode: id('Choisissez le département.') }),
    z.object({ kind: z.literal('authority'), authorityId: id('Choisissez la collectivité.') }),
    z.object({
      kind: z.literal('mutualising_body'),
      name,
      academyCode: id('Choisissez l’académie.').nullish(),
    }),
    z.object({
      kind: z.literal('vendor'),
      name: cleanLine({ max: 200, required: 'Donnez le nom de l’éditeur.' }),
    }),
    z.object({ kind: z.literal('school'), uai: cleanLine({ max: 12, required: 'Indiquez l’UAI.' }) }),
  ],
  { error: 'Choisissez le type d’organisation.' },
);
export type CreateOrganisation = z.output<typeof createOrganisation>;

export const updateOrganisation = z.object({ name });
export type UpdateOrganisation = z.output<typeof updateOrganisation>;

export const mandate = z.object({ authorityId: id('Choisissez la collectivité.') });

export const listOrganisations = z.object({
  q: cleanLine({ max: 200 }).optional(),
  kind: z.enum(organisationKinds).optional(),
  academyCode: z.string().max(2).optional(),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(200).default(50),
});
export type ListOrganisations = z.output<typeof listOrganisations>;
