import type { Context } from '@/server/trpc/context';
import { type ConventionDifference, difference } from '../../difference/difference';
import { changedArticles, changesInWords, touchesOpinion } from '../../difference/summary';
import { type LoadedConvention, loadConvention } from '../../load';
import { standingOpinions } from '../../loaded';
import { opinionOf } from '../../opinion-role';
import { linkDeath } from '../link';
import { comparedText, storedText } from '../snapshot';

/** What changed since an opinion, in words, with the numbers of the articles. */
function sinceOpinion(loaded: LoadedConvention, found: ConventionDifference) {
  const keys = changedArticles(found);
  return {
    words: touchesOpinion(found) ? changesInWords(found) : null,
    articles: keys.map((key) => {
      const article = loaded.articles.find((one) => one.key === key);
      return { key, number: article?.number ?? null, title: article?.title ?? key };
    }),
  };
}

/**
 * For each opinion that counts now: on which text it was given, and what changed since. For one that waits, the
 * same since the opinion that the same reviewer gave before.
 */
export async function reviewState(ctx: Context, id: string) {
  const loaded = await loadConvention(ctx.db, id);
  const text = await comparedText(ctx.db, loaded, ctx.now);
  const standing = standingOpinions(loaded);
  const basisOf = (opinion: { id: string; kind: string; verdict: unknown }) => {
    const given =
      opinion.verdict || opinion.kind === 'expert'
        ? loaded.opinions.find((one) => one.id === opinion.id)
        : loaded.opinions.findLast((one) => one.kind === opinion.kind && one.verdict);
    return given?.confirmedSnapshotId ?? given?.snapshotId ?? null;
  };
  const ids = standing.map(basisOf).filter((one) => one !== null);
  const snapshots = await ctx.db.conventionSnapshot.findMany({ where: { id: { in: ids } } });
  const mine = ctx.actor ? opinionOf(ctx.actor) : null;
  return {
    opinions: standing.map((opinion) => {
      const snapshot = snapshots.find((one) => one.id === basisOf(opinion));
      const since = snapshot ? sinceOpinion(loaded, difference(storedText(snapshot), text)) : null;
      const { invitation } = opinion;
      return {
        id: opinion.id,
        kind: opinion.kind,
        question: opinion.question,
        requestedBy: opinion.requestedByName,
        mine: mine === opinion.kind,
        carried: opinion.carriedFromId !== null,
        confirmedAt: opinion.confirmedAt?.toISOString() ?? null,
        /** The kept text to compare from; null when it is of another convention or was never kept. */
        basis: snapshot?.conventionId === loaded.id ? snapshot.id : null,
        basisNumber: snapshot?.number ?? null,
        since,
        answered: opinion.reservations.filter(({ answeredAt }) => answeredAt !== null).length,
        maintained: opinion.reservations.filter(({ reaction }) => reaction === 'maintained').length,
        reactions: Object.fromEntries(
          opinion.reservations.map(({ id: reservationId, reaction, reactionNote }) => [
            reservationId,
            { reaction, note: reactionNote },
          ]),
        ),
        expert: invitation && {
          name: invitation.name,
          email: ctx.ability.can('answer', 'Convention') ? invitation.email : null,
          death: linkDeath({ ...invitation, status: loaded.status }, ctx.now),
        },
      };
    }),
    copyOf: loaded.copyOf && {
      resumes: loaded.copyOf.resumes,
      source: { id: loaded.copyOf.source.id, number: loaded.copyOf.source.number },
    },
  };
}

export type ReviewState = Awaited<ReturnType<typeof reviewState>>;
