import { z } from 'zod';
import { cleanLine, cleanText } from '@/server/text';
import { MAX_COLUMNS, MAX_ROWS } from '../structure/schema';
import type { ColumnUse } from './columns';

/** Of a file: titles, empty lines and columns of remarks come on top of what a matrix holds. */
export const MAX_LINES = 2 * MAX_ROWS;
export const MAX_HEADS = MAX_COLUMNS + 10;
export const MAX_FILE_BYTES = 2_000_000;

/** A file dropped on the page; reading it writes nothing. */
export const readFile = z.object({
  name: cleanLine({ max: 200, required: 'Le fichier n’a pas de nom.' }),
  contentBase64: z
    .base64({ error: 'Le fichier est arrivé abîmé\u00a0: déposez-le à nouveau.' })
    .max(MAX_FILE_BYTES * 1.4, { error: 'Le fichier dépasse 2\u00a0Mo.' }),
});
export type ReadFile = z.output<typeof readFile>;

const use = z
  .string()
  .max(80)
  .refine((given): given is ColumnUse => /^(activity|phase|number|new||actor:.+)$/.test(given), {
    error: 'Cette colonne ne peut pas porter cela.',
  });
const cell = cleanText({ max: 2_000 });

/** A table as it was read, and what its columns hold. */
export const exchangedTable = z.object({
  name: cleanLine({ max: 200 }),
  heads: z
    .array(cell)
    .min(1)
    .max(MAX_HEADS, { error: `Au plus ${MAX_HEADS} colonnes se lisent.` }),
  rows: z
    .array(z.object({ line: z.int().min(1), cells: z.array(cell).max(MAX_HEADS) }))
    .min(1, { error: 'Ce tableau ne contient aucune ligne.' })
    .max(MAX_LINES, { error: `Au plus ${MAX_LINES} lignes se lisent.` }),
  columns: z.array(use).max(MAX_HEADS),
});
export type ExchangedTable = z.output<typeof exchangedTable>;

/** `version` is that of the matrix when the preview was shown. */
export const applyTable = exchangedTable.extend({
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});
export type ApplyTable = z.output<typeof applyTable>;
