import {
  cellOf,
  type Meaning,
  type Phase,
  phaseLabels,
  type RaciActivity,
  type RaciActor,
  type RaciMatrix,
  sameMeanings,
} from './domain';
import { type LetterSet, usualLetters } from './letters';

export type RaciProblemCode =
  | 'no_accountable'
  | 'several_accountable'
  | 'no_doer'
  | 'dpo_accountable'
  | 'actor_overloaded'
  | 'actor_without_role'
  | 'person_left'
  | 'nobody_confirmed'
  | 'no_activity';

export type RaciProblem = {
  /** Errors forbid freezing the matrix; warnings do not. */
  severity: 'error' | 'warning';
  code: RaciProblemCode;
  /** The activity to go to, when there is one. */
  activityKey: string | null;
  activityNumber: number | null;
  actorKey: string | null;
  /** Says how to mend it. */
  message: string;
};

/** What the rules need to know beside the matrix. */
export type Circumstances = {
  /** Part of the activities (0 to 1) beyond which one actor answers for too much. */
  share?: number;
  /** The letters that the messages name. */
  letters?: LetterSet;
  /** Phase that the project is in; a template is in none. */
  phase?: Phase | null;
  /** What was accepted, with what the cell said then: it holds as long as the cell says the same. */
  accepted?: readonly Accepted[];
};
export type Accepted = { activityKey: string; actorKey: string; meanings: readonly Meaning[] };

/** Beyond this share of the activities, one actor answers for too much. Half, unless an académie says otherwise. */
export const DEFAULT_SHARE = 0.5;
/** A share means nothing on a handful of activities. */
export const ENOUGH_ACTIVITIES = 5;

const named = (activity: RaciActivity) => `Activité ${activity.number} (${activity.label})`;

function enumeration(labels: readonly string[]): string {
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} et ${labels.at(-1)}`;
}

function activityErrors(
  activity: RaciActivity,
  actors: readonly RaciActor[],
  letters: LetterSet,
): RaciProblem[] {
  const problems: RaciProblem[] = [];
  const report = (code: RaciProblemCode, actorKey: string | null, message: string) =>
    problems.push({
      severity: 'error',
      code,
      activityKey: activity.key,
      activityNumber: activity.number,
      actorKey,
      message,
    });
  const has = (meaning: 'accountable' | 'doer') =>
    actors.filter((actor) => cellOf(activity, actor.key).includes(meaning));

  const accountable = has('accountable');
  if (accountable.length === 0) {
    report(
      'no_accountable',
      null,
      `${named(activity)}\u00a0: personne ne répond du résultat. Donnez ${letters.accountable} à un acteur, et à un seul.`,
    );
  }
  if (accountable.length > 1) {
    report(
      'several_accountable',
      accountable[1]?.key ?? null,
      `${named(activity)}\u00a0: ${enumeration(accountable.map((actor) => actor.label))} répondent du même résultat. Gardez un seul ${letters.accountable}.`,
    );
  }
  if (has('doer').length === 0) {
    report(
      'no_doer',
      null,
      `${named(activity)}\u00a0: personne ne réalise. Donnez ${letters.doer} à un acteur au moins.`,
    );
  }
  for (const actor of accountable.filter(({ party }) => party === 'dpo')) {
    report(
      'dpo_accountable',
      actor.key,
      `${named(activity)}\u00a0: le délégué à la protection des données conseille, il ne répond pas du résultat. Donnez-lui ${letters.consulted} et confiez ${letters.accountable} à un autre acteur.`,
    );
  }
  return problems;
}

/** Activities of the phase that the project is in, of which neither who does nor who answers has accepted its part. */
function unconfirmed({ actors, activities }: RaciMatrix, { phase, accepted }: Circumstances): RaciProblem[] {
  if (!phase || !accepted) return [];
  const holds = (activity: RaciActivity, actorKey: string) =>
    accepted.some(
      (one) =>
        one.activityKey === activity.key &&
        one.actorKey === actorKey &&
        sameMeanings(one.meanings, cellOf(activity, actorKey)),
    );
  return activities.flatMap((activity): RaciProblem[] => {
    if (activity.phase !== phase) return [];
    const engaged = actors.filter(({ key }) =>
      cellOf(activity, key).some((one) => one === 'accountable' || one === 'doer'),
    );
    if (engaged.length === 0 || engaged.some(({ key }) => holds(activity, key))) return [];
    return [
      {
        severity: 'warning',
        code: 'nobody_confirmed',
        activityKey: activity.key,
        activityNumber: activity.number,
        actorKey: engaged[0]?.key ?? null,
        message: `${named(activity)}\u00a0: le projet est en phase «\u00a0${phaseLabels[phase]}\u00a0» et personne n’a encore accepté son rôle. Demandez l’accord de ${enumeration(engaged.map(({ label }) => label))}.`,
      },
    ];
  });
}

function actorWarnings(actor: RaciActor, activities: readonly RaciActivity[], share: number): RaciProblem[] {
  const parts = activities.filter((activity) => cellOf(activity, actor.key).length > 0);
  const [first] = parts;
  const warning = {
    severity: 'warning',
    activityKey: null,
    activityNumber: null,
    actorKey: actor.key,
  } as const;
  if (!first) {
    return [
      {
        ...warning,
        code: 'actor_without_role',
        message: `${actor.label}\u00a0: cet acteur n’a aucun rôle. Donnez-lui une lettre, ou masquez la colonne.`,
      },
    ];
  }
  const problems: RaciProblem[] = [];
  if (actor.hasLeft)
    problems.push({
      ...warning,
      code: 'person_left',
      activityKey: first.key,
      activityNumber: first.number,
      message: `${actor.label}\u00a0: cette personne n’exerce plus cette fonction. Nommez quelqu’un d’autre dans sa colonne.`,
    });
  const count = parts.filter((activity) => cellOf(activity, actor.key).includes('accountable')).length;
  if (activities.length >= ENOUGH_ACTIVITIES && count > activities.length * share)
    problems.push({
      ...warning,
      code: 'actor_overloaded',
      message: `${actor.label}\u00a0: cet acteur répond de ${count} activités sur ${activities.length}. Confiez-en une partie à d’autres.`,
    });
  return problems;
}

/** Every problem of a matrix: errors in the order of the activities, then warnings (DOMAIN §5). */
export function checkMatrix(matrix: RaciMatrix, circumstances: Circumstances = {}): RaciProblem[] {
  const { share = DEFAULT_SHARE, letters = usualLetters } = circumstances;
  const { actors, activities } = matrix;
  if (activities.length === 0) {
    return [
      {
        severity: 'error',
        code: 'no_activity',
        activityKey: null,
        activityNumber: null,
        actorKey: null,
        message: 'La matrice ne contient aucune activité\u00a0: ajoutez-en, ou repartez du modèle.',
      },
    ];
  }
  return [
    ...activities.flatMap((activity) => activityErrors(activity, actors, letters)),
    ...actors.flatMap((actor) => actorWarnings(actor, activities, share)),
    ...unconfirmed(matrix, circumstances),
  ];
}

/** True when nothing forbids freezing the matrix as annexe A2. */
export function canFreeze(problems: readonly RaciProblem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}
