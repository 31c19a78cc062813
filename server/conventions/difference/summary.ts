import { counted, listed } from '@/server/french';
import type { ConventionDifference } from './difference';
import { sameLines } from './lines';
import type { EntryChange } from './lists';

/** How much a difference holds, by kind; `total` is what « n changements » counts. */
export type DifferenceCounts = {
  /** Articles and annexes rewritten, added, removed or moved. */
  articles: number;
  schools: number;
  variables: number;
  parties: number;
  raci: number;
  /** Title, visas, préambule, and facts of the file. */
  others: number;
  total: number;
};

const changed = <T, C>(entries: readonly EntryChange<T, C>[]) =>
  entries.filter((entry) => entry.op !== 'same' || entry.moved);

/** Counts what changed, so that a screen can say it in one line. */
export function countChanges(found: ConventionDifference): DifferenceCounts {
  const counts = {
    articles: changed(found.articles).length + changed(found.annexes).length,
    schools: changed(found.schools).length,
    variables: changed(found.variables).length,
    parties: changed(found.parties).length,
    raci: found.raci.kind === 'same' ? 0 : Math.max(1, found.raci.cells.length),
    others:
      Object.keys(found.facts).length + Number(!sameLines(found.visas)) + Number(!sameLines(found.preamble)),
  };
  return { ...counts, total: Object.values(counts).reduce((sum, one) => sum + one, 0) };
}

/**
 * True when something changed of which an opinion speaks: the text, the schools, the values, the matrix. Who
 * represents a party, and the délibération cited with it, are facts of the moment.
 */
export function touchesOpinion(found: ConventionDifference): boolean {
  const { total, parties } = countChanges(found);
  return total - parties > 0;
}

/** Keys of the articles that are no longer as they were. */
export const changedArticles = (found: ConventionDifference): string[] =>
  changed(found.articles).map(({ key }) => key);

/** « 2 articles ont changé, 1 école » ; null when nothing an opinion speaks of has. */
export function changesInWords(found: ConventionDifference): string | null {
  const { articles, schools, variables, raci, others } = countChanges(found);
  const parts = [
    articles > 0 && counted(articles, 'article ou annexe', 'articles ou annexes'),
    schools > 0 && counted(schools, 'école'),
    variables > 0 && counted(variables, 'champ'),
    raci > 0 && counted(raci, 'case de la matrice', 'cases de la matrice'),
    others > 0 && counted(others, 'autre passage', 'autres passages'),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : listed(parts);
}
