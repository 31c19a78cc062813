import { type Meaning, meaningLabels, meanings } from '@/server/raci/domain';
import type { LetterSet } from '@/server/raci/letters';

/** The meaning that a key stands for, or undefined. */
export const meaningOfKey = (key: string, set: LetterSet): Meaning | undefined =>
  meanings.find((meaning) => set[meaning].toLowerCase() === key.toLowerCase());

const lists = new Intl.ListFormat('fr-FR', { type: 'conjunction' });

/** « répond du résultat et réalise », « aucune part ». */
export function meaningsInWords(given: readonly Meaning[]): string {
  const words = meanings.filter((one) => given.includes(one)).map((one) => meaningLabels[one]);
  return words.length === 0 ? 'aucune part' : lists.format(words);
}

/** Places of the page that others jump to. */
export const cellId = (activityId: string, actorKey: string) => `case-${activityId}-${actorKey}`;
export const cardId = (activityId: string) => `activite-${activityId}`;
