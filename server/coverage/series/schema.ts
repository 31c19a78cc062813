import { z } from 'zod';
import { coverageQuery, territoryInput } from '../schema';
import { france, isPlace } from '../territory';
import { seriesSteps } from './domain';

/** A place in a query; France when absent. */
export const placeInput = territoryInput.refine(({ kind }) => isPlace(kind), {
  error: 'Ce genre de territoire n’a pas de courbe\u00a0: ses écoles changent avec la date.',
  path: ['kind'],
});

/** The curves of a place up to a date; without `asOf`, today. */
export const seriesQuery = coverageQuery.pick({ degree: true, sector: true, asOf: true }).extend({
  territory: placeInput.default(france),
  step: z.enum(seriesSteps, { error: 'Une courbe se lit par mois ou par semaine.' }).default('month'),
});
export type SeriesQuery = z.input<typeof seriesQuery>;
