'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';

/** Puts a refused or uncertain mail back in the queue. */
export function Resend({ id, to, uncertain }: { id: string; to: string; uncertain: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const resend = useMutation(trpc.mails.resend.mutationOptions());

  async function confirm(): Promise<string | undefined> {
    try {
      await resend.mutateAsync({ id });
      toast('Le courriel repart.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`Renvoyer à ${to}`}>
          Renvoyer
        </Button>
      }
      title={`Renvoyer ce courriel à ${to} ?`}
      confirmLabel="Renvoyer"
      onConfirm={confirm}
    >
      <p>
        {uncertain
          ? 'Il est peut-être déjà arrivé\u00a0: la personne pourrait le recevoir deux fois.'
          : 'Si l’adresse est fausse, il sera refusé de nouveau\u00a0: elle se corrige dans «\u00a0Personnes et rôles\u00a0».'}
      </p>
    </ConfirmDialog>
  );
}
