'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Badge, StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { ThreadView } from '@/server/conventions/review/queries/threads';
import { type Comments, threadId } from './comments';
import { CorrectionBlock } from './correction-block';
import { noWords, WordsField } from './mention-field';
import { MessageView } from './message-view';

/** One conversation: where it hangs, who reads it, what was said, and what one may do. */
export function ThreadCard({ comments, thread }: { comments: Comments; thread: ThreadView }) {
  const trpc = useTRPC();
  const resolve = useMutation(trpc.review.resolve.mutationOptions());
  const [isReplying, setReplying] = useState(false);
  const isResolved = thread.resolvedAt !== null;

  async function toggle() {
    try {
      await resolve.mutateAsync({
        id: comments.id,
        threadId: thread.id,
        resolved: !isResolved,
        version: thread.version,
      });
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
    await comments.refresh();
  }

  return (
    <article
      id={threadId(thread.id)}
      data-thread=""
      tabIndex={-1}
      aria-label={`Commentaire\u00a0: ${thread.label}`}
      className="flex scroll-mt-40 flex-col gap-2 rounded-md border border-line bg-ground p-3 text-sm"
    >
      <p className="flex flex-wrap items-center gap-1.5">
        <Badge tone={thread.visibility === 'internal' ? 'warning' : 'info'}>
          {thread.visibility === 'internal' ? 'Interne à l’académie' : 'Partagé avec la collectivité'}
        </Badge>
        {isResolved && <StateBadge tone="success">Résolu</StateBadge>}
        {thread.variableKey && <span className="text-soft">{thread.label}</span>}
      </p>
      {thread.quote && (
        <blockquote className="border-line border-l-3 pl-2 text-soft">
          «&nbsp;{thread.quote}&nbsp;»
          {!thread.quoteFound && <span className="block italic">Ce passage a changé depuis.</span>}
        </blockquote>
      )}
      <ol className="flex flex-col gap-2">
        {thread.messages.map((message) => (
          <MessageView key={message.id} comments={comments} message={message} />
        ))}
      </ol>
      {thread.correction && (
        <CorrectionBlock comments={comments} thread={thread} correction={thread.correction} />
      )}
      {isReplying && <ReplyForm comments={comments} thread={thread} onDone={() => setReplying(false)} />}
      {comments.view.mayComment && !isReplying && (
        <p className="flex flex-wrap gap-1">
          {!isResolved && (
            <Button size="sm" variant="quiet" onPress={() => setReplying(true)}>
              Répondre
            </Button>
          )}
          <Button size="sm" variant="quiet" isPending={resolve.isPending} onPress={toggle}>
            {isResolved ? 'Rouvrir' : 'Résoudre'}
          </Button>
        </p>
      )}
      {isResolved && thread.resolvedByName && (
        <p className="text-soft">Résolu par {thread.resolvedByName}.</p>
      )}
    </article>
  );
}

function ReplyForm({
  comments,
  thread,
  onDone,
}: {
  comments: Comments;
  thread: ThreadView;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const reply = useMutation(trpc.review.reply.mutationOptions());
  const [words, setWords] = useState(noWords);
  const [error, setError] = useState<string>();
  async function send() {
    try {
      await reply.mutateAsync({ id: comments.id, threadId: thread.id, ...words });
      await comments.refresh();
      onDone();
    } catch (refused) {
      setError(refusalFrom(refused).message);
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <WordsField
        comments={comments}
        visibility={thread.visibility}
        label="Réponse"
        value={words}
        error={error}
        onChange={setWords}
      />
      <p className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" isPending={reply.isPending} onPress={send}>
          Envoyer
        </Button>
        <Button size="sm" onPress={onDone}>
          Annuler
        </Button>
      </p>
    </div>
  );
}
