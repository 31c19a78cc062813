import { z } from 'zod';
import { coverageQuery } from '../schema';

/** The sheet of one département, on a date. */
export const sheetQuery = coverageQuery.pick({ degree: true, sector: true, asOf: true }).extend({
  department: z.string().regex(/^(\d{2,3}|2[AB])$/, 'Ce code de département n’existe pas.'),
});
export type SheetQuery = z.output<typeof sheetQuery>;
