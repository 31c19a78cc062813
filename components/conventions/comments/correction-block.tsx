'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import type { ThreadView } from '@/server/conventions/review/queries/threads';
import { sideNames } from '@/server/conventions/review/sides';
import { InlineLines } from '../comparison/line-view';
import type { Comments } from './comments';
import { ProposalForm } from './proposal-form';

export type Correction = NonNullable<ThreadView['correction']>;

const sentences: Record<Correction['state'], (correction: Correction) => string> = {
  open: ({ openedTo, openedByName }) =>
    `Passage ouvert par ${openedByName}\u00a0: ${sideNames[openedTo]} peut y proposer une correction.`,
  proposed: ({ proposedByName }) => `${proposedByName ?? 'L’autre partie'} propose :`,
  accepted: ({ decidedByName }) =>
    `Correction acceptée par ${decidedByName ?? 'l’autre partie'}\u00a0: elle est dans le texte.`,
  refused: ({ decidedByName, reason }) =>
    `Correction refusée par ${decidedByName ?? 'l’autre partie'}\u00a0: ${reason ?? ''}`,
  closed: () => 'Passage refermé sans correction.',
};

/** A passage opened to the other side: what is proposed as a difference, and who may act. */
export function CorrectionBlock({
  comments,
  thread,
  correction,
}: {
  comments: Comments;
  thread: ThreadView;
  correction: Correction;
}) {
  const trpc = useTRPC();
  const decide = useMutation(trpc.review.decideCorrection.mutationOptions());
  const close = useMutation(trpc.review.closeField.mutationOptions());
  const [isOpen, setOpen] = useState(false);
  const named = { id: comments.id, threadId: thread.id, version: correction.version };

  async function carry(act: () => Promise<unknown>, said: string): Promise<string | undefined> {
    try {
      await act();
      toast(said);
      await comments.refresh();
    } catch (error) {
      await comments.refresh();
      return refusalFrom(error).message;
    }
  }
  async function carryOrTell(act: () => Promise<unknown>, said: string) {
    const refusal = await carry(act, said);
    if (refusal) toast(refusal, { tone: 'danger' });
  }

  return (
    <div className="flex flex-col gap-2 border-accent border-l-3 pl-3">
      <p>{sentences[correction.state](correction)}</p>
      {correction.lines && <InlineLines lines={correction.lines} />}
      <p className="flex flex-wrap gap-1">
        {correction.mayDecide && (
          <>
            <Button
              size="sm"
              variant="primary"
              isPending={decide.isPending}
              onPress={() =>
                carryOrTell(
                  () => decide.mutateAsync({ ...named, accept: true }),
                  'La correction est dans le texte.',
                )
              }
            >
              Accepter la correction
            </Button>
            <ConfirmDialog
              trigger={<Button size="sm">Refuser</Button>}
              title="Refuser cette correction&nbsp;?"
              confirmLabel="Refuser la correction"
              reasonLabel="Motif"
              onConfirm={(reason) =>
                carry(
                  () => decide.mutateAsync({ ...named, accept: false, reason }),
                  'La correction est refusée.',
                )
              }
            >
              Le texte ne change pas&nbsp;; l’autre partie lira le motif et pourra en proposer une autre.
            </ConfirmDialog>
          </>
        )}
        {correction.mayPropose && (
          <Button size="sm" variant="primary" onPress={() => setOpen(true)}>
            {correction.state === 'open' ? 'Proposer une correction' : 'Proposer une autre correction'}
          </Button>
        )}
        {correction.mayClose && (
          <Button
            size="sm"
            variant="quiet"
            isPending={close.isPending}
            onPress={() => carryOrTell(() => close.mutateAsync(named), 'Le passage est refermé.')}
          >
            Refermer
          </Button>
        )}
      </p>
      {isOpen && (
        <Dialog title={`Corriger\u00a0: ${thread.label}`} isOpen onOpenChange={setOpen} size="lg">
          <ProposalForm
            comments={comments}
            thread={thread}
            correction={correction}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      )}
    </div>
  );
}
