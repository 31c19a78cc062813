import { cellOf, dpoKeys, type RaciActivity, type RaciActor, type RaciMatrix } from './domain';

export type RaciProblemCode =
  | 'no_accountable'
  | 'several_accountable'
  | 'no_doer'
  | 'dpo_accountable'
  | 'actor_overloaded'
  | 'actor_without_role'
  | 'no_activity';

export type RaciProblem = {
  /** Errors forbid freezing the matrix; warnings do not. */
  severity: 'error' | 'warning';
  code: RaciProblemCode;
  /** The activity to go to, when there is one. */
  activityNumber: number | null;
  actorKey: string | null;
  /** Says how to mend it. */
  message: string;
};

/** Beyond this share of the activities, one actor answers for too much. Half, unless an académie says otherwise. */
export const DEFAULT_SHARE = 0.5;
/** A share means nothing on a handful of activities. */
const ENOUGH_ACTIVITIES = 5;

const named = (activity: RaciActivity) => `Activité ${activity.number} (${activity.label})`;

function enumeration(labels: readonly string[]): string {
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} et ${labels.at(-1)}`;
}

function activityProblems(activity: RaciActivity, actors: readonly RaciActor[]): RaciProblem[] {
  const problems: RaciProblem[] = [];
  const report = (code: RaciProblemCode, actorKey: string | null, message: string) =>
    problems.push({ severity: 'error', code, activityNumber: activity.number, actorKey, message });
  const has = (meaning: 'accountable' | 'doer') =>
    actors.filter((actor) => cellOf(activity, actor.key).includes(meaning));

  const accountable = has('accountable');
  if (accountable.length === 0) {
    report(
      'no_accountable',
      null,
      `${named(activity)} : personne ne répond du résultat. Donnez A à un acteur, et à un seul.`,
    );
  }
  if (accountable.length > 1) {
    report(
      'several_accountable',
      accountable[1]?.key ?? null,
      `${named(activity)} : ${enumeration(accountable.map((actor) => actor.label))} répondent du même résultat. Gardez un seul A.`,
    );
  }
  if (has('doer').length === 0) {
    report('no_doer', null, `${named(activity)} : personne ne réalise. Donnez R à un acteur au moins.`);
  }
  for (const actor of accountable.filter((one) => dpoKeys.includes(one.key))) {
    report(
      'dpo_accountable',
      actor.key,
      `${named(activity)} : le délégué à la protection des données conseille, il ne répond pas du résultat. Donnez-lui C et confiez A à un autre acteur.`,
    );
  }
  return problems;
}

/**
 * Every problem of a matrix, errors in the order of the activities, then warnings.
 * @param share part of the activities (0 to 1) beyond which one actor answers for too much.
 */
export function checkMatrix(matrix: RaciMatrix, share = DEFAULT_SHARE): RaciProblem[] {
  const { actors, activities } = matrix;
  if (activities.length === 0) {
    return [
      {
        severity: 'error',
        code: 'no_activity',
        activityNumber: null,
        actorKey: null,
        message: 'La matrice ne contient aucune activité : ajoutez-en, ou repartez du modèle.',
      },
    ];
  }
  const errors = activities.flatMap((activity) => activityProblems(activity, actors));
  const warnings = actors.flatMap((actor): RaciProblem[] => {
    const warning = { severity: 'warning', activityNumber: null, actorKey: actor.key } as const;
    if (activities.every((activity) => cellOf(activity, actor.key).length === 0)) {
      return [
        {
          ...warning,
          code: 'actor_without_role',
          message: `${actor.label} : cet acteur n’a aucun rôle. Donnez-lui une lettre, ou retirez la colonne.`,
        },
      ];
    }
    const count = activities.filter((activity) => cellOf(activity, actor.key).includes('accountable')).length;
    if (activities.length >= ENOUGH_ACTIVITIES && count > activities.length * share) {
      return [
        {
          ...warning,
          code: 'actor_overloaded',
          message: `${actor.label} : cet acteur répond de ${count} activités sur ${activities.length}. Confiez-en une partie à d’autres.`,
        },
      ];
    }
    return [];
  });
  return [...errors, ...warnings];
}

/** True when nothing forbids freezing the matrix as annexe A2. */
export function canFreeze(problems: readonly RaciProblem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}
