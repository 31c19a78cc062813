'use client';

import { useRouter } from 'next/navigation';
import { refusalFrom } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';

/** Takes a template, of conventions or of matrices, out of service for what is new, or puts it back. */
export function RetireDialog({
  retired,
  act,
  consequences,
}: {
  retired: boolean;
  act: () => Promise<unknown>;
  consequences: { retire: string; restore: string };
}) {
  const router = useRouter();
  async function confirm(): Promise<string | undefined> {
    try {
      await act();
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="quiet">{retired ? 'Remettre en service' : 'Retirer le modèle'}</Button>}
      title={retired ? 'Remettre ce modèle en service\u00a0?' : 'Retirer ce modèle\u00a0?'}
      confirmLabel={retired ? 'Remettre en service' : 'Retirer le modèle'}
      onConfirm={confirm}
    >
      <p>{retired ? consequences.restore : consequences.retire}</p>
    </ConfirmDialog>
  );
}
