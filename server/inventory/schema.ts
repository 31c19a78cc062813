import { z } from 'zod';
import { department, territoryInput } from '@/server/coverage/schema';
import { normaliseUai } from '@/server/territory/uai';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { productKinds } from '../organisations/catalogue/domain';
import { allUses, continuities, duplicateKinds, isInventoryPlace, payers, trustStates } from './domain';

const id = (error: string) => z.string({ error }).min(1, { error }).max(64, { error });
const blank = z.literal('').transform(() => null);
const optionalDate = (message: string) => z.union([blank, isoDate(message)]).nullish();
const version = z.int({ error: 'La version lue est attendue.' }).min(1).max(2_000_000_000);
const schoolUai = (error: string) =>
  z
    .string({ error })
    .min(1, { error })
    .transform(normaliseUai)
    .pipe(z.string().regex(/^\d{7}[A-Z]$/, { error: 'Un UAI compte sept chiffres et une lettre.' }));
const uai = schoolUai('Choisissez une école.');

/** The collectivité that pays is told only where a collectivité pays; what proves the cadre only where it holds. */
const usedTool = {
  productId: id('Choisissez la solution.'),
  uses: z
    .array(z.enum(allUses, { error: 'Cet usage n’est pas dans la liste.' }))
    .default([])
    .transform((uses) => allUses.filter((use) => uses.includes(use))),
  payer: z.enum(payers, { error: 'Dites qui paie, ou «\u00a0Inconnu\u00a0».' }),
  payerAuthorityId: z.union([blank, id('Choisissez une collectivité de la liste.')]).nullish(),
  sinceOn: optionalDate('Indiquez depuis quand, ou laissez vide (JJ/MM/AAAA).'),
  untilOn: optionalDate('Indiquez le dernier jour d’usage, ou laissez vide (JJ/MM/AAAA).'),
  trust: z.enum(trustStates, { error: 'Dites si l’outil est dans le cadre de confiance.' }),
  trustProof: cleanLine({ max: 300 })
    .nullish()
    .transform((proof) => proof || null),
  throughEnt: z.boolean({ error: 'Dites si l’outil est accessible par l’ENT.' }).nullable().default(null),
  source: cleanLine({ max: 200, required: 'Dites d’où vient cette information.' }),
  sourceOn: isoDate('Indiquez la date de cette information (JJ/MM/AAAA).'),
  note: cleanText({ max: 2_000 })
    .nullish()
    .transform((note) => note?.trim() || null),
};

type Dated = {
  sinceOn?: string | null | undefined;
  untilOn?: string | null | undefined;
  trust: string;
  trustProof: string | null;
};

/** Rules between fields, the same for the form and for each line of a file. */
function checkTool(tool: Dated, context: z.RefinementCtx) {
  if (tool.sinceOn && tool.untilOn && tool.untilOn < tool.sinceOn)
    context.addIssue({
      code: 'custom',
      path: ['untilOn'],
      message: 'Le dernier jour d’usage précède le premier.',
    });
  if (tool.trust === 'inside' && !tool.trustProof)
    context.addIssue({
      code: 'custom',
      path: ['trustProof'],
      message: 'Dites ce qui le prouve\u00a0: une liste officielle, une attestation, une clause du marché…',
    });
}

/** What a line tells of a product, apart from where. */
export const toolSchema = z.object(usedTool).superRefine(checkTool);
export type Tool = z.output<typeof toolSchema>;

/** A product used at a place: one school, or all the public écoles of a commune. */
export const addEntry = z
  .object({
    ...usedTool,
    uai: z.union([blank, uai]).nullish(),
    communeCode: z
      .union([
        blank,
        z.string().regex(/^(\d{5}|2[AB]\d{3})$/, { error: 'Choisissez une commune de la liste.' }),
      ])
      .nullish(),
  })
  .superRefine((entry, context) => {
    checkTool(entry, context);
    if (!entry.uai && !entry.communeCode)
      context.addIssue({ code: 'custom', path: ['uai'], message: 'Choisissez une école ou une commune.' });
    if (entry.uai && entry.communeCode)
      context.addIssue({
        code: 'custom',
        path: ['communeCode'],
        message: 'Une ligne porte sur une école ou sur une commune, pas sur les deux.',
      });
  });
export type AddEntry = z.output<typeof addEntry>;

/** Corrects a line; its place does not change. */
export const editEntry = z.object({ ...usedTool, version }).superRefine(checkTool);
export type EditEntry = z.output<typeof editEntry>;

export const endEntry = z.object({
  version,
  untilOn: isoDate('Indiquez le dernier jour d’usage (JJ/MM/AAAA).'),
});
export const removeEntry = z.object({ version });

