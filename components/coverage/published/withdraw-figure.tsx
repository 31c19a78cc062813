'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';

/** Takes a figure out of what is shown, with the reason; its history stays. */
export function WithdrawFigure({ id, version }: { id: string; version: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const withdraw = useMutation(trpc.coverage.figures.withdraw.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button>Retirer</Button>}
      title="Retirer ce chiffre publié&nbsp;?"
      confirmLabel="Retirer le chiffre"
      tone="danger"
      reasonLabel="Motif du retrait"
      onConfirm={async (reason) => {
        try {
          await withdraw.mutateAsync({ id, version, reason });
        } catch (error) {
          return refusalFrom(error).message;
        }
        toast('Chiffre retiré.');
        router.refresh();
        return undefined;
      }}
    >
      Il ne sera plus montré à côté des chiffres calculés, ni sur la page publique. Son historique reste, et
      il peut être saisi à nouveau.
    </ConfirmDialog>
  );
}
