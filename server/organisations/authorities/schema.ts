import { z } from 'zod';
import { checkSiren } from '@/server/territory/siren';
import { cleanLine } from '@/server/text';

/** Kinds that the reference data does not hold, and that people enter by hand (DOMAIN §6). */
export const enteredKinds = ['syndicate', 'mutualising_body'] as const;
export const enteredKindLabels: Record<(typeof enteredKinds)[number], string> = {
  syndicate: 'Syndicat mixte',
  mutualising_body: 'Structure mutualisatrice (syndicat, établissement public)',
};

/** A collectivité that is missing from the reference data. */
export const createAuthority = z.object({
  kind: z.enum(enteredKinds, { error: 'Choisissez la nature de la collectivité.' }),
  name: cleanLine({ max: 200, required: 'Donnez le nom de la collectivité.' }),
  siren: z
    .string({ error: 'Indiquez le SIREN.' })
    .superRefine((value, context) => {
      const check = checkSiren(value);
      if (!check.ok) context.addIssue({ code: 'custom', message: check.message });
    })
    .transform((value) => checkSiren(value).value),
  departmentCode: z
    .string({ error: 'Choisissez le département.' })
    .min(1, 'Choisissez le département.')
    .max(3),
});
export type CreateAuthority = z.output<typeof createAuthority>;

export const searchAuthorities = z.object({ q: cleanLine({ max: 200 }) });
