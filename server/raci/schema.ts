import { z } from 'zod';
import { meanings, normaliseMeanings } from './domain';

const id = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(64, { error: message });

/** One cell of a matrix; `version` is the matrix's counter as it was shown (0 for a cell never filled). */
export const setCell = z.object({
  activityId: id('Cette activité n’existe pas.'),
  actorKey: id('Cet acteur n’existe pas.'),
  meanings: z
    .array(z.enum(meanings, { error: 'Choisissez parmi R, A, C et I.' }))
    .max(meanings.length, { error: 'Une cellule porte au plus quatre lettres.' })
    .overwrite((given) => normaliseMeanings(given)),
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});
export type SetCell = z.output<typeof setCell>;
