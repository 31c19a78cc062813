import { z } from 'zod';
import { isoDate } from '@/server/text';
import { chainStages } from './domain';

const degree = z.enum(['primary', 'secondary'], { error: 'Le degré est « primary » ou « secondary ».' });
const sector = z.enum(['public', 'all'], { error: 'Le périmètre est « public » ou « all ».' });
const academyCode = z.string().regex(/^\d{2}$/, 'Le code d’une académie compte deux chiffres.');
const department = z.string().regex(/^(\d{2,3}|2[AB])$/, 'Ce code de département n’existe pas.');

/** Coverage on a date; without `asOf`, today. */
export const coverageQuery = z.object({
  degree: degree.default('primary'),
  sector: sector.default('public'),
  asOf: isoDate().optional(),
  academyCode: academyCode.optional(),
  departments: z.array(department).max(110).optional(),
});
export type CoverageQuery = z.input<typeof coverageQuery>;

/** The schools behind one number of the table. */
export const coverageSchoolsQuery = z.object({
  department,
  stage: z.enum(chainStages, { error: 'Cette étape n’existe pas.' }).default('exists'),
  degree: degree.default('primary'),
  sector: sector.default('public'),
  asOf: isoDate().optional(),
  /** UAI of the last school already shown; wins over `page`. */
  cursor: z.string().max(8).optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  limit: z.number().int().min(1).max(5000).default(50),
});
export type CoverageSchoolsQuery = z.input<typeof coverageSchoolsQuery>;

/** What someone else published, for one degree. */
export const publishedQuery = z.object({
  degree: degree.default('primary'),
  academyCode: academyCode.optional(),
  departments: z.array(department).max(110).optional(),
});
export type PublishedQuery = z.input<typeof publishedQuery>;
