import { longDate } from '@/server/calendar';
import type { ConventionStatus } from '@/server/conventions/facts';
import { counted } from '@/server/french';

export type Degree = 'primary' | 'secondary';

/** The phases of a project, in order; they are also the bands of its responsibility matrix (DOMAIN §5). */
export const projectPhases = [
  'scoping',
  'convention',
  'procurement',
  'deployment',
  'support',
  'operation',
  'evaluation',
  'renewal',
] as const;

export type ProjectPhase = (typeof projectPhases)[number];

export const phaseLabels: Record<ProjectPhase, string> = {
  scoping: 'Cadrage',
  convention: 'Convention',
  procurement: 'Marché',
  deployment: 'Déploiement',
  support: 'Accompagnement',
  operation: 'Exploitation',
  evaluation: 'Évaluation',
  renewal: 'Renouvellement',
};

export const degreeLabels: Record<Degree, string> = {
  primary: 'Premier degré',
  secondary: 'Second degré',
};

/** « 12 écoles » or « 12 établissements », as each degree says. */
export function countedSchools(count: number, degree: Degree): string {
  return degree === 'primary' ? counted(count, 'école') : counted(count, 'établissement');
}

/** Why these dates cannot stand together, or null. Both are ISO days. */
export function datesFinding(startsOn: string | null, endsOn: string | null): string | null {
  return startsOn && endsOn && endsOn < startsOn ? 'La date de fin précède la date de début.' : null;
}

export type CandidateSchool = {
  uai: string;
  name: string;
  degree: Degree;
  academyCode: string;
  state: 'open' | 'closing' | 'opening' | 'closed';
};

/**
 * Why a school cannot enter a project, as a sentence, or null when it can. A school that already stands in the
 * project is not asked again: closing a school must not lock the whole list.
 */
export function schoolRefusal(
  school: CandidateSchool,
  project: { degree: Degree; academyCode: string; academyName: string },
): string | null {
  if (school.degree !== project.degree)
    return project.degree === 'primary'
      ? 'Cet établissement relève du second degré\u00a0; le projet porte sur le premier degré.'
      : 'Cette école relève du premier degré\u00a0; le projet porte sur le second degré.';
  if (school.academyCode !== project.academyCode)
    return `Cette école ne relève pas de l’${project.academyName}.`;
  if (school.state === 'closed') return 'Cette école est fermée selon l’annuaire des établissements.';
  return null;
}

/** What it takes to go from one list to another. Order does not count. */
export function listChange(
  current: readonly string[],
  wanted: readonly string[],
): { added: string[]; removed: string[] } {
  const before = new Set(current);
  const after = new Set(wanted);
  return {
    added: [...after].filter((uai) => !before.has(uai)),
    removed: [...before].filter((uai) => !after.has(uai)),
  };
}

/** Steps of the chain of coverage that a school of a project has reached (DOMAIN §6). */
export const chainSteps = ['in_project', 'conventioned', 'attached'] as const;
export type ChainStep = (typeof chainSteps)[number];

export const chainLabels: Record<ChainStep, string> = {
  in_project: 'Dans le projet',
  conventioned: 'Conventionnée',
  attached: 'Accrochée à l’AAF',
};

export type StandingFacts = {
  degree: Degree;
  phase: ProjectPhase;
  /** Day on which the project was closed (ISO), or null. */
  closedOn: string | null;
  schools: number;
  /** Schools of the project that stand in the annex of a convention in force. */
  conventioned: number;
  attached: number;
  /** Schools whose request is with the directory operator. */
  requested: number;
  /** The convention that is furthest on its way, with the day it entered its state (ISO). */
  convention: { number: string; status: ConventionStatus; since: string } | null;
};

const conventionPhrases: Record<ConventionStatus, string> = {
  draft: 'est en rédaction depuis le',
  academic_review: 'est en examen à l’académie depuis le',
  partner_review: 'est en relecture à la collectivité depuis le',
  awaiting_deliberation: 'attend la délibération depuis le',
  ready_to_sign: 'est prête à signer depuis le',
  partially_signed: 'attend une dernière signature depuis le',
  awaiting_seal: 'est signée par toutes les parties et attend son cachet depuis le',
  signed: 'est signée depuis le',
  in_force: 'est en vigueur depuis le',
  suspended: 'est suspendue depuis le',
  expired: 'est échue depuis le',
  terminated: 'est résiliée depuis le',
  renewed: 'a été renouvelée le',
  archived: 'est archivée depuis le',
  abandoned: 'a été abandonnée le',
};

/** How far each state is; a convention that ended counts less than one that is being written. */
const progress: Record<ConventionStatus, number> = {
  in_force: 14,
  suspended: 13,
  signed: 12,
  awaiting_seal: 11,
  partially_signed: 10,
  ready_to_sign: 9,
  awaiting_deliberation: 8,
  partner_review: 7,
  academic_review: 6,
  draft: 5,
  renewed: 4,
  expired: 3,
  terminated: 2,
  archived: 1,
  abandoned: 0,
};

/** The convention that says most about where a project stands: the one furthest on, then the latest. */
export function leadingConvention<C extends { status: ConventionStatus; since: string }>(
  conventions: readonly C[],
): C | null {
  const [first] = [...conventions].sort(
    (a, b) => progress[b.status] - progress[a.status] || b.since.localeCompare(a.since),
  );
  return first ?? null;
}

/** « Où en est-on » : one French sentence made of facts alone. */
export function whereStands(facts: StandingFacts): string {
  const { degree, schools, convention } = facts;
  if (facts.closedOn)
    return `Le projet est clos depuis le ${longDate(facts.closedOn)}\u00a0; il comptait ${countedSchools(schools, degree)}.`;
  const none = degree === 'primary' ? 'aucune école' : 'aucun établissement';
  const state = convention
    ? `la convention ${convention.number} ${conventionPhrases[convention.status]} ${longDate(convention.since)}`
    : 'aucune convention n’est encore rédigée';
  if (schools === 0) return `Le projet ne compte encore ${none}\u00a0; ${state}.`;
  const parts = [`Le projet compte ${countedSchools(schools, degree)}`];
  if (!convention || progress[convention.status] < progress.signed) return `${parts[0]}\u00a0; ${state}.`;
  parts.push(state + (facts.conventioned > 0 ? ` et ${coverage(facts)}` : ''));
  parts.push(attachment(facts));
  return `${parts.join('\u00a0; ')}.`;
}

function coverage({ conventioned, schools, degree }: StandingFacts): string {
  if (conventioned >= schools) {
    if (schools === 1) return degree === 'primary' ? 'couvre cette école' : 'couvre cet établissement';
    return degree === 'primary' ? 'les couvre toutes' : 'les couvre tous';
  }
  return `en couvre ${conventioned}`;
}

function attachment({ attached, requested, schools, degree }: StandingFacts): string {
  const feminine = degree === 'primary' ? 'e' : '';
  const waiting = requested > 0 ? `${counted(requested, 'demande')} d’accrochage en cours` : '';
  if (attached === 0) return waiting || `aucun${feminine} n’est encore accroché${feminine} à l’AAF`;
  const done =
    attached >= schools && schools > 1
      ? `tou${degree === 'primary' ? 'tes' : 's'} sont accroché${feminine}s à l’AAF`
      : attached === 1
        ? `1 est accroché${feminine} à l’AAF`
        : `${attached} sont accroché${feminine}s à l’AAF`;
  return waiting ? `${done}, ${waiting}` : done;
}
