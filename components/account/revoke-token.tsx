'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';

/** Revokes a token, after saying what stops. */
export function RevokeToken({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions());

  async function confirm(): Promise<string | undefined> {
    try {
      await revoke.mutateAsync({ id });
      toast('Jeton révoqué.');
      router.refresh();
    } catch (error) {
      return refusalFrom(error).message;
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger" aria-label={`Révoquer le jeton ${name}`}>
          Révoquer
        </Button>
      }
      title={`Révoquer le jeton « ${name} » ?`}
      confirmLabel="Révoquer"
      tone="danger"
      onConfirm={confirm}
    >
      <p>
        Les programmes qui s’en servent s’arrêtent à leur prochain appel. Un jeton révoqué ne revient pas.
      </p>
    </ConfirmDialog>
  );
}
