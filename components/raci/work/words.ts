import { counted, plural } from '@/components/ui/format';
import type { Tone } from '@/components/ui/tone';
import { type Meaning, meaningLabels } from '@/server/raci/domain';
import { saidOrder } from '@/server/raci/letters';
import { type Progress, type WorkState, workStates, workStateWords } from '@/server/raci/work/domain';

export const stateTones: Record<WorkState, Tone> = {
  to_do: 'neutral',
  in_progress: 'info',
  blocked: 'warning',
  done: 'success',
};

/** The word of each state in an address. */
export const stateSlugs: Record<WorkState, string> = {
  to_do: 'a-faire',
  in_progress: 'en-cours',
  blocked: 'bloquees',
  done: 'terminees',
};

export const stateOfSlug = (slug: string): WorkState | undefined =>
  workStates.find((state) => stateSlugs[state] === slug);

export const stateChoices = workStates.map((state) => ({
  id: stateSlugs[state],
  label: workStateWords[state].label,
}));

/** « 2 sur 4 terminées · 1 en retard ». */
export function progressInWords({ done, total, late, blocked }: Progress): string {
  return [
    `${done} sur ${total} ${plural(done, 'terminée')}`,
    late > 0 && counted(late, 'en retard', 'en retard'),
    blocked > 0 && counted(blocked, 'bloquée'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Where an activity stands on the page of the follow-up; alerts lead there. */
export const activityAnchor = (id: string) => `activite-${id}`;
export const activityHref = (projectId: string, id: string) =>
  `/responsabilites/${projectId}/suivi#${activityAnchor(id)}`;

const firsts: Record<Meaning, [one: string, many: string]> = {
  accountable: ['En répond', 'En répondent'],
  doer: ['Réalise', 'Réalisent'],
  consulted: ['Consulté', 'Consultés'],
  informed: ['Informé', 'Informés'],
};

/** Who does and who answers, in words: « En répond : Collectivité », « Réalisent : Académie, DSDEN ». */
export function whoInWords(parts: readonly { label: string; meanings: readonly Meaning[] }[]) {
  return (['accountable', 'doer'] as const).flatMap((meaning) => {
    const names = parts.filter(({ meanings }) => meanings.includes(meaning)).map(({ label }) => label);
    const [one, many] = firsts[meaning];
    return names.length === 0
      ? meaning === 'accountable'
        ? [{ meaning, text: 'Personne n’en répond' }]
        : []
      : [{ meaning, text: `${names.length > 1 ? many : one}\u00a0: ${names.join(', ')}` }];
  });
}

/** The meanings of a part in the order in which the letters are said. */
export const partInWords = (given: readonly Meaning[]): string =>
  saidOrder
    .filter((one) => given.includes(one))
    .map((one) => meaningLabels[one])
    .join(' et ');
