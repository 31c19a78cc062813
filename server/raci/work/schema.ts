import { z } from 'zod';
import { uploadedPdf } from '@/server/files/schema';
import { cleanText, isoDate } from '@/server/text';
import { workActs, workStates, workTransitions } from './domain';

const named = z.object({
  activityId: z.string('Cette activité n’existe pas.').min(1).max(64),
});
const seen = named.extend({
  /** That of the state and the due date, as they were shown. */
  workVersion: z.int('La version lue est attendue (nombre entier).').min(1),
});

/** Something done to the state of an activity; whoever signals that it is blocked says why. */
export const setState = seen
  .extend({
    act: z.enum(workActs, { error: 'Cet acte n’existe pas.' }),
    reason: cleanText({ max: 1_000 }).optional(),
  })
  .refine(({ act, reason }) => !workTransitions[act]?.asksWhy || reason?.trim(), {
    error: 'Indiquez ce qui bloque.',
    path: ['reason'],
  });
export type SetState = z.output<typeof setState>;

/** The day by which an activity is to be done; null for none. */
export const setDue = seen.extend({ dueOn: isoDate().nullable() });
export type SetDue = z.output<typeof setDue>;

export const addDocument = named.extend({ file: uploadedPdf });
export type AddDocument = z.output<typeof addDocument>;

export const removeDocument = named.extend({
  documentId: z.string('Ce document n’existe pas.').min(1).max(64),
});
export type RemoveDocument = z.output<typeof removeDocument>;

/** Filters of « mes responsabilités ». */
export const mine = z.object({
  projectId: z.string().max(64).optional(),
  state: z.enum(workStates).optional(),
  /** Only what is past its day. */
  late: z.boolean().default(false),
  /** Only what was given to the person by name. */
  named: z.boolean().default(false),
  /** Also what they are consulted on or informed of. */
  all: z.boolean().default(false),
  page: z.int().min(1).max(100_000).default(1),
});
export type Mine = z.output<typeof mine>;
