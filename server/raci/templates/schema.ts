import { z } from 'zod';
import { cleanLine, cleanText } from '@/server/text';

/** The commands on an académie's own templates of matrices, shared by forms, tRPC and REST. */
const id = (message: string) => z.string({ error: message }).min(1, { error: message }).max(64);

const name = cleanLine({ max: 120, required: 'Donnez un nom au modèle.' });

const version = z
  .int({ error: 'La version lue est attendue (nombre entier).' })
  .min(1, { error: 'La version lue est attendue (nombre entier).' });

/** What a template begins with: the application's proposal, a project's matrix, another template. */
export const createTemplate = z.object({
  name,
  from: z.discriminatedUnion(
    'kind',
    [
      z.object({
        kind: z.literal('application'),
        degree: z.enum(['primary', 'secondary'], { error: 'Choisissez le degré.' }),
      }),
      z.object({ kind: z.literal('project'), projectId: id('Choisissez un projet.') }),
      z.object({ kind: z.literal('template'), templateId: id('Choisissez un modèle.') }),
    ],
    { error: 'Choisissez de quoi part le modèle.' },
  ),
});
export type CreateTemplate = z.output<typeof createTemplate>;

export const renameTemplate = z.object({ name, version });
export type RenameTemplate = z.output<typeof renameTemplate>;

/** `version` is that of the matrix, as whoever publishes has read it. */
export const publishTemplate = z.object({ version, note: cleanText({ max: 1_000 }).default('') });
export type PublishTemplate = z.output<typeof publishTemplate>;

export const retireTemplate = z.object({ retired: z.boolean(), version });
export type RetireTemplate = z.output<typeof retireTemplate>;
