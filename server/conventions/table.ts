import type { Role } from '@/server/access/roles';
import { mayStandFor } from '@/server/signature/circuit';
import {
  type ConventionFacts,
  type ConventionStatus,
  remainingInAll,
  sideOf,
  type TransitionActor,
  type TransitionPayload,
} from './facts';
import {
  all,
  amendmentSound,
  approvalExpected,
  boardActEntered,
  circuitUsable,
  deliberationEnforceable,
  deliberationEntered,
  depositCounts,
  deviationsExplained,
  dueDatesAhead,
  effectDateReached,
  everyoneSignedAndSealed,
  furtherOpinions,
  type Guard,
  identityComplete,
  none,
  nothingSigned,
  noticeGiven,
  noticeMayBeGiven,
  noticeRespected,
  opinionsGiven,
  parentInForce,
  signatureExpected,
  submittedByDrafter,
  successorSigned,
  termAhead,
  termReached,
  textComplete,
  textIsFrozen,
  variablesMissingWarning,
} from './guards';

/** Acts on a convention; the ids are stable (journal, REST, test book). */
export const conventionActions = [
  'submit_for_review',
  'return_to_draft',
  'send_to_partner',
  'return_to_review',
  'accept_text',
  'mark_ready_to_sign',
  'reopen_text',
  'approve',
  'refuse',
  'sign',
  'confirm_deposit',
  'seal',
  'withdraw',
  'enter_into_force',
  'suspend',
  'resume',
  'give_notice',
  'withdraw_notice',
  'terminate',
  'expire',
  'mark_renewed',
  'archive',
  'abandon',
] as const;

export type ConventionAction = (typeof conventionActions)[number];

/** What the command carries out in the same transaction, beside the change of status. */
export type TransitionEffect =
  | 'request_opinions'
  | 'freeze_text'
  | 'unfreeze_text'
  | 'freeze_document'
  | 'open_signing'
  | 'close_signing'
  | 'void_signatures'
  | 'record_signature'
  | 'record_approval'
  | 'record_refusal'
  | 'open_detach_tasks'
  | 'apply_amendment'
  | 'record_notice'
  | 'clear_notice'
  | 'carry_attachments';

/** What a person fills in before the act; `name` is a field of `TransitionPayload`. */
export type TransitionInput = {
  name: keyof TransitionPayload;
  kind: 'longtext' | 'date' | 'schools' | 'consent' | 'hidden';
  label: string;
  help: string;
  required: boolean;
};

export type Transition = {
  action: ConventionAction;
  from: readonly ConventionStatus[];
  /** Every state the act may lead to; `to` picks among them when there are several. */
  targets: readonly ConventionStatus[];
  to?: (facts: ConventionFacts, actor: TransitionActor, payload?: TransitionPayload) => ConventionStatus;
  /** Absent: the act is shown to every role in `who`. Else only to those whom it concerns at all. */
  concerns?: (facts: ConventionFacts, actor: TransitionActor) => boolean;
  who: readonly (Role | 'system')[];
  guard: Guard;
  inputs: readonly TransitionInput[];
  effects: readonly TransitionEffect[];
  /** Name in the journal. */
  event: string;
  /** Text of the button. */
  label: string;
  /** What will happen, said before. */
  consequence: string;
  destructive: boolean;
};

const dane = ['academy_admin', 'academy_editor'] as const satisfies readonly Role[];
/** Roles that a circuit may name as approvers: anyone who reads the convention for a party. */
const approvers = [
  ...dane,
  'dpo',
  'legal',
  'dsden',
  'state_signatory',
  'authority_editor',
  'authority_signatory',
  'mutualising_body',
  'school_head',
] as const satisfies readonly Role[];

/** Is this hat named as an approver of the circuit? */
const namedApprover: Transition['concerns'] = (facts, { role, membershipId }) =>
  facts.circuit.members.some(
    (member) =>
      member.kind === 'approver' &&
      mayStandFor(member, { side: sideOf(role), membershipId: membershipId ?? null }),
  );

const authorityHands = ['authority_editor', 'mutualising_body'] as const satisfies readonly Role[];

const reason = (help: string): TransitionInput => ({
  name: 'reason',
  kind: 'longtext',
  label: 'Motif',
  help,
  required: true,
});

const dueOn = (name: 'dpoDueOn' | 'legalDueOn', label: string): TransitionInput => ({
  name,
  kind: 'date',
  label,
  help: 'Laissez vide pour le délai habituel de l’académie.',
  required: false,
});
const reversibilityPlan: TransitionInput = {
  name: 'reversibilityPlan',
  kind: 'longtext',
  label: 'Plan de réversibilité',
  help: 'Exports remis, suppression des données, information des écoles et des familles, solution suivante.',
  required: true,
};

