import { z } from 'zod';
import { uploadedPdf } from '@/server/files/schema';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { MAX_MONTHS } from '../conventions/domain';
import { version } from '../conventions/schema';

/** What an avenant may change, typed; shared by the form, tRPC and the stored JSON. */
const id = (message: string) => z.string({ error: message }).min(1, { error: message }).max(64);
const uai = z.string({ error: 'Un UAI est attendu.' }).min(1, { error: 'Un UAI est attendu.' }).max(20);

export const schoolIn = z.object({
  uai,
  entryOn: isoDate('Indiquez la date d’entrée de l’école (JJ/MM/AAAA).'),
});

export const schoolOut = z.object({
  uai,
  /** First day on which the school is no longer in the perimeter. */
  exitOn: isoDate('Indiquez la date de sortie de l’école (JJ/MM/AAAA).'),
  reason: cleanLine({ max: 300, required: 'Indiquez pourquoi l’école sort du périmètre.' }),
});

export const productChange = z
  .object({
    productId: id('Choisissez la nouvelle solution.'),
    marketReference: cleanLine({ max: 200 }).nullable().default(null),
    marketStartsOn: isoDate().nullable().default(null),
    marketEndsOn: isoDate().nullable().default(null),
  })
  .refine((it) => !it.marketStartsOn || !it.marketEndsOn || it.marketStartsOn <= it.marketEndsOn, {
    path: ['marketEndsOn'],
    error: 'Le marché ne peut pas s’achever avant d’avoir commencé.',
  });

/** Either a new last day, or a new total duration counted from the effect date of the convention. */
export const termChange = z
  .object({
    endsOn: isoDate('Indiquez le nouveau terme (JJ/MM/AAAA).').nullable().default(null),
    durationMonths: z
      .int({ error: 'Indiquez une durée en mois entiers.' })
      .min(1, { error: 'La durée est d’au moins un mois.' })
      .max(MAX_MONTHS, { error: `La durée est d’au plus ${MAX_MONTHS} mois.` })
      .nullable()
      .default(null),
  })
  .refine((term) => (term.endsOn === null) !== (term.durationMonths === null), {
    path: ['endsOn'],
    error: 'Indiquez le nouveau terme ou la nouvelle durée, l’un des deux seulement.',
  });

export const partyChange = z.object({
  /** The authority that takes the place of the present one; null when only facts about a party change. */
  authorityId: id('Choisissez la collectivité.').nullable().default(null),
  facts: cleanText({ max: 4_000, required: 'Dites ce qui change pour cette partie.' }),
});

export const articleChange = z.object({
  /** Key of the parent's article that is replaced, or a new key. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, { error: 'Article inconnu.' }),
  mode: z.enum(['replace', 'add']),
  title: cleanLine({ max: 200, required: 'Donnez un titre à l’article.' }),
  body: cleanText({ required: 'Rédigez le texte de l’article.' }),
});

export const amendmentChanges = z
  .object({
    schoolsIn: z.array(schoolIn).max(5_000, { error: 'Au plus 5 000 écoles.' }).default([]),
    schoolsOut: z.array(schoolOut).max(5_000, { error: 'Au plus 5 000 écoles.' }).default([]),
    product: productChange.nullable().default(null),
    term: termChange.nullable().default(null),
    parties: partyChange.nullable().default(null),
    articles: z.array(articleChange).max(40, { error: 'Au plus 40 articles.' }).default([]),
  })
  .superRefine((changes, context) => {
    const once = (field: 'schoolsIn' | 'schoolsOut' | 'articles', keys: string[], message: string) => {
      const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
      if (twice >= 0) context.addIssue({ code: 'custom', path: [field, twice], message });
    };
    const entering = changes.schoolsIn.map((school) => school.uai);
    once('schoolsIn', entering, 'Cette école est citée deux fois.');
    once(
      'schoolsOut',
      changes.schoolsOut.map((school) => school.uai),
      'Cette école est citée deux fois.',
    );
    once(
      'articles',
      changes.articles.map(({ key }) => key),
      'Cet article est cité deux fois.',
    );
    const both = changes.schoolsOut.findIndex((school) => entering.includes(school.uai));
    if (both >= 0)
      context.addIssue({
        code: 'custom',
        path: ['schoolsOut', both],
        message: 'Une école ne peut pas entrer et sortir par le même avenant.',
      });
  });
export type AmendmentChanges = z.output<typeof amendmentChanges>;

export const noChanges: AmendmentChanges = {
  schoolsIn: [],
  schoolsOut: [],
  product: null,
  term: null,
  parties: null,
  articles: [],
};

const effectiveOn = isoDate('Indiquez la date d’effet de l’avenant (JJ/MM/AAAA).');

/** `id` of the convention comes from the router. */
export const createAmendment = z.object({ effectiveOn: effectiveOn.nullish(), changes: amendmentChanges });
export type CreateAmendment = z.output<typeof createAmendment>;

/** `version` is the counter of the changes that the person saw. */
export const updateChanges = z.object({ version, changes: amendmentChanges });
export type UpdateChanges = z.output<typeof updateChanges>;

/** An avenant signed elsewhere, entered with its facts and its scan. */
export const takeOverAmendment = z.object({
  effectiveOn,
  signedOn: isoDate('Indiquez la date de la dernière signature (JJ/MM/AAAA).'),
  changes: amendmentChanges,
  file: uploadedPdf,
});
export type TakeOverAmendment = z.output<typeof takeOverAmendment>;

export const regenerateArticle = z.object({ articleKey: z.string().max(64), version });

/** Day of the consolidated text; today when absent. */
export const asOfInput = z.object({ asOf: isoDate().optional() });
