import { notFound } from '@/server/errors';
import {
  type Commitment,
  commitmentArticles,
  commitmentsOf,
  divergenceOf,
  diverges,
  proposedArticle,
} from '@/server/raci/commitments';
import type { Context } from '@/server/trpc/context';
import { mayEditText } from '../editing';
import { fingerprintOf, liveMatrix } from './commands';

/** For each article on commitments: what the matrix proposes, and how far text and matrix have moved apart. */
export async function commitmentsOfText({ db, actor }: Pick<Context, 'db' | 'actor'>, id: string) {
  const convention = await db.convention.findUnique({
    where: { id },
    select: {
      kind: true,
      status: true,
      draftedBy: true,
      projectId: true,
      articles: { where: { key: { in: Object.keys(commitmentArticles) } }, orderBy: { position: 'asc' } },
      commitments: true,
    },
  });
  if (!convention) throw notFound('Cette convention');
  const matrix =
    convention.kind === 'convention' && convention.articles.length > 0
      ? await liveMatrix(db, convention.projectId)
      : null;
  const mayEdit = actor ? mayEditText(convention, actor.role) : false;
  if (!matrix) return { mayEdit, projectId: convention.projectId, articles: [] };
  return {
    mayEdit,
    projectId: convention.projectId,
    articles: convention.articles.map(({ key, title, body }) => {
      const parties = commitmentArticles[key] ?? [];
      const now = commitmentsOf(matrix, parties);
      const kept = convention.commitments.find(({ articleKey }) => articleKey === key);
      const found = kept
        ? divergenceOf(kept.basis as unknown as Commitment[], now, body, kept.setAside)
        : null;
      return {
        key,
        title,
        proposal: proposedArticle(matrix, parties),
        fingerprint: fingerprintOf(now),
        kept: kept && { version: kept.version, on: kept.keptAt.toISOString(), byName: kept.keptByName },
        divergence: found && diverges(found) ? found : null,
      };
    }),
  };
}
export type TextCommitments = Awaited<ReturnType<typeof commitmentsOfText>>;
export type ArticleCommitments = TextCommitments['articles'][number];
