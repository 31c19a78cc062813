import { z } from 'zod';
import { department } from '../coverage/schema';
import { readTerritory, type Territory } from '../coverage/territory';
import { cleanLine } from '../text';
import { audienceLists } from './domain';
import { columnsRefusal, fields, isField } from './fields';

/** How the weeks of a file are written. `auto` takes the ISO form and JJ/MM/AAAA, whichever a line uses. */
export const dateFormats = ['auto', 'iso', 'french', 'american', 'compact'] as const;
export type DateFormat = (typeof dateFormats)[number];
export const dateFormatLabels: Record<DateFormat, string> = {
  auto: 'AAAA-MM-JJ ou JJ/MM/AAAA',
  iso: 'AAAA-MM-JJ',
  french: 'JJ/MM/AAAA',
  american: 'MM/JJ/AAAA',
  compact: 'AAAAMMJJ',
};

export const durationUnits = ['second', 'minute', 'hour'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export const durationUnitLabels: Record<DurationUnit, string> = {
  second: 'secondes',
  minute: 'minutes',
  hour: 'heures',
};

const dateFormat = z.enum(dateFormats, { error: 'Cette écriture de date n’est pas connue.' });
const durationUnit = z.enum(durationUnits, { error: 'Cette unité n’est pas connue.' });

const column = z.union([z.literal(''), z.string().refine(isField, 'Cette colonne n’existe pas.')]);

/** How a file is read: the field of each head, and how weeks and durations are written. */
export const readingSchema = z.object({
  columns: z
    .array(column)
    .max(500)
    .superRefine((columns, ctx) => {
      const message = columnsRefusal(columns);
      if (message) ctx.addIssue({ code: 'custom', message });
    }),
  dateFormat: dateFormat.default('auto'),
  durationUnit: durationUnit.default('second'),
});
export type Reading = z.output<typeof readingSchema>;

/** What is kept while it is still being chosen: any columns at all. */
export const draftReadingSchema = z.object({
  columns: z.array(column).max(500),
  dateFormat: dateFormat.default('auto'),
  durationUnit: durationUnit.default('second'),
});

/** A reading kept by name: by normalised head, so that the order of columns does not matter. */
export const keptReadingSchema = z.object({
  columns: z.record(z.string().max(200), z.union([z.literal(''), z.enum(fields as [string, ...string[]])])),
  dateFormat,
  durationUnit,
});
export type KeptReading = z.output<typeof keptReadingSchema>;

/** Confirms how a file is read and starts its import; with a name, keeps the reading for the next file. */
export const confirmImportSchema = z.object({
  version: z.number('La version manque.').int().min(1),
  reading: readingSchema,
  mappingName: cleanLine({ max: 80 }).optional(),
});
export type ConfirmImport = z.output<typeof confirmImportSchema>;

const year = z.number().int().min(2019).max(2100);

/** The audience of a territory in a school year; without a year, that of the last week measured. */
export const audienceQuery = z.object({
  territory: z
    .string()
    .max(260)
    .transform((word, ctx): Territory => {
      const read = readTerritory(word);
      if (read) return read;
      ctx.addIssue({ code: 'custom', message: 'Ce territoire n’existe pas.' });
      return z.NEVER;
    }),
  year: year.optional(),
});
export type AudienceQuery = z.output<typeof audienceQuery>;

export const schoolAudienceQuery = z.object({ year: year.optional() });

export const audienceSchoolsQuery = z.object({
  list: z.enum(audienceLists, { error: 'Cette liste n’existe pas.' }),
  degree: z.enum(['primary', 'secondary']).optional(),
  department: department.optional(),
  /** Only those that the files name in these weeks, or only the others. */
  measured: z.boolean().optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  /** At most every school of France: the file has them all. */
  size: z.number().int().min(1).max(70_000).default(50),
});
export type AudienceSchoolsQuery = z.output<typeof audienceSchoolsQuery>;