/** THE table (DOMAIN §4). Buttons, commands, REST and tests all read it; there is no other list. */
export const transitions: { readonly [Action in ConventionAction]: Transition & { action: Action } } = {
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
    guard: all(identityComplete, amendmentSound, textComplete, termAhead),
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
    inputs: [reason('Dites pourquoi ce texte ne doit pas être signé ; l’autre partie le lira.')],
    effects: ['close_signing', 'void_signatures', 'unfreeze_text'],
    event: 'convention.withdrawn',
    label: 'Retirer de la signature',
    consequence:
      'Personne n’a encore signé : le texte revient à l’examen de l’académie. Les codes et les liens de signature cessent de valoir.',
    destructive: true,
  },
  sign: {
    action: 'sign',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['partially_signed', 'awaiting_seal'],
    // The signature being given is counted: only what others still owe keeps the convention open.
    to: (facts) => (remainingInAll(facts.circuit) > 1 ? 'partially_signed' : 'awaiting_seal'),
    who: ['state_signatory', 'authority_signatory', 'school_head'],
    guard: all(textIsFrozen, signatureExpected, termAhead, deliberationEnforceable),
    inputs: [
      {
        name: 'consent',
        kind: 'consent',
        label: 'Je signe cette convention en la qualité indiquée',
        help: 'Votre nom, votre qualité, l’heure et l’empreinte du document sont enregistrés.',
        required: true,
      },
      { name: 'sha256', kind: 'hidden', label: 'Empreinte du document lu', help: '', required: true },
    ],
    effects: ['record_signature'],
    event: 'convention.signed_by_party',
    label: 'Signer',
    consequence: 'Votre signature engage votre organisation sur le texte exact qui vous est présenté.',
    destructive: false,
  },
  approve: {
    action: 'approve',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['ready_to_sign', 'partially_signed'],
    // An approver comes before at least one signatory (checkCircuit): the state never changes here.
    to: (facts) => facts.status,
    who: approvers,
    concerns: namedApprover,
    guard: all(textIsFrozen, approvalExpected),
    inputs: [],
    effects: ['record_approval'],
    event: 'convention.approved_in_circuit',
    label: 'Valider pour signature',
    consequence:
      'Votre validation est enregistrée sur cette version ; elle n’est pas une signature. Les signataires qui vous suivent dans le circuit sont invités à signer.',
    destructive: false,
  },
  refuse: {
    action: 'refuse',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['academic_review'],
    who: approvers,
    concerns: namedApprover,
    guard: all(textIsFrozen, approvalExpected),
    inputs: [reason('Dites ce qui empêche de signer ; l’académie et les parties le liront.')],
    effects: ['record_refusal', 'close_signing', 'void_signatures', 'unfreeze_text'],
    event: 'convention.refused_in_circuit',
    label: 'Refuser la validation',
    consequence:
      'La convention revient à l’examen de l’académie. Les liens et les codes de signature cessent de valoir et les signatures recueillies sur cette version sont écartées.',
    destructive: true,
  },
  confirm_deposit: {
    action: 'confirm_deposit',
    from: ['ready_to_sign', 'partially_signed'],
    targets: ['partially_signed', 'awaiting_seal'],
    to: (facts, _actor, payload) =>
      remainingInAll(facts.circuit) > (payload?.memberKeys?.length ?? 0)
        ? 'partially_signed'
        : 'awaiting_seal',
    who: dane,
    concerns: (facts) => facts.pendingDeposits > 0,
    guard: all(textIsFrozen, depositCounts, termAhead, deliberationEnforceable),
    inputs: [],
    effects: ['record_signature'],
    event: 'convention.deposit_confirmed',
    label: 'Examiner le document signé déposé',
    consequence:
      'Les signatures que contient le fichier comptent pour les membres du circuit que vous indiquez.',
    destructive: false,
  },
  seal: {
    action: 'seal',
    from: ['awaiting_seal'],
    targets: ['signed'],
    who: ['system'],
    guard: everyoneSignedAndSealed,
    inputs: [],
    effects: [],
    event: 'convention.sealed',
    label: 'Sceller',
    consequence:
      'Le cachet est apposé sur le document signé par toutes les parties ; la convention est signée.',
    destructive: false,
  },
  enter_into_force: {
    action: 'enter_into_force',
    from: ['signed'],
    targets: ['in_force'],
    who: ['system'],
    guard: all(effectDateReached, parentInForce),
    inputs: [],
    effects: ['apply_amendment'],
    event: 'convention.entered_into_force',
    label: 'Entrer en vigueur',
    consequence: 'La convention entre en vigueur à sa date d’effet, sans acte de personne.',
    destructive: false,
  },
  suspend: {
    action: 'suspend',
    from: ['in_force'],
    targets: ['suspended'],
    who: ['academy_admin'],
    guard: none,
    inputs: [
      reason('Rappelez la décision du directeur académique et ce qui la motive.'),
      {
        name: 'uais',
        kind: 'schools',
        label: 'Écoles concernées',
        help: 'Laissez vide si toutes les écoles de l’annexe A1 sont concernées.',
        required: false,
      },
    ],
    effects: [],
    event: 'convention.suspended',
    label: 'Suspendre',
    consequence: 'Les effets de la convention sont suspendus ; elle pourra être remise en vigueur.',
    destructive: true,
  },
  resume: {
    action: 'resume',
    from: ['suspended'],
    targets: ['in_force'],
    who: ['academy_admin'],
    guard: termAhead,
    inputs: [],
    effects: [],
    event: 'convention.resumed',
    label: 'Lever la suspension',
    consequence: 'La convention produit de nouveau ses effets, jusqu’à son terme initial.',
    destructive: false,
  },
  give_notice: {
    action: 'give_notice',
    from: ['in_force', 'suspended'],
    targets: ['in_force', 'suspended'],
    to: (facts) => facts.status,
    who: ['academy_admin', 'state_signatory', 'authority_signatory'],
    guard: noticeMayBeGiven,
    inputs: [
      reason('Indiquez la partie qui résilie et pourquoi.'),
      {
        name: 'noticeGivenOn',
        kind: 'date',
        label: 'Préavis reçu le',
        help: 'Jour où l’autre partie a reçu la lettre de résiliation ; le préavis court de ce jour.',
        required: true,
      },
      {
        name: 'takesEffectOn',
        kind: 'date',
        label: 'Prise d’effet de la résiliation',
        help: 'Laissez vide pour la fin de l’année scolaire qui suit le préavis, comme le prévoit l’article 21.',
        required: false,
      },
      reversibilityPlan,
    ],
    effects: ['record_notice'],
    event: 'convention.notice_given',
    label: 'Notifier la résiliation',
    consequence:
      'La convention reste en vigueur pendant le préavis, puis prend fin d’elle-même au jour calculé. Le plan de réversibilité s’ouvre dès maintenant.',
    destructive: true,
  },
  withdraw_notice: {
    action: 'withdraw_notice',
    from: ['in_force', 'suspended'],
    targets: ['in_force', 'suspended'],
    to: (facts) => facts.status,
    who: ['academy_admin', 'state_signatory', 'authority_signatory'],
    guard: noticeGiven,
    inputs: [reason('Dites sur quel accord des parties la résiliation est retirée.')],
    effects: ['clear_notice'],
    event: 'convention.notice_withdrawn',
    label: 'Retirer la résiliation notifiée',
    consequence: 'La résiliation notifiée n’aura pas lieu : la convention court jusqu’à son terme.',
    destructive: false,
  },
  terminate: {
    action: 'terminate',
    from: ['in_force', 'suspended'],
    targets: ['terminated'],
    who: ['academy_admin', 'state_signatory', 'authority_signatory', 'system'],
    guard: noticeRespected,
    inputs: [
      reason('Indiquez la partie qui résilie et pourquoi.'),
      {
        name: 'noticeGivenOn',
        kind: 'date',
        label: 'Préavis reçu le',
        help: 'Jour où l’autre partie a reçu la lettre de résiliation ; le préavis court de ce jour.',
        required: true,
      },
      reversibilityPlan,
    ],
    effects: ['open_detach_tasks'],
    event: 'convention.terminated',
    label: 'Constater la résiliation',
    consequence:
      'La convention prend fin. Une tâche de décrochage de l’annuaire s’ouvre pour chaque école accrochée ; aucune n’est décrochée d’office.',
    destructive: true,
  },
  expire: {
    action: 'expire',
    from: ['in_force', 'suspended'],
    targets: ['expired'],
    who: ['system'],
    guard: termReached,
    inputs: [],
    effects: ['open_detach_tasks'],
    event: 'convention.expired',
    label: 'Constater l’échéance',
    consequence:
      'La convention arrive à son terme. Une tâche de décrochage de l’annuaire s’ouvre pour chaque école accrochée ; aucune n’est décrochée d’office.',
    destructive: true,
  },
  mark_renewed: {
    action: 'mark_renewed',
    from: ['in_force', 'suspended', 'expired'],
    targets: ['renewed'],
    who: [...dane, 'system'],
    guard: successorSigned,
    inputs: [],
    effects: ['carry_attachments'],
    event: 'convention.renewed',
    label: 'Déclarer renouvelée',
    consequence: 'La convention cède la place à celle qui prend la suite ; les deux restent liées.',
    destructive: false,
  },
  archive: {
    action: 'archive',
    from: ['expired', 'terminated', 'renewed'],
    targets: ['archived'],
    who: ['academy_admin', 'system'],
    guard: none,
    inputs: [],
    effects: [],
    event: 'convention.archived',
    label: 'Archiver',
    consequence: 'La convention quitte les listes courantes ; elle reste consultable avec ses preuves.',
    destructive: false,
  },
  abandon: {
    action: 'abandon',
    from: ['draft', 'academic_review', 'partner_review', 'awaiting_deliberation', 'ready_to_sign'],
    targets: ['abandoned'],
    who: ['academy_admin'],
    guard: none,
    inputs: [reason('Dites pourquoi le projet n’aboutira pas ; la collectivité en sera informée.')],
    effects: ['close_signing'],
    event: 'convention.abandoned',
    label: 'Abandonner le projet',
    consequence:
      'Le projet est clos sans signature. Il reste lisible ; un nouveau brouillon pourra en être repris sans rien ressaisir.',
    destructive: true,
  },
};
