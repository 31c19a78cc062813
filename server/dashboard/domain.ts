import type { Role } from '@/server/access/roles';
import {
  ballHolder,
  type ConventionAction,
  type ConventionFacts,
  sideOf,
} from '@/server/conventions/transitions';
import { counted } from '@/server/french';
import { turnOf } from '@/server/signature/circuit';

/** Acts that may wait for a person, in the order in which the dashboard shows them. */
export const taskKinds = [
  'sign',
  'approve_circuit',
  'deposit',
  'opinion',
  'mention',
  'correction',
  'correction_check',
  'deliberation_check',
  'deliberation_enter',
  'reservations',
  'send',
  'partner',
  'draft',
  'resume',
  'renewal',
  'reversibility',
  'aaf_request',
  'aaf_check',
  'aaf_test',
  'aaf_attach',
  'aaf_detach',
  'aaf_resume',
  'next_step',
  'school_life',
  'directory_decision',
  'import',
  'work',
] as const;
export type TaskKind = (typeof taskKinds)[number];

type Words = { one: string; many: string; act: string };

const words: Record<TaskKind, Words> = {
  sign: { one: 'convention à signer', many: 'conventions à signer', act: 'Signer' },
  approve_circuit: {
    one: 'convention à valider pour signature',
    many: 'conventions à valider pour signature',
    act: 'Lire et valider',
  },
  deposit: {
    one: 'document signé à examiner',
    many: 'documents signés à examiner',
    act: 'Examiner',
  },
  opinion: { one: 'avis à rendre', many: 'avis à rendre', act: 'Rendre l’avis' },
  mention: {
    one: 'commentaire où l’on vous mentionne',
    many: 'commentaires où l’on vous mentionne',
    act: 'Lire',
  },
  correction: {
    one: 'passage ouvert à votre correction',
    many: 'passages ouverts à votre correction',
    act: 'Corriger',
  },
  correction_check: {
    one: 'correction proposée à examiner',
    many: 'corrections proposées à examiner',
    act: 'Comparer',
  },
  deliberation_check: {
    one: 'délibération à vérifier',
    many: 'délibérations à vérifier',
    act: 'Vérifier',
  },
  deliberation_enter: { one: 'délibération à saisir', many: 'délibérations à saisir', act: 'Saisir' },
  reservations: {
    one: 'convention dont des réserves attendent une réponse',
    many: 'conventions dont des réserves attendent une réponse',
    act: 'Répondre',
  },
  send: {
    one: 'convention à transmettre à la collectivité',
    many: 'conventions à transmettre aux collectivités',
    act: 'Transmettre',
  },
  partner: { one: 'texte à relire', many: 'textes à relire', act: 'Relire' },
  draft: { one: 'convention à rédiger', many: 'conventions à rédiger', act: 'Rédiger' },
  resume: { one: 'convention suspendue', many: 'conventions suspendues', act: 'Examiner' },
  renewal: {
    one: 'renouvellement à examiner',
    many: 'renouvellements à examiner',
    act: 'Examiner',
  },
  reversibility: {
    one: 'plan de réversibilité en cours',
    many: 'plans de réversibilité en cours',
    act: 'Suivre le plan',
  },
  aaf_request: {
    one: 'école à demander pour l’AAF',
    many: 'écoles à demander pour l’AAF',
    act: 'Demander l’accrochage',
  },
  aaf_check: {
    one: 'école à vérifier pour l’AAF',
    many: 'écoles à vérifier pour l’AAF',
    act: 'Vérifier',
  },
  aaf_test: { one: 'école à mettre en test', many: 'écoles à mettre en test', act: 'Mettre en test' },
  aaf_attach: { one: 'école à accrocher', many: 'écoles à accrocher', act: 'Accrocher' },
  aaf_detach: {
    one: 'école à décrocher de l’AAF',
    many: 'écoles à décrocher de l’AAF',
    act: 'Traiter',
  },
  aaf_resume: {
    one: 'école à reprendre dans l’AAF',
    many: 'écoles à reprendre dans l’AAF',
    act: 'Reprendre',
  },
  next_step: { one: 'étape à faire', many: 'étapes à faire', act: 'Ouvrir le suivi' },
  school_life: {
    one: 'suite à donner à une école fermée, fusionnée ou déplacée',
    many: 'suites à donner à des écoles fermées, fusionnées ou déplacées',
    act: 'Donner suite',
  },
  directory_decision: {
    one: 'annuaire à appliquer ou à abandonner',
    many: 'annuaires à appliquer ou à abandonner',
    act: 'Voir les changements',
  },
  import: { one: 'import à relire', many: 'imports à relire', act: 'Lire le rapport' },
  work: { one: 'travail terminé', many: 'travaux terminés', act: 'Voir le résultat' },
};

