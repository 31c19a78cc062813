'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';

/** Answers one reservation. */
export function AnswerForm({
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
  const answer = useMutation(trpc.conventions.answerReservation.mutationOptions());
  const [text, setText] = useState('');
  const { attempt, refusal } = useAttempt();

  const send = () =>
    attempt(async () => {
      await answer.mutateAsync({ id, reservationId, answer: text });
      toast(`Réserve ${position}\u00a0: réponse enregistrée.`);
      router.refresh();
    });

  return (
    <div className="mt-3 flex flex-col items-start gap-2">
      <TextArea
        label={`Réponse à la réserve ${position}`}
        rows={2}
        className="w-full"
        value={text}
        onChange={setText}
        errorMessage={refusal?.message}
      />
      <Button size="sm" isPending={answer.isPending} pendingLabel="Enregistrement…" onPress={send}>
        Enregistrer la réponse
      </Button>
    </div>
  );
}
