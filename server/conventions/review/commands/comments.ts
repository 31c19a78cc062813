import { hatLabel } from '@/server/access/actor';
import { change, type PersonAct } from '@/server/audit/journal';
import type { Db, Tx } from '@/server/db';
import { conflict, forbidden, notFound } from '@/server/errors';
import { type LoadedConvention, loadConvention, lockConvention } from '../../load';
import { isSigned } from '../../loaded';
import { anchorOf } from '../anchors';
import { checkMentions, tellOfMessage } from '../readers';
import type { AddComment, EditMessage, ReplyToComment, ResolveComment } from '../schema';
import { editMinutes, readsInternal, sideOfRole } from '../sides';
import { openThread } from '../thread';
import { openField } from './corrections';
import { rowOf } from './opinions';

function commentable(loaded: LoadedConvention): void {
  if (isSigned(loaded) || loaded.status === 'abandoned')
    throw conflict('Le texte est arrêté\u00a0: les commentaires ne s’ajoutent plus, ils restent à lire.', {
      status: loaded.status,
    });
}

const message = (act: PersonAct, body: string, people: readonly { userId: string }[]) => ({
  authorId: act.actor.userId,
  authorName: act.actor.userName,
  authorHat: hatLabel(act.actor),
  body,
  createdAt: act.now,
  mentions: { create: people.map(({ userId }) => ({ userId })) },
});

/** Begins a conversation on an article or a field; may open it to the other side for correction. */
export async function addComment(act: PersonAct, input: AddComment & { id: string }) {
  return change(act, async (tx) => {
    const loaded = await lockConvention(tx, input.id);
    commentable(loaded);
    const anchor = anchorOf(loaded, input);
    const shared = loaded.status === 'partner_review' || sideOfRole(act.actor.role) === 'authority';
    const visibility = input.opens ? 'shared' : (input.visibility ?? (shared ? 'shared' : 'internal'));
    if (visibility === 'internal' && !readsInternal(act.actor.role))
      throw forbidden(
        'Seule l’académie écrit des commentaires internes\u00a0: les vôtres sont lus des deux parties.',
      );
    const people = await checkMentions(tx, loaded, visibility, input.mentions, act.now);
    const thread = await tx.commentThread.create({
      data: {
        conventionId: loaded.id,
        articleKey: anchor.articleKey,
        variableKey: anchor.variableKey,
        quote: input.quote?.trim() || null,
        visibility,
        createdAt: act.now,
        messages: { create: message(act, input.body, people) },
      },
    });
    if (input.opens) await openField(tx, act, loaded, thread.id, anchor);
    await tellOfMessage(tx, act, loaded, thread, people, input.body);
    const rows = [rowOf(loaded, 'convention.comment_added', { on: anchor.label, visibility })];
    if (input.opens) rows.push(rowOf(loaded, 'convention.field_opened', { on: anchor.label }));
    return { result: { threadId: thread.id }, journal: rows };
  });
}

/** Answers in a conversation; whoever answers has seen what mentioned them there. */
export async function replyToComment(act: PersonAct, input: ReplyToComment & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, thread } = await openThread(tx, act, input.id, input.threadId);
    commentable(loaded);
    if (thread.resolvedAt) throw conflict('Ce commentaire est résolu\u00a0: rouvrez-le pour répondre.');
    const people = await checkMentions(tx, loaded, thread.visibility, input.mentions, act.now);
    const created = await tx.commentMessage.create({
      data: { threadId: thread.id, ...message(act, input.body, people) },
    });
    await markSeen(tx, act, thread.id);
    await tellOfMessage(tx, act, loaded, thread, people, input.body);
    return {
      result: { messageId: created.id },
      journal: rowOf(loaded, 'convention.comment_added', { reply: true, visibility: thread.visibility }),
    };
  });
}

const markSeen = (tx: Tx | Db, act: PersonAct, threadId: string) =>
  tx.commentMention.updateMany({
    where: { userId: act.actor.userId, seenAt: null, message: { threadId } },
    data: { seenAt: act.now },
  });

/** Remembers that a person opened the conversation in which they are mentioned. */
export async function seeComment(act: PersonAct, input: { id: string; threadId: string }) {
  await loadConvention(act.db, input.id);
  const { count } = await markSeen(act.db, act, input.threadId);
  return { seen: count };
}

/** Marks a conversation as resolved, or opens it again, on the version that was seen. */
export async function resolveComment(act: PersonAct, input: ResolveComment & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, thread } = await openThread(tx, act, input.id, input.threadId);
    if (Boolean(thread.resolvedAt) === input.resolved)
      return { result: { version: thread.version }, journal: null };
    const { count } = await tx.commentThread.updateMany({
      where: { id: thread.id, version: input.version },
      data: {
        resolvedAt: input.resolved ? act.now : null,
        resolvedByName: input.resolved ? act.actor.userName : null,
        version: { increment: 1 },
      },
    });
    if (count !== 1) throw conflict('Ce commentaire vient de changer. Relisez-le, puis recommencez.');
    const action = input.resolved ? 'convention.comment_resolved' : 'convention.comment_reopened';
    return { result: { version: input.version + 1 }, journal: rowOf(loaded, action, {}) };
  });
}

async function ownMessage(tx: Tx, act: PersonAct, id: string, messageId: string) {
  const found = await tx.commentMessage.findFirst({
    where: { id: messageId, thread: { conventionId: id } },
    select: { id: true, threadId: true, authorId: true, createdAt: true, deletedAt: true, body: true },
  });
  if (!found) throw notFound('Ce message');
  const { loaded } = await openThread(tx, act, id, found.threadId);
  if (found.authorId !== act.actor.userId)
    throw forbidden('Chacun ne corrige ou ne retire que ses propres messages.');
  if (found.deletedAt) throw conflict('Ce message est déjà retiré.');
  return { loaded, message: found };
}

/** Corrects one's own words, soon after having written them. */
export async function editMessage(act: PersonAct, input: EditMessage & { id: string }) {
  return change(act, async (tx) => {
    const { loaded, message } = await ownMessage(tx, act, input.id, input.messageId);
    if (act.now.getTime() - message.createdAt.getTime() > editMinutes * 60_000)
      throw conflict(`Un message se corrige pendant ${editMinutes} minutes. Répondez plutôt à la suite.`);
    await tx.commentMessage.update({
      where: { id: message.id },
      data: { body: input.body, editedAt: act.now },
    });
    return { result: {}, journal: rowOf(loaded, 'convention.comment_edited', {}) };
  });
}

/** Takes one's own words away; their line stays, so that the answers keep their sense. */
export async function deleteMessage(act: PersonAct, input: { id: string; messageId: string }) {
  return change(act, async (tx) => {
    const { loaded, message } = await ownMessage(tx, act, input.id, input.messageId);
    await tx.commentMessage.update({ where: { id: message.id }, data: { body: '', deletedAt: act.now } });
    await tx.commentMention.deleteMany({ where: { messageId: message.id } });
    return { result: {}, journal: rowOf(loaded, 'convention.comment_deleted', {}) };
  });
}