/** The act of the transition table that a task leads to; null when it is another command. */
export const transitionOf: Partial<Record<TaskKind, ConventionAction>> = {
  draft: 'submit_for_review',
  send: 'send_to_partner',
  partner: 'accept_text',
  deliberation_check: 'mark_ready_to_sign',
  sign: 'sign',
  approve_circuit: 'approve',
  deposit: 'confirm_deposit',
  resume: 'resume',
};

/** One thing that waits: what, since when, who asked for it, until when, and where it is done. */
export type Task = {
  id: string;
  object: string;
  detail: string;
  askedBy: string | null;
  /** Civil date. */
  since: string;
  dueOn: string | null;
  late: boolean;
  /** Schools concerned, or 1. */
  count: number;
  href: string;
};

export type TaskGroup = { kind: TaskKind; label: string; act: string; count: number; tasks: Task[] };

/** What waits for this role in this convention, if anything: the holder of the ball decides. */
export function conventionTask(
  facts: ConventionFacts,
  role: Role,
  membershipId: string | null = null,
): TaskKind | null {
  if (facts.status === 'ready_to_sign' || facts.status === 'partially_signed') {
    const who = { side: sideOf(role), membershipId };
    if (turnOf(facts.circuit, 'signer', who).ok) return 'sign';
    if (turnOf(facts.circuit, 'approver', who).ok) return 'approve_circuit';
    const examines = role === 'academy_admin' || role === 'academy_editor';
    return examines && facts.pendingDeposits > 0 ? 'deposit' : null;
  }
  const { holder } = ballHolder(facts);
  if (role === 'dpo' || role === 'legal') {
    const awaited = facts.opinions.some((one) => one.kind === role && one.verdict === null);
    return facts.status === 'academic_review' && awaited ? 'opinion' : null;
  }
  if (holder === 'academy' && (role === 'academy_admin' || role === 'academy_editor')) {
    if (facts.status === 'draft') return 'draft';
    if (facts.status === 'awaiting_deliberation') return 'deliberation_check';
    if (facts.status === 'suspended') return role === 'academy_admin' ? 'resume' : null;
    return facts.opinions.every((one) => one.reservationsAnswered) ? 'send' : 'reservations';
  }
  if (holder !== 'authority') return null;
  const writes = role === 'authority_editor' || role === 'mutualising_body';
  if (facts.status === 'partner_review' && (writes || role === 'authority_signatory')) return 'partner';
  if (!writes) return null;
  return facts.status === 'draft' ? 'draft' : 'deliberation_enter';
}

const byUrgency = (a: Task, b: Task) =>
  Number(b.late) - Number(a.late) ||
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
  a.since.localeCompare(b.since) ||
  a.object.localeCompare(b.object, 'fr');

/** Tasks by act, late ones first within each, and the acts with something late before the others. */
export function groupTasks(tasks: readonly { kind: TaskKind; task: Task }[]): TaskGroup[] {
  const groups = taskKinds.flatMap((kind): TaskGroup[] => {
    const own = tasks.filter((one) => one.kind === kind).map(({ task }) => task);
    if (own.length === 0) return [];
    const count = own.reduce((sum, task) => sum + task.count, 0);
    const { one, many, act } = words[kind];
    return [{ kind, label: counted(count, one, many), act, count, tasks: own.sort(byUrgency) }];
  });
  const late = (group: TaskGroup) => Number(group.tasks.some((task) => task.late));
  return groups.sort((a, b) => late(b) - late(a));
}

