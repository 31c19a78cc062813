import { longDate } from '@/server/calendar';
import type { ContentArticle } from '../documents/content';

/** One state of the articles, after the avenants up to some rank. */
export type ArticlesAfter = {
  /** Null for the text as signed. */
  by: { number: string; rank: number; effectiveOn: string } | null;
  articles: readonly ContentArticle[];
};

const paragraphsOf = (body: string) => body.split(/\n{2,}/).filter((part) => part.trim() !== '');

/** « (rédaction de l’avenant n° 1, en vigueur depuis le 1er septembre 2027) » */
export const citation = (by: { rank: number; effectiveOn: string }) =>
  `(rédaction issue de l’avenant n°\u00a0${by.rank}, en vigueur depuis le ${longDate(by.effectiveOn)})`;

/**
 * The articles after the last state, each changed passage followed by the avenant it comes from. A paragraph belongs
 * to the last avenant that brought it; what is as signed is not marked. Pure.
 * @param states the text as signed, then after each avenant in the order of their effect.
 */
export function citedArticles(states: readonly ArticlesAfter[]): {
  articles: ContentArticle[];
  /** Number of each avenant → how many articles it changed. */
  changed: Record<string, number>;
} {
  const changed: Record<string, number> = {};
  const last = states.at(-1)?.articles ?? [];
  const articles = last.map((article) => {
    const origin = new Map<string, NonNullable<ArticlesAfter['by']>>();
    const removals: NonNullable<ArticlesAfter['by']>[] = [];
    let before: ContentArticle | undefined;
    for (const { by, articles: all } of states) {
      const now = all.find(({ key }) => key === article.key);
      if (by && now && (now.body !== before?.body || now.title !== before?.title)) {
        changed[by.number] = (changed[by.number] ?? 0) + 1;
        const had = new Set(before ? paragraphsOf(before.body) : []);
        const has = paragraphsOf(now.body);
        for (const paragraph of has) if (!had.has(paragraph)) origin.set(paragraph, by);
        if (before && has.every((paragraph) => had.has(paragraph))) removals.push(by);
      }
      if (now) before = now;
    }
    const body = paragraphsOf(article.body)
      .map((paragraph) => {
        const by = origin.get(paragraph);
        return by ? `${paragraph}${paragraph.includes('\n- ') ? '\n\n' : ' '}${citation(by)}` : paragraph;
      })
      .join('\n\n');
    const notes = removals.map((by) => citation(by));
    return { ...article, body: [body, ...notes].join('\n\n') };
  });
  return { articles, changed };
}
