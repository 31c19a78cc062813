import { all, none } from '../guards/finding';
import {
  effectDateReached,
  noticeGiven,
  noticeMayBeGiven,
  noticeRespected,
  schoolsOfAnnex,
  successorSigned,
  termReached,
} from '../guards/life';
import { parentInForce, termAhead } from '../guards/text';
import { type Acts, dane, reason, type TransitionInput } from './act';

const reversibilityPlan: TransitionInput = {
  name: 'reversibilityPlan',
  kind: 'longtext',
  label: 'Plan de réversibilité',
  help: 'Exports remis, suppression des données, information des écoles et des familles, solution suivante.',
  required: true,
};

/** The acts on what was signed, and what ends it (DOMAIN §4). */
export const lifeActs: Acts<
  | 'enter_into_force'
  | 'suspend'
  | 'resume'
  | 'give_notice'
  | 'withdraw_notice'
  | 'terminate'
  | 'expire'
  | 'mark_renewed'
  | 'archive'
  | 'abandon'
> = {
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
    guard: schoolsOfAnnex,
    inputs: [
      reason('Rappelez la décision du directeur académique et ce qui la motive.'),
      {
        name: 'uais',
        kind: 'schools',
        label: 'Écoles concernées',
        help: 'Toutes les écoles de l’annexe A1, ou certaines seulement.',
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
        help: 'Jour où l’autre partie a reçu la lettre de résiliation\u00a0; le préavis court de ce jour.',
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
    consequence: 'La résiliation notifiée n’aura pas lieu\u00a0: la convention court jusqu’à son terme.',
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
      'Le projet est clos sans signature. Il reste lisible\u00a0; un nouveau brouillon pourra en être repris sans rien ressaisir.',
    destructive: true,
  },
};
