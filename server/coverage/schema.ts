import { z } from 'zod';
import { isoDate } from '@/server/text';
import { chainStages, coverageBases } from './domain';
import { departmentShape, france, isTerritory, territoryKinds } from './territory';

const degree = z.enum(['primary', 'secondary'], { error: 'Le degré est « primary » ou « secondary ».' });
const sector = z.enum(['public', 'all'], { error: 'Le périmètre est « public » ou « all ».' });
const academyCode = z.string().regex(/^\d{2}$/, 'Le code d’une académie compte deux chiffres.');
/** The code of a département in a query. */
export const department = z.string().regex(departmentShape, 'Ce code de département n’existe pas.');

/** Coverage on a date; without `asOf`, today. */
export const coverageQuery = z.object({
  degree: degree.default('primary'),
  sector: sector.default('public'),
  asOf: isoDate().optional(),
  academyCode: academyCode.optional(),
  departments: z.array(department).max(110).optional(),
});
export type CoverageQuery = z.input<typeof coverageQuery>;

/** A territory in a query. */
export const territoryInput = z
  .object({
    kind: z.enum(territoryKinds, { error: 'Ce genre de territoire n’existe pas.' }),
    code: z.string().max(220).default(''),
  })
  .refine(isTerritory, { error: 'Ce code de territoire n’est pas valable.', path: ['code'] });

/** The schools behind one number of the table. */
export const coverageSchoolsQuery = z.object({
  territory: territoryInput,
  nature: z.string().max(40).optional(),
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

/** What the chain can be told apart by. */
export const dimensions = [
  'academy',
  'department',
  'epci',
  'commune',
  'constituency',
  'authority',
  'product',
  'nature',
  'sector',
] as const;
export type Dimension = (typeof dimensions)[number];

export const dimensionLabels: Record<Dimension, string> = {
  academy: 'Académie',
  department: 'Département',
  epci: 'Intercommunalité',
  commune: 'Commune',
  constituency: 'Circonscription',
  authority: 'Collectivité porteuse',
  product: 'Solution',
  nature: 'Nature d’école',
  sector: 'Secteur',
};

/** True when its rows could tell where one school stands. */
export function isFineDimension(by: Dimension): boolean {
  return by !== 'academy' && by !== 'department' && by !== 'nature' && by !== 'sector';
}

export const breakdownSorts = ['name', 'exists', 'inProject', 'conventioned', 'attached', 'used'] as const;

/** The chain on a territory, by a dimension. */
export const breakdownQuery = z.object({
  territory: territoryInput.default(france),
  by: z.enum(dimensions, { error: 'Cette répartition n’existe pas.' }).default('department'),
  basis: z.enum(coverageBases, { error: 'On compte des écoles ou des élèves.' }).default('schools'),
  degree: degree.default('primary'),
  sector: sector.default('public'),
  nature: z.string().max(40).optional(),
  asOf: isoDate().optional(),
  sort: z.enum(breakdownSorts).optional(),
  descending: z.boolean().default(false),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(5000).default(50),
});
export type BreakdownQuery = z.input<typeof breakdownQuery>;
