import { z } from 'zod';
import { cleanLine } from '@/server/text';
import { changeKinds } from './directory/change-kinds';
import { MAX_BYTES } from './directory/limits';

const departmentCode = z.string().regex(/^(\d{2}|2[AB]|97\d)$/, {
  error: 'Un code de département comporte deux ou trois caractères, par exemple 95, 2A ou 974.',
});

/** Conditions on `state`: `active` is every school that is not closed. */
export const stateFilters = ['active', 'open', 'opening', 'closing', 'closed', 'all'] as const;
export const sectorFilters = ['public', 'private', 'unknown'] as const;
export const schoolSorts = ['name', 'commune', 'uai'] as const;

/** Schools of the directory. `commune` is an INSEE code or a name; `q` forgives accents and typing mistakes. */
export const listSchoolsSchema = z.object({
  q: cleanLine({ max: 200 }).optional(),
  department: departmentCode.optional(),
  commune: cleanLine({ max: 100 }).optional(),
  /** SIREN of an EPCI or of an EPT. */
  epci: z
    .string()
    .regex(/^\d{9}$/, { error: 'Le SIREN d’un EPCI comporte neuf chiffres.' })
    .optional(),
  degree: z
    .enum(['primary', 'secondary'], {
      error: 'Le degré est «\u00a0primary\u00a0» ou «\u00a0secondary\u00a0».',
    })
    .optional(),
  sector: z
    .enum(sectorFilters, {
      error: 'Le secteur est «\u00a0public\u00a0», «\u00a0private\u00a0» ou «\u00a0unknown\u00a0».',
    })
    .optional(),
  state: z
    .enum(stateFilters, { error: `L’état est l’un de\u00a0: ${stateFilters.join(', ')}.` })
    .default('active'),
  sort: z.enum(schoolSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(5000).default(50),
  /** UAI of the last school already shown; wins over `page`. */
  cursor: z.string().max(8).optional(),
});
export type ListSchools = z.output<typeof listSchoolsSchema>;

export const searchCommunesSchema = z.object({
  q: cleanLine({ max: 100 }),
  department: departmentCode.optional(),
});
export type SearchCommunes = z.output<typeof searchCommunesSchema>;

/** Imports of the directory, latest first. */
export const listImportsSchema = z.object({
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(100).default(20),
});
export type ListImports = z.output<typeof listImportsSchema>;

const civilDay = z.iso.date({ error: 'Une date est attendue, par exemple 2026-11-22.' });

/** The decision about a file that was shown, at the version that was seen. */
const decided = { version: z.int().min(0) };
export const applyImportSchema = z.object({
  ...decided,
  closingOn: civilDay,
  acceptOlder: z.boolean().default(false),
});
export type ApplyImport = z.output<typeof applyImportSchema>;
export const abandonImportSchema = z.object(decided);
/** `statedOn` left out keeps the day of the file; null takes back what the person had said. */
export const recomputeImportSchema = z.object({ ...decided, statedOn: civilDay.nullish() });

export const listChangesSchema = z.object({
  kind: z.enum(changeKinds),
  q: cleanLine({ max: 200 }).optional(),
  department: departmentCode.optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(100_000).default(50),
});
export type ListChanges = z.output<typeof listChangesSchema>;

/** `settled`: the thing no longer names the school, or the school is back. */
export const taskStates = ['open', 'treated', 'settled', 'all'] as const;
export const listTasksSchema = z.object({
  state: z.enum(taskStates).default('open'),
  about: z.enum(['convention', 'project', 'attachment']).optional(),
  importId: z.string().max(40).optional(),
  q: cleanLine({ max: 200 }).optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  size: z.number().int().min(1).max(10_000).default(50),
});
export type ListTasks = z.output<typeof listTasksSchema>;

export const treatTasksSchema = z.object({
  ids: z
    .array(z.string().max(60))
    .min(1, { error: 'Choisissez au moins une suite à donner.' })
    .max(1000, { error: 'Mille suites au plus à la fois.' }),
  reason: z
    .string()
    .trim()
    .min(3, { error: 'Dites en quelques mots ce qui a été fait.' })
    .max(1000, { error: 'Mille caractères au plus.' }),
});
export type TreatTasks = z.output<typeof treatTasksSchema>;

/** A whole file, as REST hands it over. The screen uploads through /api/annuaire/import. */
export const importFileSchema = z.object({
  fileName: cleanLine({ max: 200 }).default('annuaire.csv'),
  bytes: z
    .instanceof(Uint8Array, { error: 'Un fichier est attendu.' })
    .refine((bytes) => bytes.length <= MAX_BYTES, {
      error: `Le fichier dépasse ${MAX_BYTES / 1_000_000} Mo.`,
    }),
  /** Day of which the file tells; otherwise the latest `date_maj_ligne`, otherwise today. */
  statedOn: civilDay.optional(),
  /** An older file than what was applied is refused without it. */
  acceptOlder: z.boolean().default(false),
});
export type ImportFile = z.output<typeof importFileSchema>;
