'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { formatDateTime } from '@/components/ui/format';
import { TextArea } from '@/components/ui/text-area';
import type { ThreadView } from '@/server/conventions/review/queries/threads';
import type { Comments } from './comments';

type Message = ThreadView['messages'][number];

/** What one person said; its author corrects it for a while, or takes it away. */
export function MessageView({ comments, message }: { comments: Comments; message: Message }) {
  const trpc = useTRPC();
  const edit = useMutation(trpc.review.editMessage.mutationOptions());
  const remove = useMutation(trpc.review.deleteMessage.mutationOptions());
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const named = { id: comments.id, messageId: message.id };

  async function save() {
    try {
      await edit.mutateAsync({ ...named, body: text ?? '' });
      await comments.refresh();
      setText(null);
    } catch (refused) {
      setError(refusalFrom(refused).message);
    }
  }
  async function takeAway() {
    try {
      await remove.mutateAsync(named);
      await comments.refresh();
    } catch (refused) {
      return refusalFrom(refused).message;
    }
  }

  return (
    <li className="flex flex-col gap-1">
      <p>
        <strong>{message.authorName}</strong>{' '}
        <span className="text-soft">
          {formatDateTime(message.createdAt)}
          {message.edited && ', modifié'}
        </span>
      </p>
      {message.deleted ? (
        <p className="text-soft italic">Message retiré par son auteur.</p>
      ) : text === null ? (
        <p className="whitespace-pre-line break-words">{message.body}</p>
      ) : (
        <>
          <TextArea
            label="Corriger le message"
            rows={3}
            value={text}
            onChange={setText}
            errorMessage={error}
          />
          <p className="flex gap-2">
            <Button size="sm" variant="primary" isPending={edit.isPending} onPress={save}>
              Enregistrer
            </Button>
            <Button size="sm" onPress={() => setText(null)}>
              Annuler
            </Button>
          </p>
        </>
      )}
      {message.mine && !message.deleted && text === null && (
        <p className="flex flex-wrap gap-1">
          {message.editable && (
            <Button size="sm" variant="quiet" onPress={() => setText(message.body)}>
              Modifier
            </Button>
          )}
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="quiet">
                Retirer
              </Button>
            }
            title="Retirer ce message&nbsp;?"
            confirmLabel="Retirer le message"
            tone="danger"
            onConfirm={takeAway}
          >
            Ses mots disparaissent&nbsp;; une ligne rappelle qu’un message était là.
          </ConfirmDialog>
        </p>
      )}
    </li>
  );
}
