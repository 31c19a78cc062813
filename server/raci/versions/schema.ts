import { z } from 'zod';
import { cleanLine } from '@/server/text';

/** Freezing: on the version of the matrix that was shown. */
export const freezeMatrix = z.object({
  note: cleanLine({ max: 200 }).optional(),
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});

export const versionNumber = z.object({
  number: z.int({ error: 'Le numéro de la version est attendu.' }).min(1),
});
