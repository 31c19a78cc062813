import { z } from 'zod';
import { cleanLine } from '@/server/text';
import { listProjectsSchema } from '../schema';
import { columnTypes } from './cells';
import { priorities } from './columns';

/** Most cells in one act: a paste of 1,000 lines of five columns. */
export const MAX_CELLS = 5_000;
/** Most projects that the table shows at once. */
export const MAX_ROWS = 5_000;
/** Columns of its own that an académie may keep. */
export const MAX_OWN_COLUMNS = 40;

export const followUpFilters = ['late', 'none', 'mine'] as const;
export const followUpFilterLabels: Record<(typeof followUpFilters)[number], string> = {
  late: 'Étape en retard',
  none: 'Sans prochaine étape',
  mine: 'Étape qui m’est confiée',
};

/** Filters of the table: those of the list, and those of the follow-up. Any column sorts. */
export const projectTable = listProjectsSchema
  .pick({ q: true, degree: true, phase: true, department: true, carrierId: true, state: true })
  .extend({
    priority: z.enum(priorities).optional(),
    followUp: z.enum(followUpFilters).optional(),
    sort: z.string().max(80).default('name'),
    descending: z.boolean().default(false),
  });
export type ProjectTable = z.output<typeof projectTable>;

/** Cells as they were typed or pasted, with the value that the person saw there. All are saved, or none. */
export const setCells = z.object({
  cells: z
    .array(
      z.object({
        projectId: z.string().min(1).max(64),
        column: z.string().min(1).max(80),
        /** The kept value that stood there (server/projects/table/cells.ts): compare and set. */
        seen: z.string().max(2_000),
        text: z.string().max(20_000, { error: 'Ce texte est trop long pour une cellule.' }),
      }),
    )
    .min(1, { error: 'Aucune cellule n’est donnée.' })
    .max(MAX_CELLS, { error: `Au plus ${MAX_CELLS} cellules à la fois\u00a0: collez en plusieurs fois.` }),
});
export type SetCells = z.output<typeof setCells>;

const columnFields = {
  label: cleanLine({ max: 60, required: 'Donnez un nom à la colonne.' }),
  choices: z
    .array(cleanLine({ max: 60, required: 'Un choix ne peut pas être vide.' }))
    .max(50, { error: 'Au plus 50 choix.' })
    .default([])
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, {
      error: 'Deux choix portent le même nom.',
    }),
};

export const addColumn = z
  .object({ ...columnFields, type: z.enum(columnTypes, { error: 'Choisissez un type de colonne.' }) })
  .refine((column) => column.type !== 'choice' || column.choices.length > 0, {
    path: ['choices'],
    error: 'Une liste de choix compte au moins un choix.',
  });
export type AddColumn = z.output<typeof addColumn>;

/** The type of a column never changes: its values would not mean the same. */
export const editColumn = z.object({
  version: z.int().min(1),
  ...columnFields,
  hidden: z.boolean().default(false),
});
export type EditColumn = z.output<typeof editColumn>;

export const orderColumns = z.object({ ids: z.array(z.string().min(1).max(64)).max(MAX_OWN_COLUMNS) });
