import { z } from 'zod';
import { cleanLine, cleanText, email, isoDate } from '@/server/text';
import { opinionHolds, opinionWords } from '../schema';

/** Commands of the review: further opinions, experts, comments, corrections, copies. */
const reference = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(64, { error: message });
const key = z
  .string({ error: 'Une clé est attendue.' })
  .regex(/^[a-z][a-z0-9_]{0,63}$/, { error: 'Clé inconnue.' });
const counter = z.int({ error: 'La version lue est attendue (nombre entier).' }).min(1);
const dueOn = isoDate('Indiquez une date limite existante (JJ/MM/AAAA).');
const question = cleanText({ max: 2_000, required: 'Dites ce que vous demandez.' });

/** A further opinion of somebody of the académie; the usual delay of the académie when no day is given. */
export const askOpinion = z.object({
  kind: z.enum(['dsi', 'dsden'], { error: 'Choisissez à qui demander l’avis.' }),
  question,
  dueOn: dueOn.nullish(),
});
export type AskOpinion = z.output<typeof askOpinion>;

export const inviteExpert = z.object({
  name: cleanLine({ max: 120, required: 'Indiquez le nom de la personne.' }),
  email: email(),
  question,
  dueOn: dueOn.nullish(),
});
export type InviteExpert = z.output<typeof inviteExpert>;

export const prolongOpinion = z.object({
  opinionId: reference('Cet avis n’existe pas.'),
  dueOn,
  reason: cleanText({ max: 2_000, required: 'Dites pourquoi le délai est prolongé.' }),
});
export type ProlongOpinion = z.output<typeof prolongOpinion>;

export const namedOpinion = z.object({ opinionId: reference('Cet avis n’existe pas.') });

export const reactToAnswer = z.object({
  reservationId: reference('Cette réserve n’existe pas.'),
  reaction: z.enum(['accepted', 'maintained'], { error: 'Acceptez la réponse, ou maintenez la réserve.' }),
  note: cleanText({ max: 2_000 }).default(''),
});
export type ReactToAnswer = z.output<typeof reactToAnswer>;

/** 32 random bytes in base64url: what the link of an expert carries. */
export const linkToken = z.string({ error: 'Ce lien est incomplet.' }).max(200);

export const expertAnswer = z.object({ token: linkToken, ...opinionWords }).superRefine(opinionHolds);
export type ExpertAnswer = z.output<typeof expertAnswer>;

const commentBody = cleanText({ max: 4_000, required: 'Écrivez votre commentaire.' });
const mentions = z
  .array(reference('Personne inconnue.'))
  .max(20, { error: 'Au plus 20 personnes mentionnées.' })
  .default([]);

/** A new thread on an article, or on one of its fields; `opens` opens it to the other side for correction. */
export const addComment = z.object({
  articleKey: key,
  variableKey: key.nullish(),
  quote: cleanText({ max: 500 }).nullish(),
  visibility: z.enum(['internal', 'shared'], { error: 'Choisissez qui lira ce commentaire.' }).optional(),
  body: commentBody,
  mentions,
  opens: z.boolean().default(false),
});
export type AddComment = z.output<typeof addComment>;

export const namedThread = z.object({ threadId: reference('Ce commentaire n’existe pas.') });
export const replyToComment = namedThread.extend({ body: commentBody, mentions });
export type ReplyToComment = z.output<typeof replyToComment>;
export const resolveComment = namedThread.extend({ resolved: z.boolean(), version: counter });
export type ResolveComment = z.output<typeof resolveComment>;

export const namedMessage = z.object({ messageId: reference('Ce message n’existe pas.') });
export const editMessage = namedMessage.extend({ body: commentBody });
export type EditMessage = z.output<typeof editMessage>;

export const namedCorrection = namedThread.extend({ version: counter });
/** An article's whole body, or a variable's value; `base` is the counter of what is corrected. */
export const proposeCorrection = namedCorrection.extend({
  base: z.int().min(0),
  body: cleanText().optional(),
  value: z
    .union([cleanText(), z.number(), z.boolean(), z.null()], { error: 'Valeur non reconnue.' })
    .optional(),
});
export type ProposeCorrection = z.output<typeof proposeCorrection>;
export const decideCorrection = namedCorrection
  .extend({ accept: z.boolean(), reason: cleanText({ max: 2_000 }).default('') })
  .refine((input) => input.accept || input.reason.trim() !== '', {
    path: ['reason'],
    error: 'Dites pourquoi la correction est refusée.',
  });
export type DecideCorrection = z.output<typeof decideCorrection>;

/** Two kept texts, or « actuel » for the text as it stands. */
export const comparison = z.object({
  from: z.string().max(64).optional(),
  to: z.string().max(64).optional(),
});
export type Comparison = z.output<typeof comparison>;

export const duplicateConvention = z.object({
  projectId: reference('Choisissez le projet.'),
  title: cleanLine({ max: 200 }).optional(),
});
export type DuplicateConvention = z.output<typeof duplicateConvention>;
