import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { followUpKinds } from './domain';

const id = (error: string) => z.string({ error }).min(1, { error }).max(64, { error });
const version = z.int({ error: 'La version attendue manque.' }).min(1).max(2_000_000_000);
const optionalId = (error: string) =>
  id(error)
    .nullish()
    .or(z.literal('').transform(() => null));
const optionalDate = (message: string) =>
  z.union([z.literal('').transform(() => null), isoDate(message)]).nullish();

/** A next step: what, until when, who; the owner is a person with an account or a name as typed. */
export const stepFields = {
  text: cleanLine({ max: 300, required: 'Dites ce qu’il reste à faire.' }),
  dueOn: optionalDate('Indiquez l’échéance (JJ/MM/AAAA).'),
  ownerMembershipId: optionalId('Choisissez une personne de la liste.'),
  ownerName: cleanLine({ max: 120 })
    .nullish()
    .transform((name) => name || null),
};

const entryFields = {
  kind: z.enum(followUpKinds, { error: 'Choisissez note, appel, courriel ou réunion.' }),
  on: isoDate('Indiquez la date (JJ/MM/AAAA).'),
  text: cleanText({ max: 10_000, required: 'Écrivez ce qui s’est passé.' }),
  participants: cleanLine({ max: 300 })
    .nullish()
    .transform((names) => names || null),
  /** False: for the académie alone. */
  shared: z.boolean({ error: 'Dites qui peut lire cette ligne.' }).default(false),
  conventionId: optionalId('Choisissez une convention du projet.'),
  uai: optionalId('Choisissez une école du projet.'),
};

/** A new line, and the next step that came out of it, if any; both are written or neither. */
export const writeEntry = z.object({
  ...entryFields,
  step: z.object(stepFields).nullish(),
});
export type WriteEntry = z.output<typeof writeEntry>;

export const editEntry = z.object({ version, ...entryFields });
export type EditEntry = z.output<typeof editEntry>;

export const removeEntry = z.object({ version });

export const addStep = z.object({ ...stepFields, shared: z.boolean().default(false) });
export type AddStep = z.output<typeof addStep>;

export const editStep = z.object({ version, ...stepFields, shared: z.boolean() });
export type EditStep = z.output<typeof editStep>;

export const setStepDone = z.object({ version, done: z.boolean({ error: 'Dites si l’étape est faite.' }) });

/** Lines of the timeline, latest first; `before` continues after the last one shown (its id). */
export const readFollowUp = z.object({
  size: z.int().min(1).max(100).default(30),
  after: z.string().max(64).optional(),
});
export type ReadFollowUp = z.output<typeof readFollowUp>;
