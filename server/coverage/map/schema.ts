import type { z } from 'zod';
import { coverageQuery, department } from '../schema';

/** The schools of a département on a date, for its map. */
export const departmentMapQuery = coverageQuery.pick({ degree: true, sector: true, asOf: true }).extend({
  department,
});
export type DepartmentMapQuery = z.input<typeof departmentMapQuery>;

/** The bands of an académie; those of all without one. */
export const mapBandsQuery = coverageQuery.pick({ academyCode: true });
