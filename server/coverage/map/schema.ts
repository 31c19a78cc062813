import { z } from 'zod';
import { coverageQuery } from '../schema';

/** The schools of a département on a date, for its map. */
export const departmentMapQuery = coverageQuery.pick({ degree: true, sector: true, asOf: true }).extend({
  department: z.string().regex(/^(\d{2,3}|2[AB])$/, 'Ce code de département n’existe pas.'),
});
export type DepartmentMapQuery = z.input<typeof departmentMapQuery>;

/** The bands of an académie; those of all without one. */
export const mapBandsQuery = coverageQuery.pick({ academyCode: true });
