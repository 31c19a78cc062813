import { z } from 'zod';
import { parties, phases } from '../domain';

const side = z
  .string({ error: 'Choisissez ce qui est comparé.' })
  .regex(/^(actuel|application|modele|modele-recent|v\d{1,6}|(modele|projet)-[a-z0-9]{1,64})$/i, {
    error: 'Choisissez ce qui est comparé.',
  });

/** The two sides of a comparison: what is looked at, and what it is held against. */
export const compareSides = z.object({ of: side.default('actuel'), with: side.default('modele') });
export type CompareSides = z.output<typeof compareSides>;

/** What is counted of a party in an activity: that it answers for the result, that it does, that it has any part. */
export const heatMeasures = ['accountable', 'doer', 'any'] as const;
export type HeatMeasure = (typeof heatMeasures)[number];

/** Which projects and which activities of the académie are looked at. */
export const heatFilters = z.object({
  degree: z.enum(['primary', 'secondary'], { error: 'Degré inconnu.' }).optional(),
  department: z
    .string({ error: 'Département inconnu.' })
    .regex(/^[0-9AB]{2,3}$/, { error: 'Département inconnu.' })
    .optional(),
  phase: z.enum(phases, { error: 'Phase inconnue.' }).optional(),
  measure: z.enum(heatMeasures, { error: 'Choisissez ce qui est compté.' }).default('accountable'),
});
export type HeatFilters = z.output<typeof heatFilters>;

/** One figure of the map: an activity, as the map names it, and a party. */
export const heatFigure = heatFilters.extend({
  activity: z.string({ error: 'Choisissez une activité.' }).min(1).max(400),
  party: z.enum(parties, { error: 'Choisissez une partie.' }),
});
export type HeatFigure = z.output<typeof heatFigure>;
