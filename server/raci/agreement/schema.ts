import { z } from 'zod';
import { cleanText } from '@/server/text';
import { meanings, normaliseMeanings } from '../domain';
import { stances } from './domain';

const id = (message: string) =>
  z.string({ error: message }).min(1, { error: message }).max(300, { error: message });

const activityId = id('Cette activité n’existe pas.');
const actorKey = id('Cet acteur n’existe pas.');

/** One answer; `meanings` is what the cell held when it was shown: what one agrees to is what one saw. */
const answer = z
  .object({
    activityId,
    actorKey,
    meanings: z
      .array(z.enum(meanings, { error: 'Ce rôle n’existe pas.' }))
      .max(meanings.length, { error: 'Une case porte au plus quatre rôles.' })
      .overwrite((given) => normaliseMeanings(given)),
    stance: z.enum(stances, { error: 'Acceptez la case, ou faites une objection.' }),
    comment: cleanText({ max: 2_000 }).optional(),
  })
  .superRefine(({ stance, comment }, context) => {
    if (stance === 'objected' && !comment?.trim())
      context.addIssue({
        code: 'custom',
        path: ['comment'],
        message: 'Dites ce qui ne convient pas\u00a0: une objection s’accompagne d’un commentaire.',
      });
  });
export type AnswerInput = z.output<typeof answer>;

/** Answers given in one act: all are kept, or none. */
export const answerCells = z.object({
  answers: z
    .array(answer)
    .min(1, { error: 'Aucune case n’est donnée.' })
    .max(500, { error: 'Au plus 500 cases se traitent en une fois.' }),
});
export type AnswerCells = z.output<typeof answerCells>;

/** A whole column, as it was at a version of the matrix. */
export const acceptColumn = z.object({
  actorKey,
  version: z.int({ error: 'La version lue est attendue (nombre entier).' }).min(0),
});

export const withdrawAnswers = z.object({
  cells: z
    .array(z.object({ activityId, actorKey }))
    .min(1, { error: 'Aucune case n’est donnée.' })
    .max(500, { error: 'Au plus 500 cases se traitent en une fois.' }),
});

/** Columns whose agreement is asked for. */
export const askAgreement = z.object({
  actorKeys: z
    .array(actorKey)
    .min(1, { error: 'Choisissez au moins une colonne.' })
    .max(100, { error: 'Au plus 100 colonnes en une fois.' }),
});
