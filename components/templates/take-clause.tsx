'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';

/** Adopts the national wording, or takes over what has changed in it. */
export function TakeClause({
  id,
  seen,
  isUpdate,
  number,
}: {
  id: string;
  seen: number;
  isUpdate: boolean;
  number: number;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const take = useMutation(trpc.templates.takeClause.mutationOptions());
  async function confirm(): Promise<string | undefined> {
    try {
      await take.mutateAsync({ id, seen });
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  }
  const label = isUpdate ? 'Reprendre le texte national' : 'Adopter le texte national';
  return (
    <ConfirmDialog
      trigger={<Button>{label}</Button>}
      title={`${label} ?`}
      confirmLabel={label}
      onConfirm={confirm}
    >
      <p>
        {`Le texte national, version ${number}, devient une version de l’académie. Les modèles publiés et les conventions en cours ne changent pas.`}
      </p>
    </ConfirmDialog>
  );
}
