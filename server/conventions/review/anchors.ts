import { invalid } from '@/server/errors';
import type { LoadedConvention } from '../load';
import { templateOf, valuesOf } from '../loaded';
import { effectiveValue, formatValue } from '../variables';

/** What a comment hangs on: an article, or one of its fields, with what it says and its own counter. */
export type Anchor = {
  articleKey: string;
  variableKey: string | null;
  /** « Données à caractère personnel », « durée de conservation ». */
  label: string;
  /** The body, or the value as printed. */
  text: string;
  /** Counter against which a correction is written. */
  counter: number;
};

/**
 * The place that a comment names.
 * @throws AppError invalid when the text has no such article or field.
 */
export function anchorOf(
  loaded: LoadedConvention,
  { articleKey, variableKey }: { articleKey: string; variableKey?: string | null | undefined },
): Anchor {
  const article = loaded.articles.find(({ key }) => key === articleKey);
  if (!article) throw invalid({ articleKey: 'Cet article n’est pas dans le texte.' });
  if (!variableKey)
    return {
      articleKey,
      variableKey: null,
      label: article.title,
      text: article.body,
      counter: article.version,
    };
  const variable = templateOf(loaded).variables.find(({ key }) => key === variableKey);
  if (!variable) throw invalid({ variableKey: 'Ce champ n’est pas dans le texte.' });
  const row = loaded.variables.find(({ key }) => key === variableKey);
  return {
    articleKey,
    variableKey,
    label: variable.label,
    text: formatValue(variable, effectiveValue(variable, valuesOf(loaded))) ?? '',
    counter: row?.version ?? 0,
  };
}
