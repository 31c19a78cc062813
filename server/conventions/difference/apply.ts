import type { ContentRaci } from '@/server/documents/content';
import {
  annexKey,
  articleKey,
  type ComparedText,
  type ConventionDifference,
  type FieldChanges,
  partyKey,
  type RaciChange,
  schoolKey,
  variableKey,
  visaLines,
} from './difference';
import { applyLines } from './lines';
import { applyList } from './lists';

const patched = <T extends object>(one: T, changes: FieldChanges<Partial<T>>): T => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(changes).map(([key, change]) => [key, (change as { after: unknown }).after]),
  ),
});

function appliedRaci(raci: ContentRaci | null, change: RaciChange): ContentRaci | null {
  if (change.kind === 'same') return raci;
  if (change.kind === 'replaced') return change.after;
  if (!raci) throw new RangeError('these changes start from a text with a matrix');
  return {
    ...raci,
    phases: raci.phases.map((phase) => ({
      ...phase,
      activities: phase.activities.map((activity) => ({
        ...activity,
        cells: {
          ...activity.cells,
          ...Object.fromEntries(
            change.cells
              .filter((cell) => cell.activity === activity.number)
              .map((cell) => [cell.actorKey, cell.after]),
          ),
        },
      })),
    })),
  };
}

/**
 * The second text, from the first and their difference: what proves that nothing was left out of it.
 * @throws RangeError when the difference starts from another text.
 */
export function applyDifference(text: ComparedText, found: ConventionDifference): ComparedText {
  const { content } = text;
  const lines = (before: string, changes: ConventionDifference['preamble']) =>
    applyLines(before, changes) ?? '';
  const visas = applyLines(visaLines(content.visas), found.visas);
  return {
    variables: applyList(text.variables, found.variables, variableKey, patched),
    content: {
      ...patched(patched(content, found.marks), found.facts),
      parties: applyList(content.parties, found.parties, partyKey, (party, change) => ({
        ...patched(party, change.fields),
        presentation: lines(party.presentation, change.presentation),
      })),
      visas: visas === null ? [] : visas.split('\n'),
      preamble: lines(content.preamble, found.preamble),
      articles: applyList(content.articles, found.articles, articleKey, (article, change) => ({
        ...article,
        number: change.number.after,
        title: lines(article.title, change.title),
        body: lines(article.body, change.body),
      })),
      schools: applyList(content.schools, found.schools, schoolKey, patched),
      raci: appliedRaci(content.raci, found.raci),
      annexes: applyList(content.annexes, found.annexes, annexKey, (annex, change) => ({
        ...annex,
        title: lines(annex.title, change.title),
        body: lines(annex.body, change.body),
      })),
    },
  };
}
