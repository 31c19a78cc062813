import { all, none } from '../guards/finding';
import { dueDatesAhead, furtherOpinions, nothingSigned, opinionsGiven } from '../guards/opinions';
import {
  circuitUsable,
  deliberationEnforceable,
  deliberationEntered,
  textIsFrozen,
} from '../guards/signature';
import {
  amendmentSound,
  boardActEntered,
  correctionsDecided,
  deviationsExplained,
  identityComplete,
  matrixSound,
  submittedByDrafter,
  termAhead,
  textComplete,
  variablesMissingWarning,
} from '../guards/text';
import { type Acts, authorityHands, dane, reason, type TransitionInput } from './act';

const dueOn = (name: 'dpoDueOn' | 'legalDueOn', label: string): TransitionInput => ({
  name,
  kind: 'date',
  label,
  help: 'Laissez vide pour le délai habituel de l’académie.',
  required: false,
});

/** The acts on a text before its signature: drafting, opinions, the partner, the délibération (DOMAIN §4). */
export const reviewActs: Acts<
  | 'submit_for_review'
  | 'return_to_draft'
  | 'send_to_partner'
  | 'return_to_review'
  | 'accept_text'
  | 'mark_ready_to_sign'
  | 'reopen_text'
  | 'withdraw'
> = {
  submit_for_review: {
    action: 'submit_for_review',
    from: ['draft'],
    targets: ['academic_review'],
    who: [...dane, ...authorityHands],
    guard: all(
      submittedByDrafter,
      identityComplete,
      amendmentSound,
      deviationsExplained,
      dueDatesAhead,
      variablesMissingWarning,
    ),
    inputs: [
      dueOn('dpoDueOn', 'Avis du délégué à la protection des données attendu le'),
      dueOn('legalDueOn', 'Avis juridique attendu le'),
    ],
    effects: ['request_opinions'],
    event: 'convention.submitted',
    label: 'Soumettre à l’examen',
    consequence:
      'Le projet passe à l’examen de l’académie ; l’avis du délégué à la protection des données et l’avis juridique sont demandés.',
    destructive: false,
  },
  return_to_draft: {
    action: 'return_to_draft',
    from: ['academic_review'],
    targets: ['draft'],
    who: dane,
    guard: none,
    inputs: [reason('Dites ce qui est à reprendre ; le rédacteur le lira.')],
    effects: [],
    event: 'convention.returned_to_draft',
    label: 'Renvoyer au brouillon',
    consequence: 'Le projet redevient un brouillon ; les avis déjà rendus restent lisibles.',
    destructive: false,
  },
  send_to_partner: {
    action: 'send_to_partner',
    from: ['academic_review'],
    targets: ['partner_review'],
    who: dane,
    guard: all(
      identityComplete,
      amendmentSound,
      deviationsExplained,
      opinionsGiven,
      furtherOpinions,
      variablesMissingWarning,
    ),
    inputs: [],
    effects: [],
    event: 'convention.sent_to_partner',
    label: 'Transmettre à la collectivité',
    consequence:
      'La collectivité reçoit le texte pour relecture ; il n’est plus modifiable pendant ce temps.',
    destructive: false,
  },
  return_to_review: {
    action: 'return_to_review',
    from: ['partner_review'],
    targets: ['academic_review'],
    who: [...authorityHands, 'authority_signatory'],
    guard: none,
    inputs: [reason('Dites quels changements vous demandez, article par article si possible.')],
    effects: [],
    event: 'convention.changes_requested',
    label: 'Demander des modifications',
    consequence: 'Le texte revient à l’académie, qui pourra le modifier puis vous le transmettre à nouveau.',
    destructive: false,
  },
  accept_text: {
    action: 'accept_text',
    from: ['partner_review'],
    targets: ['awaiting_deliberation'],
    who: [...authorityHands, 'authority_signatory'],
    guard: all(identityComplete, amendmentSound, textComplete, matrixSound, termAhead, correctionsDecided),
    inputs: [],
    effects: ['freeze_text'],
    event: 'convention.text_accepted',
    label: 'Accepter le texte',
    consequence:
      'Le texte est figé dans cette version, avec son empreinte ; c’est elle qui sera présentée à l’organe délibérant.',
    destructive: false,
  },
  mark_ready_to_sign: {
    action: 'mark_ready_to_sign',
    from: ['awaiting_deliberation'],
    targets: ['ready_to_sign'],
    who: dane,
    guard: all(
      textIsFrozen,
      amendmentSound,
      deliberationEntered,
      boardActEntered,
      circuitUsable,
      termAhead,
      deliberationEnforceable,
    ),
    inputs: [],
    effects: ['freeze_document', 'open_signing'],
    event: 'convention.ready_to_sign',
    label: 'Ouvrir à la signature',
    consequence:
      'La délibération est tenue pour vérifiée, le document définitif est produit une fois pour toutes et chaque signataire est invité à signer.',
    destructive: false,
  },
  reopen_text: {
    action: 'reopen_text',
    from: ['partner_review', 'awaiting_deliberation', 'ready_to_sign', 'partially_signed'],
    targets: ['academic_review'],
    who: dane,
    guard: (facts) => ({
      blockers: [],
      warnings:
        facts.status === 'partially_signed'
          ? [
              {
                code: 'signatures_voided',
                message:
                  'Une partie a déjà signé ce texte : sa signature ne vaudra pas pour le nouveau, elle devra signer à nouveau.',
              },
            ]
          : [],
    }),
    inputs: [reason('Dites ce qui doit changer ; les parties et les signataires en seront informés.')],
    effects: ['close_signing', 'void_signatures', 'unfreeze_text'],
    event: 'convention.text_reopened',
    label: 'Rouvrir le texte',
    consequence:
      'Le texte revient à l’examen de l’académie. Les liens de signature déjà envoyés cessent de valoir et les signatures recueillies sur cette version sont écartées.',
    destructive: true,
  },
  withdraw: {
    action: 'withdraw',
    // Shown after the first signature too, with the reason why it is too late.
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['academic_review'],
    who: [...dane, ...authorityHands, 'authority_signatory'],
    guard: nothingSigned,
    inputs: [reason('Dites pourquoi ce texte ne doit pas être signé\u00a0; l’autre partie le lira.')],
    effects: ['close_signing', 'void_signatures', 'unfreeze_text'],
    event: 'convention.withdrawn',
    label: 'Retirer de la signature',
    consequence:
      'Personne n’a encore signé\u00a0: le texte revient à l’examen de l’académie. Les codes et les liens de signature cessent de valoir.',
    destructive: true,
  },
};
