import type { DraftPart } from './draft';
import type { PartMark } from './outline';
import type { ArticleValue } from './parts';
import type { Parts } from './save-engine';
import { isUnsaved } from './save-queue';

/** What the outline says of each part: worst first. A section is written once at creation, then by people. */
export function markOf(articles: Parts<ArticleValue>): (part: DraftPart) => PartMark {
  return ({ key }) => {
    const article = key === null ? undefined : articles[key];
    if (!article) return null;
    if (article.trouble?.kind === 'conflict') return 'conflict';
    if (isUnsaved(article)) return 'unsaved';
    return article.version > 1 ? 'edited' : null;
  };
}
