import { z } from 'zod';
import { number } from '@/server/french';
import { degreeField, phaseField } from '@/server/projects/schema';
import { cleanLine, cleanText, email } from '@/server/text';
import { listConventions } from '../list-schema';
import { createConvention } from '../schema';
import { MAX_CONVENTIONS, MAX_DOCUMENTS, MAX_LINES } from './domain';

const id = z.string().min(1).max(64);
const line = z.int().min(1).max(1_000_000);

/** Which schools of the commune enter the project. */
export const sectors = ['public', 'all'] as const;

/** Where the communes come from. A file is read on the server, whatever its encoding. */
export const listSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string().max(600_000, { error: 'Cette liste est trop longue\u00a0: déposez un fichier CSV.' }),
  }),
  z.object({
    kind: z.literal('place'),
    department: z.string().max(3).optional(),
    epci: z.string().max(9).optional(),
  }),
  z.object({
    kind: z.literal('file'),
    name: cleanLine({ max: 200, required: 'Le fichier n’a pas de nom.' }),
    contentBase64: z
      .base64({ error: 'Le fichier est arrivé abîmé\u00a0: déposez-le à nouveau.' })
      .max(7_000_000, { error: 'Le fichier dépasse 5 Mo.' }),
  }),
]);
export type ListSource = z.output<typeof listSource>;

/** A preview writes nothing. `choices` is by line of the list. */
export const previewBulk = z.object({
  source: listSource,
  degree: degreeField,
  sector: z.enum(sectors).default('public'),
  choices: z
    .array(z.object({ line, commune: z.string().max(5).optional(), project: id.optional() }))
    .max(MAX_LINES)
    .default([]),
});
export type PreviewBulk = z.output<typeof previewBulk>;

/** What all the conventions of a bulk have in common. */
export const bulkFacts = z.object({
  degree: degreeField,
  templateKey: z.string().min(1, { error: 'Choisissez un modèle.' }).max(64),
  sector: z.enum(sectors).default('public'),
  productId: id.nullish().or(z.literal('').transform(() => null)),
  phase: phaseField.default('convention'),
  /** Head of the names of the projects that are opened: « ENT des écoles » d’Argenteuil. */
  projectPrefix: cleanLine({ max: 120, required: 'Donnez le début du nom des projets.' }),
  effectiveOn: createConvention.shape.effectiveOn.or(z.literal('').transform(() => null)),
  durationMonths: createConvention.shape.durationMonths,
  academyLeadName: cleanLine({ max: 120 }).optional(),
  academyLeadEmail: z.literal('').or(email()).optional(),
  /** Values of the template's variables, the same everywhere; absent keeps the default. */
  values: z
    .record(
      z.string().max(64),
      z.union([cleanText(), z.number(), z.boolean(), z.null()], { error: 'Valeur non reconnue.' }).optional(),
    )
    .default({})
    .transform((values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value] as const],
        ),
      ),
    ),
});
export type BulkFacts = z.output<typeof bulkFacts>;

/** The order: each line with the project and the unfinished conventions that the preview showed. */
export const askBulk = z.object({
  facts: bulkFacts,
  lines: z
    .array(
      z.object({
        said: cleanLine({ max: 500 }),
        authorityId: id,
        projectId: id.nullish(),
        /** Conventions not ended that the person saw, and beside which another one is wanted. */
        accepted: z.array(id).max(50).default([]),
      }),
    )
    .min(1, { error: 'Gardez au moins une commune.' })
    .max(MAX_CONVENTIONS, {
      error: `Une opération ouvre au plus ${number(MAX_CONVENTIONS)} conventions\u00a0: faites-la en plusieurs fois.`,
    }),
});
export type AskBulk = z.output<typeof askBulk>;

/** Acts that may be done on many drafts at once; each goes through the transition table. */
export const manyActions = ['submit_for_review', 'abandon'] as const;

export const askMany = z
  .object({
    action: z.enum(manyActions, { error: 'Cet acte ne se fait pas en nombre.' }),
    /** With the version that the person saw. */
    conventions: z
      .array(z.object({ id, version: z.int().min(1) }))
      .min(1, { error: 'Choisissez au moins une convention.' })
      .max(MAX_CONVENTIONS, { error: 'Choisissez moins de conventions à la fois.' }),
    reason: cleanText({ max: 4_000 }).optional(),
  })
  .refine(({ action, reason }) => action !== 'abandon' || Boolean(reason?.trim()), {
    error: 'Indiquez le motif de l’abandon.',
    path: ['reason'],
  });
export type AskMany = z.output<typeof askMany>;

/** An archive of PDFs: of conventions named one by one, or of all that match the filters of a list. */
export const askZip = z.union([
  z.object({
    ids: z
      .array(id)
      .min(1, { error: 'Choisissez au moins une convention.' })
      .max(MAX_DOCUMENTS, { error: `Une archive compte au plus ${MAX_DOCUMENTS} documents.` }),
  }),
  z.object({ filters: listConventions.omit({ limit: true, page: true, cursor: true }) }),
]);
export type AskZip = z.output<typeof askZip>;

/** What the work keeps of the order: the conventions, as they matched when it was given. */
export const zipInput = z.object({ ids: z.array(id) });
