import { z } from 'zod';
import { meanings, normaliseMeanings } from './domain';

const id = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(64, { error: message });

/** One cell of a matrix; `version` is that of the cell as it was shown (0 for a cell never filled). */
const cell = z.object({
  activityId: id('Cette activité n’existe pas.'),
  actorKey: id('Cet acteur n’existe pas.'),
  meanings: z
    .array(z.enum(meanings, { error: 'Choisissez parmi R, A, C et I.' }))
    .max(meanings.length, { error: 'Une cellule porte au plus quatre lettres.' })
    .overwrite((given) => normaliseMeanings(given)),
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});
export type CellInput = z.output<typeof cell>;

/** Cells written at once: a letter typed, a range pasted, an act taken back. */
export const setCells = z.object({
  cells: z
    .array(cell)
    .min(1, { error: 'Aucune case n’est donnée.' })
    .max(5_000, { error: 'Au plus 5 000 cases s’écrivent en une fois.' }),
});
export type SetCells = z.output<typeof setCells>;

/** What others wrote since a version of the matrix. */
export const changesSince = z.object({
  since: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});

/** With what a matrix begins: the published version of a template, or « application »; the first proposed when absent. */
export const startMatrix = z.object({
  template: id('Choisissez un modèle.').optional(),
});
export type StartMatrix = z.output<typeof startMatrix>;
