'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';

/** Ends a role at once; not the one that is being worn. */
export function EndMembership({ id, name, own }: { id: string; name: string; own: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation(trpc.people.end.mutationOptions());
  if (own)
    return (
      <Button variant="danger" reason="C’est le rôle que vous portez." reasonAs="tooltip">
        Mettre fin au rôle
      </Button>
    );

  async function confirm(): Promise<string | undefined> {
    try {
      await end.mutateAsync({ id });
      toast('Rôle terminé.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={<Button variant="danger">Mettre fin au rôle</Button>}
      title={`Mettre fin au rôle de ${name} ?`}
      confirmLabel="Mettre fin au rôle"
      tone="danger"
      onConfirm={confirm}
    >
      <p>
        Cette personne perd aussitôt les accès de ce rôle, sessions ouvertes et jetons compris. Ses autres
        rôles restent. Ce qu’elle a fait et signé reste à son nom.
      </p>
    </ConfirmDialog>
  );
}
