'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';

/** Takes a template out of service for new conventions, or puts it back. */
export function RetireTemplate({ id, retired }: { id: string; retired: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const retire = useMutation(trpc.templates.retire.mutationOptions());
  async function confirm(): Promise<string | undefined> {
    try {
      await retire.mutateAsync({ id, retired: !retired });
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="quiet">{retired ? 'Remettre en service' : 'Retirer le modèle'}</Button>}
      title={retired ? 'Remettre ce modèle en service ?' : 'Retirer ce modèle ?'}
      confirmLabel={retired ? 'Remettre en service' : 'Retirer le modèle'}
      onConfirm={confirm}
    >
      <p>
        {retired
          ? 'Il sera de nouveau proposé aux nouvelles conventions.'
          : 'Il ne sera plus proposé aux nouvelles conventions. Celles qui l’ont pris le gardent.'}
      </p>
    </ConfirmDialog>
  );
}
