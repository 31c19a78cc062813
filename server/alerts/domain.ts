import type { Role } from '@/server/access/roles';

/** What may need someone's attention (DOMAIN §4), in the order in which the screen shows it. */
export const alertKinds = [
  'signature_waiting',
  'seal_pending',
  'opinion_due',
  'reservation_unanswered',
  'deliberation_missing',
  'deliberation_untransmitted',
  'ball_waiting',
  'suspended',
  'convention_end',
  'market_before_end',
  'school_closed',
  'double_uai',
  'aaf_waiting',
  'aaf_detach',
  'raci_agreement',
  'next_step',
  'activity_late',
  'activity_blocked',
  'scan_missing',
  'mail_refused',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const severities = ['danger', 'warning', 'info'] as const;
/** danger: late or against a rule; warning: will be; info: takes its course, somebody's turn. */
export type Severity = (typeof severities)[number];

export const severityWords: Record<Severity, { label: string; many: string }> = {
  danger: { label: 'En retard', many: 'En retard ou contraire à une règle' },
  warning: { label: 'À surveiller', many: 'À surveiller' },
  info: { label: 'En cours', many: 'En cours' },
};

type KindWords = { label: string; one: string; many: string; act: string };

/** French words of each kind: its name, its count, the act to which a line leads. */
export const kindWords: Record<AlertKind, KindWords> = {
  signature_waiting: {
    label: 'Signatures attendues',
    one: 'convention attend une signature',
    many: 'conventions attendent une signature',
    act: 'Voir la signature',
  },
  seal_pending: {
    label: 'Scellements en attente',
    one: 'convention signée attend son cachet',
    many: 'conventions signées attendent leur cachet',
    act: 'Voir les preuves',
  },
  opinion_due: { label: 'Avis attendus', one: 'avis attendu', many: 'avis attendus', act: 'Voir l’avis' },
  reservation_unanswered: {
    label: 'Réserves sans réponse',
    one: 'avis avec des réserves sans réponse',
    many: 'avis avec des réserves sans réponse',
    act: 'Répondre',
  },
  deliberation_missing: {
    label: 'Délibérations à saisir',
    one: 'délibération manquante',
    many: 'délibérations manquantes',
    act: 'Voir la délibération',
  },
  deliberation_untransmitted: {
    label: 'Délibérations non transmises',
    one: 'délibération sans date de transmission',
    many: 'délibérations sans date de transmission',
    act: 'Compléter',
  },
  ball_waiting: {
    label: 'Conventions en cours',
    one: 'convention attend un acte',
    many: 'conventions attendent un acte',
    act: 'Ouvrir',
  },
  suspended: {
    label: 'Conventions suspendues',
    one: 'convention suspendue',
    many: 'conventions suspendues',
    act: 'Examiner',
  },
  convention_end: {
    label: 'Fins de convention',
    one: 'convention arrive à son terme',
    many: 'conventions arrivent à leur terme',
    act: 'Préparer la suite',
  },
  market_before_end: {
    label: 'Marchés plus courts que la convention',
    one: 'marché se termine avant la convention',
    many: 'marchés se terminent avant la convention',
    act: 'Voir le projet',
  },
  school_closed: {
    label: 'Écoles fermées',
    one: 'convention ou accrochage porte sur une école fermée',
    many: 'conventions ou accrochages portent sur une école fermée',
    act: 'Voir les écoles',
  },
  double_uai: {
    label: 'Écoles dans deux conventions',
    one: 'couple de conventions partage des écoles',
    many: 'couples de conventions partagent des écoles',
    act: 'Comparer',
  },
  aaf_waiting: {
    label: 'Demandes AAF en attente',
    one: 'demande AAF en attente',
    many: 'demandes AAF en attente',
    act: 'Traiter la demande',
  },
  aaf_detach: {
    label: 'Décrochages à faire',
    one: 'convention dont des écoles sont à décrocher',
    many: 'conventions dont des écoles sont à décrocher',
    act: 'Traiter',
  },
  raci_agreement: {
    label: 'Accords sur une matrice',
    one: 'colonne de matrice attend un accord',
    many: 'colonnes de matrice attendent un accord',
    act: 'Répondre',
  },
  next_step: {
    label: 'Prochaines étapes dépassées',
    one: 'étape de projet dépassée',
    many: 'étapes de projet dépassées',
    act: 'Voir le suivi',
  },
  activity_late: {
    label: 'Activités en retard',
    one: 'activité de la matrice en retard',
    many: 'activités de la matrice en retard',
    act: 'Voir l’activité',
  },
  activity_blocked: {
    label: 'Activités bloquées',
    one: 'activité de la matrice bloquée',
    many: 'activités de la matrice bloquées',
    act: 'Voir l’activité',
  },
  scan_missing: {
    label: 'Conventions reprises sans scan',
    one: 'convention reprise sans scan',
    many: 'conventions reprises sans scan',
    act: 'Déposer le scan',
  },
  mail_refused: {
    label: 'Courriels refusés',
    one: 'lot de courriels refusés',
    many: 'lots de courriels refusés',
    act: 'Voir les courriels',
  },
};

/** Families of mails between which a person chooses a rhythm on their account. */
export const families = [
  'news',
  'conversations',
  'requests',
  'acts',
  'deadlines',
  'schools',
  'aaf',
  'upkeep',
] as const;
export type Family = (typeof families)[number];

export const rhythms = ['immediate', 'daily', 'weekly', 'none'] as const;
export type Rhythm = (typeof rhythms)[number];

export const rhythmLabels: Record<Rhythm, string> = {
  immediate: 'Aussitôt',
  daily: 'Un courriel par jour',
  weekly: 'Un courriel par semaine',
  none: 'Jamais',
};

type FamilyWords = { label: string; detail: string; rhythm: Rhythm };

/** Name of each family, what it holds, and the rhythm of who chose nothing. */
export const familyWords: Record<Family, FamilyWords> = {
  news: {
    label: 'Avancement des conventions',
    detail: 'Texte accepté, modifications demandées, avis rendu, délibération saisie.',
    rhythm: 'immediate',
  },
  conversations: {
    label: 'Commentaires',
    detail:
      'Commentaires qui vous mentionnent, réponses dans les conversations où vous avez écrit, objections à une matrice que vous tenez.',
    rhythm: 'immediate',
  },
  requests: {
    label: 'Suites des demandes AAF',
    detail: 'Demande reçue\u00a0; accrochage effectif, refusé, suspendu, repris ou terminé.',
    rhythm: 'immediate',
  },
  acts: {
    label: 'Actes qui vous attendent',
    detail:
      'Rappels des avis, réserves, délibérations, matrices et conventions dont la suite dépend de vous.',
    rhythm: 'daily',
  },
  deadlines: {
    label: 'Échéances',
    detail:
      'Fins de convention et de marché, étapes de projet dépassées, activités de la matrice en retard ou bloquées.',
    rhythm: 'weekly',
  },
  schools: {
    label: 'Écoles',
    detail: 'Écoles fermées, écoles dans deux conventions.',
    rhythm: 'weekly',
  },
  aaf: { label: 'Accrochage AAF', detail: 'Demandes en attente, décrochages à faire.', rhythm: 'daily' },
  upkeep: {
    label: 'Tenue des dossiers',
    detail: 'Conventions reprises sans scan, courriels refusés.',
    rhythm: 'weekly',
  },
};

export const familyOf: Record<AlertKind, Family> = {
  signature_waiting: 'acts',
  seal_pending: 'acts',
  opinion_due: 'acts',
  reservation_unanswered: 'acts',
  deliberation_missing: 'acts',
  deliberation_untransmitted: 'acts',
  ball_waiting: 'acts',
  suspended: 'acts',
  convention_end: 'deadlines',
  market_before_end: 'deadlines',
  raci_agreement: 'acts',
  next_step: 'deadlines',
  activity_late: 'deadlines',
  activity_blocked: 'deadlines',
  school_closed: 'schools',
  double_uai: 'schools',
  aaf_waiting: 'aaf',
  aaf_detach: 'aaf',
  scan_missing: 'upkeep',
  mail_refused: 'upkeep',
};

/** What an alert is about, as access reads it. */
export type AlertObject = {
  type: 'Convention' | 'Project' | 'AafRequest' | 'FollowUpStep' | 'Academy';
  id: string;
};

/** One thing that needs attention: what, why, whose turn, since when, until when, and where it is done. */
export type Alert = {
  /** Stable while the fact stands; a further threshold is another alert. */
  key: string;
  kind: AlertKind;
  severity: Severity;
  about: AlertObject;
  academyCode: string;
  departmentCodes: readonly string[];
  /** « Convention ENT d’Argenteuil ». */
  title: string;
  /** « 25-2026-0007 · Commune d’Argenteuil ». */
  detail: string;
  /** Why it is here, a whole sentence. */
  sentence: string;
  href: string;
  /** Roles whose turn it is, or who follow the matter: for them the alert is « mine ». */
  roles: readonly Role[];
  /** Hats whose turn it is besides, when the matter was entrusted to people by name. */
  hats: readonly string[];
  /** Civil dates. */
  since: string | null;
  dueOn: string | null;
  /** False for what no reminder would move, such as a certificate or a refused mail. */
  remindable: boolean;
};

export type AlertSettings = {
  /** Months before the end of a convention, longest first. */
  endMonths: readonly number[];
  /** Days before its deadline from which an opinion is « due soon ». */
  opinionSoonDays: number;
  /** Days after which a signature, or any other act, has been waited for long. */
  signatureDays: number;
  waitingDays: number;
  suspendedDays: number;
  /** Days between two reminders of the same alert. */
  reminderCooldownDays: number;
};

export const defaultAlertSettings: AlertSettings = {
  endMonths: [12, 6, 3],
  opinionSoonDays: 7,
  signatureDays: 14,
  waitingDays: 30,
  suspendedDays: 90,
  reminderCooldownDays: 7,
};

const rank = (severity: Severity) => severities.indexOf(severity);

/** Gravest first, then what falls due first, then what has waited longest. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    rank(a.severity) - rank(b.severity) ||
    (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
    (a.since ?? '9999').localeCompare(b.since ?? '9999') ||
    a.title.localeCompare(b.title, 'fr') ||
    a.key.localeCompare(b.key)
  );
}

/**
 * True when this hat is among those whose turn it is. A signatory for one département answers for its
 * conventions only; the object itself is among what the hat reads, or it would not be here.
 */
export function concerns(
  alert: Alert,
  hat: { membershipId: string; role: Role; departmentCode: string | null },
): boolean {
  if (alert.hats.includes(hat.membershipId)) return true;
  if (!alert.roles.includes(hat.role)) return false;
  const bounded = hat.role === 'state_signatory' && hat.departmentCode !== null;
  return !bounded || alert.departmentCodes.includes(hat.departmentCode ?? '');
}
