import { longDate } from '@/server/calendar';
import { counted } from '@/server/french';
import { errorsInWords } from '@/server/raci/versions/words';
import type { ConventionFacts } from '../facts';
import { blocks, enumeration, type Guard, none, warns } from './finding';

/** Both parties, the object and at least one school with a valid UAI. */
export const identityComplete: Guard = (facts) =>
  blocks(
    !facts.partiesComplete.academy && {
      code: 'party_academy_incomplete',
      message: 'L’académie n’est pas complètement désignée : indiquez son représentant et sa qualité.',
    },
    !facts.partiesComplete.authority && {
      code: 'party_authority_incomplete',
      message: 'La collectivité n’est pas complètement désignée : indiquez son représentant et sa qualité.',
    },
    !facts.hasObject && {
      code: 'object_missing',
      message: 'L’objet de la convention est vide : rédigez l’article 1.',
    },
    facts.schoolsExpected !== false &&
      !facts.amendment &&
      facts.schools.valid === 0 && {
        code: 'no_valid_school',
        message:
          facts.schools.total === 0
            ? 'L’annexe A1 ne contient aucune école : ajoutez-en au moins une.'
            : 'Aucune école de l’annexe A1 n’a un UAI valide : vérifiez les codes.',
      },
  );

const living: readonly string[] = ['signed', 'in_force', 'suspended'];

/** An avenant changes at least one point of a convention that lives, and no change is impossible. */
export const amendmentSound: Guard = ({ amendment }) => {
  if (!amendment) return none();
  return {
    blockers: [
      ...(amendment.changes === 0
        ? [
            {
              code: 'no_change',
              message: 'L’avenant ne modifie rien encore\u00a0: choisissez au moins une modification.',
            },
          ]
        : []),
      ...(living.includes(amendment.parentStatus)
        ? []
        : [
            {
              code: 'parent_ended',
              message: `La convention ${amendment.parentNumber} n’est plus en vigueur\u00a0: un avenant ne peut plus la modifier.`,
            },
          ]),
      ...(amendment.changes === 0
        ? []
        : amendment.problems.map((message) => ({ code: 'change_impossible', message }))),
    ],
    warnings: amendment.conflicts.map((message) => ({ code: 'amendments_overlap', message })),
  };
};

/** An avenant cannot take effect before its convention. */
export const parentInForce: Guard = ({ amendment }) =>
  blocks(
    Boolean(amendment) &&
      !['in_force', 'suspended'].includes(amendment?.parentStatus ?? '') && {
        code: 'parent_not_in_force',
        message: `La convention ${amendment?.parentNumber} n’est pas en vigueur\u00a0: l’avenant attend qu’elle le soit.`,
      },
  );

/** Whoever departs from a mandatory clause says why; DPD and legal read the reason beside the clause. */
export const deviationsExplained: Guard = ({ unexplainedDeviations: labels = [] }) =>
  blocks(
    labels.length > 0 && {
      code: 'deviation_unexplained',
      message:
        labels.length === 1
          ? `Le texte s’écarte d’une clause obligatoire du modèle (${labels[0]})\u00a0: donnez-en le motif, ou rétablissez le texte du modèle.`
          : `Le texte s’écarte de ${labels.length} clauses obligatoires du modèle (${enumeration(labels, 8)})\u00a0: donnez le motif de chaque écart, ou rétablissez le texte du modèle.`,
    },
  );

/** The act of the conseil d’administration with its file, or the reason why there is none. */
export const boardActEntered: Guard = ({ boardAct }) => {
  if (!boardAct || boardAct.waiverReason?.trim()) return none();
  const gaps = [
    !boardAct.number && 'le numéro',
    !boardAct.sessionOn && 'la date de séance',
    !boardAct.transmittedOn && 'la date de transmission',
    !boardAct.hasFile && 'le fichier',
  ].filter((gap) => gap !== false);
  return blocks(
    gaps.length > 0 && {
      code: 'board_act_incomplete',
      message: `L’acte du conseil d’administration (${boardAct.establishment}) est incomplet : il manque ${enumeration(gaps)}. Saisissez-le, ou indiquez pourquoi il n’en faut pas.`,
    },
  );
};

/** Only the party that wrote the draft submits it. */
export const submittedByDrafter: Guard = (facts, { role }) => {
  const forAuthority = role === 'authority_editor' || role === 'mutualising_body';
  return blocks(
    forAuthority &&
      facts.draftedBy === 'academy' && {
        code: 'not_drafter',
        message: 'Le projet est rédigé par l’académie : c’est elle qui le soumet à l’examen.',
      },
  );
};

function missingMessage(facts: ConventionFacts): string {
  const labels = facts.missingVariables.map((variable) => variable.label);
  return labels.length === 1
    ? `Un champ reste à compléter : ${labels[0]}.`
    : `${labels.length} champs restent à compléter : ${enumeration(labels)}.`;
}

export const variablesMissingWarning: Guard = (facts) =>
  warns(facts.missingVariables.length > 0 && { code: 'variables_missing', message: missingMessage(facts) });

/** A text with gaps, or without an effect date, cannot be frozen. */
export const textComplete: Guard = (facts) =>
  blocks(
    facts.missingVariables.length > 0 && { code: 'variables_missing', message: missingMessage(facts) },
    facts.effectiveOn === null &&
      !facts.missingVariables.some((variable) => variable.key === 'date_effet') && {
        code: 'effective_date_missing',
        message: 'La date d’effet n’est pas fixée : indiquez-la à l’article 19.',
      },
  );

/** A matrix that was never frozen is frozen with the text that it annexes: it must be without errors. */
export const matrixSound: Guard = ({ matrixErrors: errors = [] }) =>
  blocks(
    errors.length > 0 && {
      code: 'matrix_errors',
      message: `La matrice des responsabilités devient l’annexe A2 avec ce texte, et ne peut pas être figée\u00a0: ${errorsInWords(errors)} Corrigez-la d’abord, dans les responsabilités du projet.`,
    },
  );

/** Whoever accepts a text accepts it without the corrections that nobody has decided yet. */
export const correctionsDecided: Guard = ({ pendingCorrections: count = 0 }) =>
  warns(
    count > 0 && {
      code: 'corrections_pending',
      message: `${counted(count, 'correction proposée n’a', 'corrections proposées n’ont')} pas encore reçu de réponse\u00a0: le texte accepté sera celui qui est affiché, sans ${count > 1 ? 'elles' : 'elle'}.`,
    },
  );

/** The term must lie ahead. */
export const termAhead: Guard = (facts) =>
  blocks(
    facts.endsOn !== null &&
      facts.endsOn < facts.today && {
        code: 'term_passed',
        message: `Le terme de la convention (${longDate(facts.endsOn)}) est déjà passé : revoyez sa durée à l’article 19.`,
      },
  );
