import { type Meaning, meaningLabels, meanings } from '@/server/raci/domain';

/** In the order in which the letters are said: R, A, C, I. */
export const saidOrder = [
  'doer',
  'accountable',
  'consulted',
  'informed',
] as const satisfies readonly Meaning[];

/** The meaning that a key stands for, or undefined. */
export const meaningOfKey: Readonly<Record<string, Meaning>> = {
  r: 'doer',
  a: 'accountable',
  c: 'consulted',
  i: 'informed',
};

const lists = new Intl.ListFormat('fr-FR', { type: 'conjunction' });

/** « répond du résultat et réalise », « aucune part ». */
export function meaningsInWords(given: readonly Meaning[]): string {
  const words = meanings.filter((one) => given.includes(one)).map((one) => meaningLabels[one]);
  return words.length === 0 ? 'aucune part' : lists.format(words);
}

/** Places of the page that others jump to. */
export const cellId = (activityId: string, actorKey: string) => `case-${activityId}-${actorKey}`;
export const cardId = (activityId: string) => `activite-${activityId}`;
