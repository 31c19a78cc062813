import type { z } from 'zod';
import { coverageSchoolsQuery } from '../schema';

/** The schools of a département on a date, for its map. */
export const departmentMapQuery = coverageSchoolsQuery.pick({
  department: true,
  degree: true,
  sector: true,
  asOf: true,
});
export type DepartmentMapQuery = z.input<typeof departmentMapQuery>;
