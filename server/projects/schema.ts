import { z } from 'zod';
import { checkSiren } from '@/server/territory/siren';
import { cleanLine, isoDate } from '@/server/text';
import { datesFinding, projectPhases } from './domain';

/** Most schools in one list: more than any académie has. */
export const MAX_SCHOOLS = 6000;

/** A line that may stay empty: absent leaves it alone, empty or null clears it. */
const optionalLine = (max: number) =>
  cleanLine({ max })
    .nullable()
    .transform((value) => (value === '' ? null : value))
    .optional();

const optionalEmail = z
  .string({ error: 'Indiquez une adresse électronique valide.' })
  .max(254, { error: 'Indiquez une adresse électronique valide.' })
  .overwrite((text) => text.trim().toLowerCase())
  .refine((text) => text === '' || z.email().safeParse(text).success, {
    error: 'Indiquez une adresse électronique valide.',
  })
  .nullable()
  .transform((value) => (value === '' ? null : value))
  .optional();

const optionalDate = z.union([z.literal('').transform(() => null), isoDate()]).nullish();

const id = (error: string) => z.string({ error }).min(1, { error }).max(64, { error });

export const degreeField = z.enum(['primary', 'secondary'], {
  error: 'Choisissez le premier ou le second degré.',
});
export const phaseField = z.enum(projectPhases, { error: 'Choisissez une phase du projet.' });
export const versionField = z.int({ error: 'La version attendue manque.' }).min(1).max(2_000_000_000);

const describing = {
  productId: id('Choisissez une solution du catalogue.')
    .nullish()
    .or(z.literal('').transform(() => null)),
  startsOn: optionalDate,
  endsOn: optionalDate,
  marketReference: optionalLine(120),
  marketEndsOn: optionalDate,
  academyLeadName: optionalLine(120),
  academyLeadEmail: optionalEmail,
  authorityLeadName: optionalLine(120),
  authorityLeadEmail: optionalEmail,
};

const name = cleanLine({ max: 200, required: 'Donnez un nom au projet.' });

const ordered = (project: { startsOn?: string | null; endsOn?: string | null }) =>
  datesFinding(project.startsOn ?? null, project.endsOn ?? null) === null;
const disordered = { error: 'La date de fin précède la date de début.', path: ['endsOn'] };

/**
 * A new project. The carrier is named by its identifier, its SIREN or, for a commune, its INSEE code. The
 * académie is deduced from the hat or from the carrier; it is asked only when neither tells.
 */
export const createProjectSchema = z
  .object({
    name,
    degree: degreeField,
    carrierId: id('Choisissez la collectivité porteuse.').optional(),
    carrierSiren: z
      .string()
      .superRefine((value, context) => {
        const check = checkSiren(value);
        if (!check.ok) context.addIssue({ code: 'custom', message: check.message });
      })
      .transform((value) => checkSiren(value).value)
      .optional(),
    carrierInsee: z
      .string()
      .regex(/^\d[0-9AB]\d{3}$/, { error: 'Un code INSEE de commune comporte cinq caractères.' })
      .optional(),
    academyCode: z
      .string()
      .regex(/^\d{2}$/, { error: 'Un code d’académie comporte deux chiffres.' })
      .optional(),
    phase: phaseField.default('scoping'),
    ...describing,
  })
  .refine((project) => project?.carrierId ?? project?.carrierSiren ?? project?.carrierInsee, {
    error: 'Choisissez la collectivité porteuse.',
    path: ['carrierId'],
    // Said together with the other mistakes, not after them.
    when: () => true,
  })
  .refine(ordered, disordered);

export type CreateProject = z.output<typeof createProjectSchema>;

/** Changes of a project: what is absent stays; `version` is the one that the person saw. */
export const updateProjectSchema = z
  .object({
    version: versionField,
    name: name.optional(),
    degree: degreeField.optional(),
    carrierId: id('Choisissez la collectivité porteuse.').optional(),
    phase: phaseField.optional(),
    /** True closes the project, false opens it again. */
    closed: z.boolean().optional(),
    ...describing,
  })
  .refine(ordered, disordered);

export type UpdateProject = z.output<typeof updateProjectSchema>;

const uaiList = z
  .array(z.string({ error: 'Chaque UAI est un texte.' }).max(40), { error: 'La liste des UAI manque.' })
  .max(MAX_SCHOOLS, { error: `Une liste compte au plus ${MAX_SCHOOLS} écoles.` });

/** The whole list of a project's schools; a school absent from it leaves the project. */
export const setSchoolsSchema = z.object({ uais: uaiList, version: versionField.optional() });
export type SetSchools = z.output<typeof setSchoolsSchema>;

export const projectSorts = ['name', 'carrier', 'phase', 'updated', 'created'] as const;

/** Filters of the list of projects; `cursor` continues after the last project of an answer. */
export const listProjectsSchema = z.object({
  q: cleanLine({ max: 200 }).optional(),
  degree: degreeField.optional(),
  phase: phaseField.optional(),
  department: z.string().max(3).optional(),
  carrierId: z.string().max(64).optional(),
  state: z.enum(['active', 'closed', 'all']).default('active'),
  sort: z.enum(projectSorts).default('updated'),
  direction: z.enum(['asc', 'desc']).optional(),
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});
export type ListProjects = z.output<typeof listProjectsSchema>;

/** Where to look for schools that could join a project: at least one of these. */
export const candidatesSchema = z.object({
  department: z.string().max(3).optional(),
  commune: z.string().max(5).optional(),
  epci: z.string().max(9).optional(),
  q: cleanLine({ max: 200 }).optional(),
  uais: uaiList.optional(),
});
export type Candidates = z.output<typeof candidatesSchema>;
