import { z } from 'zod';
import { cleanLine } from '@/server/text';
import { parties, phases } from '../domain';

/** What a matrix holds at most, hidden rows and columns included. */
export const MAX_ROWS = 200;
export const MAX_COLUMNS = 60;
/** Characters of the name of a row or a column. */
export const MAX_LABEL = 200;

const key = z
  .string({ error: 'L’activité ou l’acteur manque.' })
  .min(1, { error: 'L’activité ou l’acteur manque.' })
  .max(300, { error: 'Cet identifiant est trop long.' });
const keys = z.array(key).max(MAX_ROWS);
/** The row or the column behind which something goes; null for the first place. */
const after = key.nullable();
const label = (required: string) => cleanLine({ max: MAX_LABEL, required });
const rowLabel = label('Donnez un nom à l’activité.');
const columnLabel = label('Donnez un nom à l’acteur.');
/** Head of a narrow column; made from the name when it is left empty. */
const short = cleanLine({ max: 6 }).optional();
const membershipId = z
  .string({ error: 'Choisissez une personne.' })
  .min(1, { error: 'Choisissez une personne.' })
  .max(64, { error: 'Choisissez une personne.' });
/** How many letters the person was told will go: others may have written some since. */
const letters = z.int({ error: 'Le nombre de lettres annoncé est attendu (nombre entier).' }).min(0);
const phase = z.enum(phases, { error: 'Choisissez une phase.' });

/** What stands inside an organisation: a named person, or a function. */
const inner = z.union(
  [z.object({ membershipId }), z.object({ label: label('Donnez un nom à la fonction.'), short })],
  { error: 'Choisissez une personne, ou donnez un nom à la fonction.' },
);
export type InnerColumn = z.output<typeof inner>;

/** One change of the rows or of the columns of a matrix: rows and columns are named by their keys. */
export const structureEdit = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('row.add'), label: rowLabel, phase, after }),
    z.object({ kind: z.literal('row.rename'), key, label: rowLabel }),
    z.object({ kind: z.literal('row.move'), key, phase, after }),
    z.object({ kind: z.literal('row.split'), key, label: rowLabel }),
    z.object({ kind: z.literal('row.remove'), key, letters }),
    z.object({
      kind: z.literal('column.add'),
      label: columnLabel,
      short,
      party: z.enum(parties, { error: 'Choisissez de quelle partie il s’agit.' }),
      after,
    }),
    z.object({ kind: z.literal('column.name'), within: key, inner, after }),
    z.object({ kind: z.literal('column.rename'), key, label: columnLabel, short }),
    z.object({ kind: z.literal('column.move'), key, after }),
    z.object({ kind: z.literal('column.split'), key, label: columnLabel, short }),
    z.object({
      kind: z.literal('column.divide'),
      key,
      into: z
        .array(inner)
        .min(1, { error: 'Choisissez au moins une personne ou une fonction.' })
        .max(MAX_COLUMNS, { error: `Au plus ${MAX_COLUMNS}\u00a0colonnes.` }),
    }),
    z.object({ kind: z.literal('column.replace'), key, membershipId }),
    z.object({ kind: z.literal('column.remove'), key, letters }),
    z.object({ kind: z.literal('visibility'), rows: keys, columns: keys, hidden: z.boolean() }),
  ],
  { error: 'Ce changement de la matrice n’existe pas.' },
);
export type StructureEdit = z.output<typeof structureEdit>;

/** A change, and the structure that whoever asks for it has before their eyes. */
export const editStructureSchema = z.object({
  structureVersion: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(1),
  edit: structureEdit,
});
export type EditStructure = z.output<typeof editStructureSchema>;
