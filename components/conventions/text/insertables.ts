import { resolvedValues } from '@/server/conventions/domain';
import type { ConventionTextView } from '@/server/conventions/queries/detail';
import type { Insertable } from './article-editor';

/** Everything that a body may cite: fields, wordings that follow a choice, facts of the file; by name. */
export function insertablesOf({ compose }: ConventionTextView): Insertable[] {
  const values = Object.entries(resolvedValues(compose));
  const all = [
    ...values.map(([key, { label }]) => ({ key, label })),
    ...compose.clauses.map(({ key, label }) => ({ key, label: `${label} (selon le choix)` })),
  ];
  return all
    .map(({ key, label }) => ({ key, label: label.charAt(0).toUpperCase() + label.slice(1) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'fr'));
}
