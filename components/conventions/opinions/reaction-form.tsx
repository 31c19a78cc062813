'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';

/** What the reviewer makes of an answer: accepts it, or maintains the reservation, with or without a word. */
export function ReactionForm({
  id,
  reservationId,
  position,
}: {
  id: string;
  reservationId: string;
  position: number;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const react = useMutation(trpc.review.reactToAnswer.mutationOptions());
  async function say(reaction: 'accepted' | 'maintained', note = '') {
    try {
      await react.mutateAsync({ id, reservationId, reaction, note });
      toast(reaction === 'accepted' ? 'Réponse acceptée.' : 'Réserve maintenue\u00a0: le décideur la verra.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button
        size="sm"
        isPending={react.isPending}
        aria-label={`Accepter la réponse à la réserve ${position}`}
        onPress={() => void say('accepted').then((said) => said && toast(said, { tone: 'danger' }))}
      >
        Accepter la réponse
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="quiet" aria-label={`Maintenir la réserve ${position}`}>
            Maintenir la réserve
          </Button>
        }
        title={`Maintenir la réserve ${position} ?`}
        confirmLabel="Maintenir la réserve"
        reasonLabel="Pourquoi la réponse ne suffit pas"
        reasonRequired={false}
        onConfirm={(reason) => say('maintained', reason)}
      >
        Elle sera montrée à qui décide de transmettre le texte&nbsp;; elle n’empêche pas de poursuivre.
      </ConfirmDialog>
    </div>
  );
}
