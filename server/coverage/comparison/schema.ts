import { z } from 'zod';
import { isoDate } from '@/server/text';
import { chainStages } from '../domain';
import { coverageQuery, territoryInput } from '../schema';
import { france } from '../territory';

const base = coverageQuery.pick({ degree: true, sector: true, asOf: true });

/** One territory on two dates; without `asOf`, today is the second. */
export const datesQuery = base.extend({
  territory: territoryInput.default(france),
  from: isoDate(),
  stage: z.enum(chainStages, { error: 'Cette étape n’existe pas.' }).default('in_project'),
});
export type DatesQuery = z.input<typeof datesQuery>;

/** Two territories on one date; without `asOf`, today. */
export const placesQuery = base.extend({ first: territoryInput, second: territoryInput });
export type PlacesQuery = z.input<typeof placesQuery>;