export type DeadlineKind =
  | 'convention_end'
  | 'market_end'
  | 'opinion_due'
  | 'effect'
  | 'session'
  | 'next_step'
  | 'activity_due';

export const deadlineLabels: Record<DeadlineKind, string> = {
  convention_end: 'Fin de convention',
  market_end: 'Fin de marché',
  opinion_due: 'Avis attendu',
  effect: 'Prise d’effet prévue',
  session: 'Séance de délibération',
  next_step: 'Étape de projet',
  activity_due: 'Activité de la matrice',
};

export type Deadline = {
  id: string;
  kind: DeadlineKind;
  /** Civil date. */
  on: string;
  late: boolean;
  object: string;
  detail: string;
  href: string;
};

/** Late ones first, then in order of time. */
export function sortDeadlines(deadlines: Deadline[]): Deadline[] {
  return deadlines.sort(
    (a, b) =>
      Number(b.late) - Number(a.late) || a.on.localeCompare(b.on) || a.object.localeCompare(b.object, 'fr'),
  );
}

export type FirstStep = { label: string; detail: string; href: string };

const coverageStep: FirstStep = {
  label: 'Voir où en sont les écoles',
  detail: 'Combien existent, sont dans un projet, conventionnées, accrochées.',
  href: '/couverture',
};
const experienceStep: FirstStep = {
  label: 'Lire des retours d’expérience',
  detail: 'Ce que d’autres territoires ont appris.',
  href: '/retours',
};
const projectsStep: FirstStep = {
  label: 'Ouvrir un projet',
  detail: 'Porteur, écoles, solution : la convention en découle.',
  href: '/projets/nouveau',
};
const conventionsStep: FirstStep = {
  label: 'Parcourir les conventions',
  detail: 'Leur texte, leur état, et chez qui est la balle.',
  href: '/conventions',
};
const aafStep: FirstStep = {
  label: 'Ouvrir la file de l’accrochage',
  detail: 'Chaque école avec ce qui manque encore à sa demande.',
  href: '/accrochage',
};

/** What to do first, in three steps, when nothing waits yet. */
export function firstSteps(role: Role): FirstStep[] {
  switch (role) {
    case 'academy_admin':
      return [
        {
          label: 'Charger l’annuaire des établissements',
          detail: 'Le fichier officiel, une fois : les écoles de l’académie en viennent.',
          href: '/administration/annuaire',
        },
        projectsStep,
        {
          label: 'Rédiger une convention',
          detail: 'À partir du modèle, article par article.',
          href: '/conventions/nouvelle',
        },
      ];
    case 'academy_editor':
    case 'authority_editor':
    case 'mutualising_body':
      return [
        projectsStep,
        {
          label: 'Rédiger une convention',
          detail: 'À partir du modèle, article par article.',
          href: '/conventions/nouvelle',
        },
        {
          label: 'Écrire un retour d’expérience',
          detail: 'Cinq questions suffisent pour commencer.',
          href: '/retours/nouveau',
        },
      ];
    case 'operator':
      return [
        {
          label: 'Charger l’annuaire des établissements',
          detail: 'Le fichier national, une fois : les écoles de toutes les académies.',
          href: '/administration/annuaire',
        },
        {
          label: 'Déclarer les organisations',
          detail: 'Académies, collectivités, structures, et qui agit pour elles.',
          href: '/administration/organisations',
        },
        {
          label: 'Vérifier le catalogue des solutions',
          detail: 'Seul un ENT peut être accroché à l’AAF.',
          href: '/administration/solutions',
        },
      ];
    case 'directory_operator':
      return [aafStep, conventionsStep, coverageStep];
    case 'dpo':
    case 'legal':
    case 'state_signatory':
    case 'authority_signatory':
    case 'dsden':
    case 'vendor':
      return [conventionsStep, coverageStep, experienceStep];
    case 'school_head':
    case 'national_observer':
    case 'reader':
      return [
        coverageStep,
        experienceStep,
        { ...experienceStep, label: 'Chercher un usage pédagogique', href: '/retours?type=usage' },
      ];
  }
}
