import type { ConventionTextView } from '@/server/conventions/queries/detail';
import { deviationsOf } from '@/server/templates/deviations';
import type { DraftPart } from './draft';
import type { PartMark } from './outline';
import type { ArticleValue } from './parts';
import type { Parts } from './save-engine';
import { isUnsaved } from './save-queue';

/** What the outline says of each part: worst first. A section is written once at creation, then by people. */
export function markOf(
  articles: Parts<ArticleValue>,
  deviating: ReadonlySet<string> = new Set(),
): (part: DraftPart) => PartMark {
  return ({ key }) => {
    const article = key === null ? undefined : articles[key];
    if (!article) return null;
    if (article.trouble?.kind === 'conflict') return 'conflict';
    if (isUnsaved(article)) return 'unsaved';
    if (key !== null && deviating.has(key)) return 'deviates';
    return article.version > 1 ? 'edited' : null;
  };
}

/** Keys of the parts that are not what the pinned template makes mandatory, as they are written now. */
export function deviatingKeys(
  text: ConventionTextView,
  articles: Readonly<Record<string, ArticleValue>> = {},
): ReadonlySet<string> {
  const kept = text.compose.sections.map((section) => ({ ...section, ...articles[section.key] }));
  return new Set(deviationsOf({ sections: text.template.binding }, kept).map(({ key }) => key));
}
