import { forbidden } from '@/server/errors';
import type { Context } from '@/server/trpc/context';
import { lineChanges } from '../../difference/lines';
import { type LoadedConvention, loadConvention } from '../../load';
import { isSigned, templateOf } from '../../loaded';
import { formatValue } from '../../variables';
import { type Anchor, anchorOf } from '../anchors';
import type { Proposal } from '../commands/corrections';
import { readersOf } from '../readers';
import { editMinutes, otherSide, type ReviewSide, readsInternal, sideNames, writesFor } from '../sides';

/** What a proposal would print. */
function proposedText(loaded: LoadedConvention, anchor: Anchor, proposal: Proposal): string {
  if ('body' in proposal) return proposal.body;
  const variable = templateOf(loaded).variables.find(({ key }) => key === anchor.variableKey);
  return (variable && formatValue(variable, proposal.value)) ?? '';
}

/** Where a thread hangs, as long as the text still has that place. */
function place(
  loaded: LoadedConvention,
  thread: { articleKey: string; variableKey: string | null },
): Anchor | null {
  try {
    return anchorOf(loaded, thread);
  } catch {
    return null;
  }
}

/** The sections of the text, with the part of the document that each becomes (the numbering of composeContent). */
function placesOf(loaded: LoadedConvention) {
  const rank = { article: 0, annex: 0 };
  return loaded.articles.map(({ key, title, number, section, code }) => {
    if (section === 'visas') return { key, title, partId: 'visas' };
    if (section === 'preamble') return { key, title, partId: 'preambule' };
    if (section === 'annex') {
      rank.annex += 1;
      const name = (code ?? `A${rank.annex + 2}`).toLowerCase().replace(/[^a-z0-9]+/g, '-');
      return { key, title, partId: `annexe-${name}` };
    }
    rank.article += 1;
    return { key, title, partId: `article-${number ?? rank.article}` };
  });
}

/** The conversations that this hat may read, by place in the text then by age. */
export async function threadsOf(ctx: Context, id: string) {
  const { actor } = ctx;
  if (!actor) throw forbidden();
  const loaded = await loadConvention(ctx.db, id);
  const internal = readsInternal(actor.role);
  const side = writesFor(actor.role);
  const opens = side !== null && loaded.status === 'partner_review';
  const rows = await ctx.db.commentThread.findMany({
    where: { conventionId: id, ...(internal ? {} : { visibility: 'shared' }) },
    include: {
      messages: { orderBy: { createdAt: 'asc' }, include: { mentions: true } },
      correction: true,
    },
    orderBy: { createdAt: 'asc' },
  });
  const position = new Map(loaded.articles.map(({ key, position: at }) => [key, at]));
  const threads = rows.map(({ messages, correction, ...thread }) => {
    const anchor = place(loaded, thread);
    const active = correction && ['open', 'proposed', 'refused'].includes(correction.state) && opens;
    const proposed =
      anchor && correction?.proposal ? proposedText(loaded, anchor, correction.proposal as Proposal) : null;
    return {
      id: thread.id,
      articleKey: thread.articleKey,
      variableKey: thread.variableKey,
      label: anchor?.label ?? 'Passage retiré du texte',
      quote: thread.quote,
      /** The quoted words are still in the place they were taken from. */
      quoteFound: thread.quote === null || (anchor?.text.includes(thread.quote) ?? false),
      visibility: thread.visibility,
      createdAt: thread.createdAt.toISOString(),
      resolvedAt: thread.resolvedAt?.toISOString() ?? null,
      resolvedByName: thread.resolvedByName,
      version: thread.version,
      mentionsMe: messages.some(({ mentions }) =>
        mentions.some(({ userId, seenAt }) => userId === actor.userId && seenAt === null),
      ),
      messages: messages.map((one) => ({
        id: one.id,
        authorName: one.authorName,
        authorHat: one.authorHat,
        body: one.body,
        createdAt: one.createdAt.toISOString(),
        edited: one.editedAt !== null,
        deleted: one.deletedAt !== null,
        mine: one.authorId === actor.userId,
        editable:
          one.authorId === actor.userId &&
          !one.deletedAt &&
          ctx.now.getTime() - one.createdAt.getTime() <= editMinutes * 60_000,
      })),
      correction: correction && {
        state: correction.state,
        openedTo: correction.openedTo as ReviewSide,
        openedByName: correction.openedByName,
        proposedByName: correction.proposedByName,
        decidedByName: correction.decidedByName,
        reason: correction.reason,
        version: correction.version,
        /** What is proposed, against what the text says now. */
        lines: correction.state === 'proposed' && anchor ? lineChanges(anchor.text, proposed ?? '') : null,
        base: anchor?.counter ?? 0,
        current: anchor?.text ?? '',
        mayPropose: Boolean(active) && side === correction.openedTo,
        mayDecide: Boolean(active) && side !== correction.openedTo && correction.state === 'proposed',
        mayClose: Boolean(active) && side !== correction.openedTo,
      },
    };
  });
  return {
    threads: threads.sort(
      (a, b) => (position.get(a.articleKey) ?? 999) - (position.get(b.articleKey) ?? 999),
    ),
    canWriteInternal: internal,
    canOpen: opens,
    /** Who reads a comment when nothing is said. */
    defaultShared: !internal || loaded.status === 'partner_review',
    articles: placesOf(loaded),
    otherSide: side ? sideNames[otherSide(side)] : null,
    mayComment: !isSigned(loaded) && loaded.status !== 'abandoned',
    variables: templateOf(loaded).variables,
    values: Object.fromEntries(loaded.variables.map(({ key, value }) => [key, value])),
  };
}

export type ThreadsView = Awaited<ReturnType<typeof threadsOf>>;
export type ThreadView = ThreadsView['threads'][number];

/** Whom one may mention: those who will be able to read it. */
export async function mentionable(ctx: Context, input: { id: string; visibility: 'internal' | 'shared' }) {
  const { actor } = ctx;
  if (!actor) return [];
  const convention = await ctx.db.convention.findUniqueOrThrow({
    where: { id: input.id },
    select: { academyCode: true, authorityId: true, departmentCodes: true },
  });
  const visibility = readsInternal(actor.role) ? input.visibility : 'shared';
  const people = await readersOf(ctx.db, convention, visibility, ctx.now);
  return people
    .filter(({ userId }) => userId !== actor.userId)
    .map(({ userId, name, role, organisation }) => ({ userId, name, role, organisation }));
}
