import type { z } from 'zod';
import { coverageQuery, department } from '../schema';

/** The sheet of one département, on a date. */
export const sheetQuery = coverageQuery.pick({ degree: true, sector: true, asOf: true }).extend({
  department,
});
export type SheetQuery = z.output<typeof sheetQuery>;
