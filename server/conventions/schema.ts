import { z } from 'zod';
import { cleanLine, cleanText, isoDate } from '@/server/text';
import { MAX_MONTHS } from './domain';
import { conventionActions } from './table';

/**
 * The commands on a convention, shared by forms, tRPC and REST. The convention itself is named by the router
 * (`{ id }` is added there, or comes from the address).
 */
const id = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(64, { error: message });

/** The counter that the person saw; an act on another version answers 409. */
export const version = z
  .int({ error: 'La version lue est attendue (nombre entier).' })
  .min(1, { error: 'La version lue est attendue (nombre entier).' });

/** Lower-case hexadecimal SHA-256. */
export const sha256 = z
  .string({ error: 'L’empreinte du document est attendue.' })
  .overwrite((text) => text.trim().toLowerCase())
  .regex(/^[0-9a-f]{64}$/, { error: 'L’empreinte SHA-256 comporte 64 caractères hexadécimaux.' });

const uai = z.string({ error: 'Un UAI est attendu.' }).min(1, { error: 'Un UAI est attendu.' }).max(20);
const key = z
  .string({ error: 'Une clé est attendue.' })
  .regex(/^[a-z][a-z0-9_]{0,63}$/, { error: 'Clé inconnue.' });

const durationMonths = z
  .int({ error: 'Indiquez une durée en mois entiers.' })
  .min(1, { error: 'La durée est d’au moins un mois.' })
  .max(MAX_MONTHS, { error: `La durée est d’au plus ${MAX_MONTHS} mois.` });

const effectiveOn = isoDate('Indiquez une date d’effet existante (JJ/MM/AAAA).');
const title = cleanLine({ max: 200, required: 'Donnez un titre à la convention.' });

export const createConvention = z.object({
  projectId: id('Choisissez le projet.'),
  title: title.optional(),
  /** Key of the template; the default one of the project's degree when absent. */
  templateKey: z.string().max(64).optional(),
  /** The very template, national or of the académie; wins over the key. */
  templateId: z.string().max(64).nullish(),
  shape: z
    .enum(['bipartite', 'tripartite', 'framework', 'mutualised'], {
      error: 'Choisissez la forme de la convention.',
    })
    .optional(),
  /** Tripartite: the collège or lycée, one of the project. */
  establishmentUai: uai.nullish(),
  /** The framework under which this convention comes. */
  parentId: z.string().max(64).nullish(),
  /** Mutualised: the mandated body, and the authorities for which it signs. */
  bodyId: z.string().max(64).nullish(),
  beneficiaryIds: z.array(z.string().max(64)).max(2_000).optional(),
  effectiveOn: effectiveOn.nullish(),
  durationMonths: durationMonths.nullish(),
});
export type CreateConvention = z.output<typeof createConvention>;

export const updateConvention = z
  .object({
    version,
    title: title.optional(),
    effectiveOn: effectiveOn.nullable().optional(),
    durationMonths: durationMonths.nullable().optional(),
    /** The whole list of annexe A1; those that are not in it leave it. */
    uais: z.array(uai).max(5_000, { error: 'Une annexe compte au plus 5 000 écoles.' }).optional(),
  })
  .refine((input) => Object.keys(input).some((field) => field !== 'version'), {
    error: 'Rien n’est à modifier.',
  });
export type UpdateConvention = z.output<typeof updateConvention>;

/** `version` is the article's own counter. */
export const updateArticle = z.object({
  articleKey: key,
  title: cleanLine({ max: 200, required: 'Donnez un titre à l’article.' }).optional(),
  body: cleanText(),
  version,
});
export type UpdateArticle = z.output<typeof updateArticle>;

/** Each value with its own counter (0 when none was ever entered); its type is checked against the template. */
export const updateVariables = z.object({
  values: z
    .array(
      z.object({
        key,
        value: z.union([cleanText(), z.number(), z.boolean(), z.null()], { error: 'Valeur non reconnue.' }),
        version: z.int().min(0),
      }),
    )
    .min(1, { error: 'Rien n’est à modifier.' })
    .max(200),
});
export type UpdateVariables = z.output<typeof updateVariables>;

/**
 * One act of the table. `sign` is told apart by the command: a signature needs its own command (code, consent,
 * hash) and a person.
 */
export const transition = z.object({
  action: z.enum(conventionActions, { error: 'Cet acte n’existe pas.' }),
  version,
  reason: cleanText({ max: 4_000 }).optional(),
  uais: z.array(uai).max(5_000).optional(),
  noticeGivenOn: isoDate('Indiquez la date de réception du préavis (JJ/MM/AAAA).').optional(),
  takesEffectOn: isoDate('Indiquez la date de prise d’effet (JJ/MM/AAAA).').optional(),
  reversibilityPlan: cleanText().optional(),
  dpoDueOn: isoDate('Indiquez une date limite existante (JJ/MM/AAAA).').optional(),
  legalDueOn: isoDate('Indiquez une date limite existante (JJ/MM/AAAA).').optional(),
});
export type TransitionCommand = z.output<typeof transition>;

const reservation = cleanText({ max: 4_000, required: 'Rédigez la réserve, ou retirez-la.' });

