import { z } from 'zod';
import { cleanLine, cleanText } from '@/server/text';

/** The commands on templates and clauses, shared by forms, tRPC and REST. */
const id = (message: string) => z.string({ error: message }).min(1, { error: message }).max(64);

const version = z
  .int({ error: 'La version lue est attendue (nombre entier).' })
  .min(0, { error: 'La version lue est attendue (nombre entier).' });

const key = z
  .string({ error: 'Une clé est attendue.' })
  .max(64)
  .regex(/^[a-z][a-z0-9_]*$/, {
    error: 'Une clé s’écrit en minuscules sans accent, chiffres et tirets bas : clause_locale.',
  });

export const obligations = ['mandatory', 'optional', 'alternative'] as const;
export const shapes = ['bipartite', 'tripartite', 'framework', 'mutualised'] as const;
export const sectionKinds = ['visas', 'preamble', 'article', 'annex'] as const;
export const variableTypes = [
  'text',
  'longtext',
  'date',
  'number',
  'money',
  'choice',
  'boolean',
  'email',
] as const;

const degree = z.enum(['primary', 'secondary'], { error: 'Choisissez le degré.' });
const kind = z.enum(['convention', 'processing_agreement'], { error: 'Nature de document inconnue.' });
const obligation = z.enum(obligations, { error: 'Choisissez ce qu’est la clause.' });
const sectionKind = z.enum(sectionKinds, { error: 'Choisissez la place dans le document.' });
const legalBasis = cleanLine({ max: 500 }).default('');

/** A field of the text. Gaps are accepted in a draft; the checks ask for help and example before publication. */
export const templateVariable = z.object({
  key: key.refine((one) => !one.startsWith('article_'), {
    error: 'Une clé ne commence pas par « article_ » : c’est ainsi qu’un texte cite un article.',
  }),
  label: cleanLine({ max: 120, required: 'Nommez le champ.' }),
  type: z.enum(variableTypes, { error: 'Choisissez le type du champ.' }),
  help: cleanLine({ max: 500 }).default(''),
  example: cleanLine({ max: 500 }).default(''),
  required: z.boolean().default(true),
  group: cleanLine({ max: 60 }).default('Autres'),
  article: z.string().max(64).default(''),
  default: z.union([cleanText(), z.number(), z.boolean(), z.null()]).default(null),
  options: z
    .array(
      z.object({
        value: cleanLine({ max: 60, required: 'Donnez une valeur à chaque réponse.' }),
        label: cleanLine({ max: 200, required: 'Donnez un nom à chaque réponse.' }),
      }),
    )
    .max(50)
    .optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  whenEmpty: cleanLine({ max: 500 }).optional(),
});

const wording = z.object({
  key,
  label: cleanLine({ max: 120, required: 'Nommez la rédaction.' }),
  from: key,
  texts: z.record(z.string().max(60), cleanText()),
});

export const deriveTemplate = z.object({
  baseId: id('Choisissez le modèle national de départ.'),
  name: cleanLine({ max: 120, required: 'Donnez un nom au modèle.' }),
});
export type DeriveTemplate = z.output<typeof deriveTemplate>;

/** `clause` names a version of the library; the server puts its text in. */
export const templateEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('describe'),
    name: cleanLine({ max: 120 }).optional(),
    title: cleanLine({ max: 200 }).optional(),
    notice: cleanText({ max: 2_000 }).optional(),
    shapes: z.array(z.enum(shapes)).max(4).optional(),
  }),
  z.object({
    kind: z.literal('section'),
    key,
    title: cleanLine({ max: 200 }),
    body: cleanText(),
    legalBasis,
    obligation,
    number: z.int().min(1).max(200).nullable().optional(),
    code: cleanLine({ max: 6 }).nullable().optional(),
  }),
  z.object({
    kind: z.literal('clause'),
    key: key.optional(),
    after: key.nullable().optional(),
    clauseId: id('Choisissez une clause.'),
    number: z.int().min(1),
  }),
  z.object({
    kind: z.literal('add'),
    section: sectionKind,
    after: key.nullable(),
    key,
    title: cleanLine({ max: 200, required: 'Donnez un titre à la partie.' }),
  }),
  z.object({ kind: z.literal('remove'), key }),
  z.object({ kind: z.literal('move'), key, by: z.int().min(-100).max(100) }),
  z.object({ kind: z.literal('renumber') }),
  z.object({ kind: z.literal('variable'), variable: templateVariable }),
  z.object({ kind: z.literal('remove_variable'), key }),
]);
export type TemplateEditCommand = z.output<typeof templateEdit>;

export const editTemplate = z.object({ version, edit: templateEdit });
export const publishTemplate = z.object({ version });
export const retireTemplate = z.object({ retired: z.boolean() });

export const publishClause = z.object({
  /** The clause that is taken up (national, or the académie's own); absent for a new one. */
  clauseId: id('Choisissez une clause.').optional(),
  key,
  degree,
  kind,
  section: sectionKind,
  title: cleanLine({ max: 200, required: 'Donnez un titre à la clause.' }),
  body: cleanText({ required: 'Rédigez la clause.' }),
  variables: z.array(templateVariable).max(100).default([]),
  wordings: z.array(wording).max(50).default([]),
  legalBasis,
  obligation,
  alternativeOf: key.nullable().default(null),
  /** Number of the académie's last version that was seen (0 when it has none). */
  seen: version,
});
export type PublishClause = z.output<typeof publishClause>;

export const takeClause = z.object({ seen: version });

export const listClauses = z.object({
  degree: degree.default('primary'),
  kind: kind.default('convention'),
});

export const explainDeviation = z.object({
  articleKey: key,
  reason: cleanText({
    max: 4_000,
    required: 'Dites pourquoi le texte s’écarte du modèle : le DPD et le service juridique le liront.',
  }),
});
export const revertDeviation = z.object({ articleKey: key, version });

export const listDeviations = z.object({
  q: z.string().max(200).optional(),
  state: z.enum(['all', 'explained', 'unexplained']).default('all'),
  open: z.boolean().default(false),
  page: z.int().min(1).max(10_000).default(1),
  limit: z.int().min(1).max(200).default(50),
});
export type ListDeviations = z.output<typeof listDeviations>;

export const previewFacts = z.object({
  conventionId: z.string().max(64).optional(),
  projectId: z.string().max(64).optional(),
});
