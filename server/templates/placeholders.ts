import { ARTICLE_REFERENCE, systemKeys } from '../conventions/system-values';
import type { TemplateContent, TemplateSection, TemplateShape } from '../conventions/template/types';

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;

/** Keys cited in a text as `{{key}}`, in order, repeats included. */
export const keysIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(([, key]) => key ?? '');

/** Facts that only one shape of convention has. */
const ofShape: Partial<Record<string, (content: Pick<TemplateContent, 'kind' | 'shapes'>) => boolean>> = {
  nom_etablissement: ({ shapes = [] }) => only(shapes, 'tripartite'),
  collectivites_en_nombre: ({ shapes = [] }) => only(shapes, 'mutualised'),
  numero_convention_liee: ({ kind }) => kind === 'processing_agreement',
  titre_convention_liee: ({ kind }) => kind === 'processing_agreement',
};

const only = (shapes: readonly TemplateShape[], shape: TemplateShape) =>
  shapes.length > 0 && shapes.every((one) => one === shape);

/** Everything that a text of this template may cite: its fields, wordings, articles, and the facts of the file. */
export function knownKeys(
  content: Pick<TemplateContent, 'kind' | 'shapes' | 'variables' | 'clauses' | 'sections'>,
): Set<string> {
  return new Set([
    ...systemKeys.filter((key) => ofShape[key]?.(content) ?? true),
    ...content.variables.map(({ key }) => key),
    ...content.clauses.map(({ key }) => key),
    ...content.sections
      .filter(({ section }) => section === 'article')
      .map(({ key }) => ARTICLE_REFERENCE + key),
  ]);
}

/** What a section needs to stand on its own: its fields and wordings, those that the wordings use included. */
export function carriedBy(
  section: Pick<TemplateSection, 'title' | 'body'>,
  content: Pick<TemplateContent, 'variables' | 'clauses'>,
): Pick<TemplateContent, 'variables' | 'clauses'> {
  const cited = new Set(keysIn(`${section.title}\n${section.body}`));
  const clauses = content.clauses.filter(({ key }) => cited.has(key));
  for (const clause of clauses) {
    cited.add(clause.from);
    for (const text of Object.values(clause.texts)) for (const key of keysIn(text)) cited.add(key);
  }
  return { clauses, variables: content.variables.filter(({ key }) => cited.has(key)) };
}