/** What every opinion says, whoever gives it. */
export const opinionWords = {
  verdict: z.enum(['favourable', 'with_reservations', 'unfavourable'], {
    error: 'Choisissez le sens de l’avis.',
  }),
  comment: cleanText().default(''),
  reservations: z.array(reservation).max(50, { error: 'Au plus 50 réserves.' }).default([]),
};

/** Reservations and verdict go together, and an unfavourable opinion gives its reasons. */
export function opinionHolds(
  input: { verdict: string; comment: string; reservations: readonly string[] },
  context: z.RefinementCtx,
): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (input.verdict === 'with_reservations' && input.reservations.length === 0)
    refuse('reservations', 'Un avis avec réserves énonce au moins une réserve.');
  if (input.verdict !== 'with_reservations' && input.reservations.length > 0)
    refuse(
      'verdict',
      'Des réserves sont énoncées\u00a0: choisissez «\u00a0favorable avec réserves\u00a0», ou retirez-les.',
    );
  if (input.verdict === 'unfavourable' && input.comment.trim() === '')
    refuse('comment', 'Motivez l’avis défavorable.');
}

/** `answeredVersion` is the convention's version on which the reviewer gives the opinion. */
export const opinion = z
  .object({
    kind: z.enum(['dpo', 'legal', 'dsi', 'dsden'], { error: 'Avis inconnu.' }),
    ...opinionWords,
    answeredVersion: version,
    /** True to give again an opinion of one's own that is already recorded. */
    revises: z.boolean().default(false),
  })
  .superRefine(opinionHolds);
export type OpinionCommand = z.output<typeof opinion>;

/** The act of the conseil d’administration, or why none is needed; gaps are accepted while it is being entered. */
export const boardAct = z
  .object({
    actNumber: cleanLine({ max: 60 }).nullish(),
    sessionOn: isoDate('Indiquez la date de séance (JJ/MM/AAAA).').nullish(),
    object: cleanLine({ max: 500 }).nullish(),
    transmittedOn: isoDate(
      'Indiquez la date de transmission à l’autorité de contrôle (JJ/MM/AAAA).',
    ).nullish(),
    waiverReason: cleanText({ max: 2_000 }).nullish(),
  })
  .superRefine((input, context) => {
    if (input.transmittedOn && input.sessionOn && input.transmittedOn < input.sessionOn)
      context.addIssue({
        code: 'custom',
        path: ['transmittedOn'],
        message: 'La transmission ne peut pas précéder la séance.',
      });
    if (![input.actNumber, input.sessionOn, input.object].some(Boolean) && !input.waiverReason?.trim())
      context.addIssue({
        code: 'custom',
        path: ['actNumber'],
        message: 'Saisissez l’acte du conseil d’administration, ou indiquez pourquoi il n’en faut pas.',
      });
  });
export type BoardActCommand = z.output<typeof boardAct>;

export const answerReservation = z.object({
  reservationId: id('Cette réserve n’existe pas.'),
  answer: cleanText({ max: 4_000, required: 'Rédigez la réponse à la réserve.' }),
});
export type AnswerReservation = z.output<typeof answerReservation>;

const optionalLine = (max: number) => cleanLine({ max }).nullish();

/**
 * The délibération as far as it is known, or the reason why none is needed. Gaps are accepted while it is being
 * entered; the transition table asks for the whole before the signature.
 */
export const deliberation = z
  .object({
    number: optionalLine(60),
    organ: optionalLine(200),
    sessionOn: isoDate('Indiquez la date de séance (JJ/MM/AAAA).').nullish(),
    object: optionalLine(500),
    transmittedOn: isoDate('Indiquez la date de transmission au préfet (JJ/MM/AAAA).').nullish(),
    publishedOn: isoDate('Indiquez la date de publication (JJ/MM/AAAA).').nullish(),
    waiverReason: cleanText({ max: 2_000 }).nullish(),
  })
  .superRefine((input, context) => {
    const after = (field: 'transmittedOn' | 'publishedOn', message: string) => {
      const day = input[field];
      if (day && input.sessionOn && day < input.sessionOn) {
        context.addIssue({ code: 'custom', path: [field], message });
      }
    };
    after('transmittedOn', 'La transmission au préfet ne peut pas précéder la séance.');
    after('publishedOn', 'La publication ne peut pas précéder la séance.');
    const filled = [input.number, input.organ, input.sessionOn, input.object].some(Boolean);
    if (!filled && !input.waiverReason?.trim()) {
      context.addIssue({
        code: 'custom',
        path: ['number'],
        message: 'Saisissez la délibération, ou indiquez pourquoi il n’en faut pas.',
      });
    }
  });
export type DeliberationCommand = z.output<typeof deliberation>;

/** A signature in the application: the code received by mail, the sentence accepted, the text that was read. */
export const sign = z.object({
  code: z
    .string({ error: 'Saisissez le code reçu par courriel.' })
    .overwrite((text) => text.replace(/\s/g, ''))
    .regex(/^\d{6}$/, { error: 'Le code comporte six chiffres.' }),
  consent: z.literal(true, { error: 'Cochez la phrase de consentement pour signer.' }),
  version,
  /** Of the document that was shown; it names the text exactly. */
  sha256,
});
export type SignCommand = z.output<typeof sign>;
