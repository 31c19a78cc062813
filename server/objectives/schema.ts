import { z } from 'zod';
import { coverageBases } from '@/server/coverage/domain';
import { isTerritory } from '@/server/coverage/territory';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { objectiveKinds, objectiveStages } from './domain';

const rate = z
  .number({ error: 'Indiquez le taux à atteindre, en pour cent.' })
  .gt(0, { error: 'Le taux à atteindre est supérieur à 0 %.' })
  .max(1, { error: 'Le taux à atteindre ne dépasse pas 100 %.' });
const note = cleanText({ max: 2_000 })
  .nullish()
  .transform((text) => text?.trim() || null);
const version = z.int({ error: 'La version lue est attendue.' }).min(1).max(2_000_000_000);

/** A new target. */
export const setObjective = z
  .object({
    territoryKind: z.enum(objectiveKinds, { error: 'Choisissez le territoire.' }),
    territoryCode: cleanLine({ max: 220, required: 'Choisissez le territoire.' }),
    stage: z.enum(objectiveStages, { error: 'Choisissez ce qui est visé.' }),
    basis: z.enum(coverageBases, { error: 'Choisissez ce qui est compté.' }).default('schools'),
    degree: z.enum(['primary', 'secondary'], { error: 'Choisissez le degré.' }),
    sector: z.enum(['public', 'all'], { error: 'Choisissez le périmètre.' }).default('public'),
    target: rate,
    targetOn: isoDate('Indiquez l’échéance (JJ/MM/AAAA).'),
    note,
  })
  .refine(({ territoryKind, territoryCode }) => isTerritory({ kind: territoryKind, code: territoryCode }), {
    path: ['territoryCode'],
    error: 'Ce territoire n’existe pas.',
  });
export type SetObjective = z.output<typeof setObjective>;

const reason = cleanText({ max: 500, required: 'Dites pourquoi.' });

/** Corrects a target: its rate, its day or its note, with the reason. Where it starts never changes. */
export const reviseObjective = z.object({
  version,
  target: rate,
  targetOn: isoDate('Indiquez l’échéance (JJ/MM/AAAA).'),
  note,
  reason,
});
export type ReviseObjective = z.output<typeof reviseObjective>;

export const closeObjective = z.object({ version, reason });

export const listObjectives = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  asOf: isoDate().optional(),
  /** The next due first. */
  limit: z.int().min(1).max(200).default(200),
});
export type ListObjectives = z.output<typeof listObjectives>;
