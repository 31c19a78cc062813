/** What a line of the follow-up tells of. */
export const followUpKinds = ['note', 'call', 'mail', 'meeting'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export const followUpKindLabels: Record<FollowUpKind, string> = {
  note: 'Note',
  call: 'Appel',
  mail: 'Courriel',
  meeting: 'Réunion',
};

/** Who reads a line, in words that stand beside it. */
export const readersLabel = (shared: boolean) =>
  shared ? 'Partagé avec la collectivité' : 'Interne à l’académie';

export type DueStep = { dueOn: string | null; createdAt: Date };

/** The steps still to be done in the order in which they fall due; those without a date come last. */
export function byDueDate<S extends DueStep>(steps: readonly S[]): S[] {
  return [...steps].sort(
    (a, b) =>
      (a.dueOn ?? '9999-12-31').localeCompare(b.dueOn ?? '9999-12-31') ||
      a.createdAt.getTime() - b.createdAt.getTime(),
  );
}

/** True once the day on which a step was due has passed. Both are ISO days. */
export const isLate = (dueOn: string | null, today: string) => dueOn !== null && dueOn < today;

/** Text without case, accents or spaces around, to recognise a person's name as it was typed. */
export function foldedName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
