import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { departmentShape } from '../territory';
import { type ColumnUse, columnUses } from './columns';
import { publishedScopes } from './domain';

const degree = z.enum(['primary', 'secondary'], { error: 'Choisissez le premier ou le second degré.' });
const scopeKind = z.enum(publishedScopes, { error: 'Choisissez ce que le chiffre compte.' });
const number = (missing: string) =>
  z
    .int({ error: missing })
    .min(0, { error: 'Indiquez un nombre positif.' })
    .max(10_000_000, { error: 'Ce nombre est trop grand pour un département.' });
const year = z
  .int({ error: 'Indiquez l’année du chiffre, par exemple 2022.' })
  .min(2000, { error: 'Indiquez une année à partir de 2000.' })
  .max(2100, { error: 'Cette année est trop éloignée.' });
const source = cleanLine({ max: 200, required: 'Indiquez la source\u00a0: qui publie ce chiffre, et où.' });
const sourceUrl = cleanLine({ max: 500 })
  .refine((text) => text === '' || /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text), {
    error: 'L’adresse de la source commence par https:// ou http://.',
  })
  .transform((text) => text || null);

/** A published figure entered by form, REST or a file. */
export const figureFacts = z
  .object({
    departmentCode: z
      .string({ error: 'Choisissez un département.' })
      .regex(departmentShape, { error: 'Choisissez un département.' }),
    degree,
    year,
    asOf: isoDate().nullable(),
    band: cleanLine({ max: 120, required: 'Recopiez la tranche telle qu’elle est publiée.' }),
    numerator: number('Indiquez le nombre publié.'),
    denominator: z
      .int({ error: 'Indiquez un nombre entier, ou laissez vide.' })
      .min(1, { error: 'Le dénominateur est d’au moins 1\u00a0; laissez vide s’il n’est pas publié.' })
      .max(10_000_000, { error: 'Ce nombre est trop grand pour un département.' })
      .nullable(),
    scopeKind,
    scope: cleanLine({ max: 200 }),
    source,
    sourceUrl: sourceUrl.nullable(),
    publishedOn: isoDate().nullable(),
  })
  .superRefine((facts, context) => {
    if (facts.asOf && facts.asOf.slice(0, 4) !== String(facts.year))
      context.addIssue({
        code: 'custom',
        path: ['asOf'],
        message: 'Cette date n’est pas dans l’année indiquée.',
      });
    if (facts.asOf && facts.publishedOn && facts.publishedOn < facts.asOf)
      context.addIssue({
        code: 'custom',
        path: ['publishedOn'],
        message: 'Un chiffre n’est pas publié avant la date de l’état qu’il décrit.',
      });
  });
export type EnterFigure = z.output<typeof figureFacts>;

const version = z.int({ error: 'La version lue est attendue (nombre entier).' }).min(1);
const reason = cleanText({
  max: 500,
  required: 'Dites pourquoi\u00a0: le motif reste dans l’historique.',
}).overwrite((text) => text.trim());

/** `version` is the one that the person saw. */
export const correctFigure = z.object({ version, reason, facts: figureFacts });
export type CorrectFigure = z.output<typeof correctFigure>;

export const withdrawFigure = z.object({ version, reason });
export type WithdrawFigure = z.output<typeof withdrawFigure>;

/** What the page of published figures shows. */
export const figuresQuery = z.object({
  degree: degree.default('primary'),
  academyCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** With those that were withdrawn. */
  withdrawn: z.boolean().default(false),
});
export type FiguresQuery = z.input<typeof figuresQuery>;

export const MAX_LINES = 1_000;
export const MAX_HEADS = 60;
export const MAX_FILE_BYTES = 2_000_000;

/** A file dropped on the page; reading it writes nothing. */
export const readFile = z.object({
  name: cleanLine({ max: 200, required: 'Le fichier n’a pas de nom.' }),
  contentBase64: z
    .base64({ error: 'Le fichier est arrivé abîmé\u00a0: déposez-le à nouveau.' })
    .max(MAX_FILE_BYTES * 1.4, { error: 'Le fichier dépasse 2\u00a0Mo.' }),
});
export type ReadFile = z.output<typeof readFile>;

const cell = cleanText({ max: 2_000 });

/** A table as it was read, what its columns hold, and what holds for the lines that do not say it themselves. */
export const figuresTable = z.object({
  name: cleanLine({ max: 200 }),
  heads: z
    .array(cell)
    .min(1)
    .max(MAX_HEADS, { error: `Au plus ${MAX_HEADS} colonnes se lisent.` }),
  rows: z
    .array(z.object({ line: z.int().min(1), cells: z.array(cell).max(MAX_HEADS) }))
    .min(1, { error: 'Ce tableau ne contient aucune ligne.' })
    .max(MAX_LINES, { error: `Au plus ${MAX_LINES} lignes se lisent.` }),
  columns: z.array(z.enum(columnUses) satisfies z.ZodType<ColumnUse>).max(MAX_HEADS),
  common: z.object({
    degree,
    year: year.nullable(),
    scopeKind,
    source: cleanLine({ max: 200 }),
    sourceUrl: sourceUrl.nullable(),
    publishedOn: isoDate().nullable(),
  }),
});
export type FiguresTable = z.output<typeof figuresTable>;
export type FiguresTableInput = z.input<typeof figuresTable>;

/** `seen` is the mark of the preview; `reason` is asked when known figures are corrected. */
export const importFigures = figuresTable.extend({
  seen: z.string().max(64),
  correct: z.boolean(),
  reason: cleanLine({ max: 500 }),
});
export type ImportFigures = z.output<typeof importFigures>;
