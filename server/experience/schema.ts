import { z } from 'zod';
import { cleanLine, cleanText } from '@/server/text';
import { experienceTypes, type SectionKey, visibilities } from './domain';

const type = z.enum(experienceTypes, { error: 'Choisissez le type de retour d’expérience.' });
const degree = z.enum(['primary', 'secondary'], { error: 'Choisissez le degré.' });
const title = cleanLine({ max: 200, required: 'Donnez un titre à la fiche.' });
const version = z.number({ error: 'La version manque.' }).int().min(1);
const id = z.string().max(64);

/** The first lines of a new sheet; all the rest is written afterwards. */
export const createExperience = z.object({
  title,
  type,
  degree,
  projectId: id.nullish().transform((value) => value || null),
  territory: cleanLine({ max: 300 }).default(''),
});
export type CreateExperience = z.output<typeof createExperience>;

const text = cleanText().optional();
const sections = {
  context: text,
  governance: text,
  beginning: text,
  today: text,
  strengths: text,
  difficulties: text,
  impetus: text,
  results: text,
  advice: text,
  reusableBy: text,
} satisfies Record<SectionKey, typeof text>;

/** What autosave sends: only the fields that were touched, and the version on which they were written. */
export const updateExperience = z.object({
  version,
  title: title.optional(),
  type: type.optional(),
  degree: degree.optional(),
  territory: cleanLine({ max: 300 }).optional(),
  contact: cleanText({ max: 1000 }).optional(),
  licence: cleanLine({ max: 200 }).optional(),
  ...sections,
});
export type UpdateExperience = z.output<typeof updateExperience>;

export const publishExperience = z.object({
  version,
  visibility: z.enum(visibilities, { error: 'Choisissez qui lira la fiche.' }),
});
export type PublishExperience = z.output<typeof publishExperience>;

export const unpublishExperience = z.object({ version });

/** Finding sheets. `q` is free text: words, « phrases », -excluded. */
export const listExperience = z.object({
  q: cleanLine({ max: 200 }).default(''),
  types: z.array(type).max(5).default([]),
  degrees: z.array(degree).max(2).default([]),
  state: z.enum(['published', 'draft']).default('published'),
  projectId: id.optional(),
  /** Given by the previous page. */
  cursor: z.string().max(100).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type ListExperience = z.input<typeof listExperience>;
