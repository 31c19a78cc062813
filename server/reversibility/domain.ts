import { addDays, addMonths } from '@/server/calendar';

/** The checklist of article 21 (DOMAIN §4) when a solution is left. Pure; ISO days. */
export const reversibilityKinds = [
  'portability',
  'families',
  'accounts',
  'aaf_detach',
  'aaf_attach',
  'deletion',
] as const;
export type ReversibilityKind = (typeof reversibilityKinds)[number];

export type TaskSide = 'state' | 'authority';

export const taskWords: Record<ReversibilityKind, { label: string; help: string; side: TaskSide }> = {
  portability: {
    label: 'Export des contenus de l’ancienne solution',
    help: 'Espaces, productions et documents remis aux écoles et transmis à la solution suivante, dans un format ouvert.',
    side: 'authority',
  },
  families: {
    label: 'Information des familles et des équipes',
    help: 'Avant la bascule\u00a0: nouvelle adresse, date, sort des données, droits des personnes.',
    side: 'state',
  },
  accounts: {
    label: 'Comptes et droits de la nouvelle solution',
    help: 'Comptes d’administration créés, droits repris, anciens accès fermés après la période de récupération.',
    side: 'authority',
  },
  aaf_detach: {
    label: 'Décrochage de l’ancienne solution de l’AAF',
    help: 'École par école, dans la file d’accrochage\u00a0; rien ne se décroche de soi-même.',
    side: 'state',
  },
  aaf_attach: {
    label: 'Accrochage de la nouvelle solution à l’AAF',
    help: 'École par école, à demander sous la convention modifiée.',
    side: 'state',
  },
  deletion: {
    label: 'Attestation d’effacement des données',
    help: 'Par l’ancien éditeur, sauvegardes comprises, dans le délai de l’article 21.',
    side: 'authority',
  },
};

/**
 * Tasks of a plan with their due days.
 * @param switchOn first day without the old solution.
 * @param deletionDays delay of article 21, counted from the end of the reversibility: one month is left to users
 * to fetch their work (article 21.4).
 */
export function tasksOf(
  switchOn: string,
  { deletionDays, formats, withNext }: { deletionDays: number; formats: string | null; withNext: boolean },
): { kind: ReversibilityKind; position: number; side: TaskSide; dueOn: string; detail: string | null }[] {
  const due: Record<ReversibilityKind, string> = {
    families: addDays(switchOn, -15),
    portability: addMonths(switchOn, 1),
    accounts: switchOn,
    aaf_detach: switchOn,
    aaf_attach: switchOn,
    deletion: addDays(addMonths(switchOn, 1), deletionDays),
  };
  return reversibilityKinds
    .filter((kind) => withNext || (kind !== 'aaf_attach' && kind !== 'accounts'))
    .map((kind, position) => ({
      kind,
      position,
      side: taskWords[kind].side,
      dueOn: due[kind],
      detail: kind === 'portability' ? formats : null,
    }));
}

export type Progress = { done: number; total: number; late: number };

/** How far a plan is; a school task is done when every school is. */
export function progressOf(tasks: readonly { done: boolean; dueOn: string }[], today: string): Progress {
  return {
    done: tasks.filter(({ done }) => done).length,
    total: tasks.length,
    late: tasks.filter(({ done, dueOn }) => !done && dueOn < today).length,
  };
}