/** What narrows every table of the inventory. */
const filters = {
  asOf: isoDate().optional(),
  department: department.optional(),
  /** INSEE code or name. */
  commune: cleanLine({ max: 100 }).optional(),
  /** An EPCI, a circonscription, a commune. */
  territory: territoryInput
    .refine(isInventoryPlace, { error: 'Ce genre de territoire n’est pas un filtre de l’inventaire.' })
    .optional(),
  degree: z.enum(['primary', 'secondary']).optional(),
};
export const inventoryFilters = z.object({
  ...filters,
  kind: z.enum(productKinds).optional(),
  productId: z.string().max(64).optional(),
  use: z.enum(allUses).optional(),
  payer: z.enum(payers).optional(),
  trust: z.enum(trustStates).optional(),
  throughEnt: z.enum(['yes', 'no', 'unknown']).optional(),
});
export type InventoryFilters = z.output<typeof inventoryFilters>;
export type InventoryQuery = z.input<typeof inventoryFilters>;

/** Where the filters stand: the finer territories offered depend on it. */
export const inventoryChoicesQuery = z.object(filters).pick({ department: true, territory: true });
export type InventoryChoicesQuery = z.output<typeof inventoryChoicesQuery>;

const paged = {
  page: z.int().min(1).max(10_000).default(1),
  size: z.int().min(1).max(5_000).default(50),
};
/** Lines as they were declared; `state` says which of them. */
export const listEntries = inventoryFilters.extend({
  ...paged,
  q: cleanLine({ max: 200 }).optional(),
  state: z.enum(['current', 'ended', 'all']).default('current'),
});
export type ListEntries = z.output<typeof listEntries>;

export const listDuplicates = z.object({
  ...filters,
  kind: z.enum(duplicateKinds).optional(),
  use: z.enum(allUses).optional(),
});
export type ListDuplicates = z.output<typeof listDuplicates>;

/** The schools of one group of doublons, or of all. */
export const duplicateSchools = listDuplicates.extend({
  ...paged,
  group: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});
export type DuplicateSchools = z.output<typeof duplicateSchools>;

export const listContinuity = z.object({ ...filters, continuity: z.enum(continuities).optional() });
export type ListContinuity = z.output<typeof listContinuity>;

const linkPeriod = {
  sinceOn: optionalDate('Indiquez depuis quand, ou laissez vide (JJ/MM/AAAA).'),
  untilOn: optionalDate('Indiquez le dernier jour, ou laissez vide (JJ/MM/AAAA).'),
  source: cleanLine({ max: 200, required: 'Dites d’où vient cette information.' }),
  sourceOn: isoDate('Indiquez la date de cette information (JJ/MM/AAAA).'),
};
const checkPeriod = (
  link: { sinceOn?: string | null | undefined; untilOn?: string | null | undefined },
  context: z.RefinementCtx,
) => {
  if (link.sinceOn && link.untilOn && link.untilOn < link.sinceOn)
    context.addIssue({ code: 'custom', path: ['untilOn'], message: 'Le dernier jour précède le premier.' });
};
export const addLink = z
  .object({ uai, collegeUai: schoolUai('Choisissez un collège.'), ...linkPeriod })
  .superRefine(checkPeriod);
export type AddLink = z.output<typeof addLink>;
/** A link ends because the sector changed: the reason stays with it. */
export const endLink = z.object({
  version,
  untilOn: isoDate('Indiquez le dernier jour du rattachement (JJ/MM/AAAA).'),
  reason: cleanLine({ max: 300, required: 'Dites pourquoi ce rattachement prend fin.' }),
});
export const removeLink = removeEntry;

export const MAX_FILE_BYTES = 2_000_000;
export const MAX_LINES = 5_000;

/** A file dropped on the import page; `columns` says what each column holds, when it was said otherwise. */
export const readFile = z.object({
  target: z.enum(['tools', 'sectors'], { error: 'Dites ce que contient le fichier.' }).default('tools'),
  name: cleanLine({ max: 200, required: 'Le fichier n’a pas de nom.' }),
  contentBase64: z
    .base64({ error: 'Le fichier est arrivé abîmé\u00a0: déposez-le à nouveau.' })
    .max(MAX_FILE_BYTES * 1.4, { error: 'Le fichier dépasse 2\u00a0Mo.' }),
  columns: z.array(z.string().max(40)).max(100).optional(),
});
export type ReadFile = z.output<typeof readFile>;

/** `digest` is that of the preview: what was shown is what is written, or nothing. */
export const writeFile = readFile.extend({
  digest: z.string({ error: 'Relisez d’abord l’aperçu.' }).length(64),
});
export type WriteFile = z.output<typeof writeFile>;
