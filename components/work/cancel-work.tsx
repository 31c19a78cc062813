'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted } from '@/components/ui/format';
import { toast } from '@/components/ui/toast';
import type { WorkLine } from '@/server/work/queries';

/** Stops a work that is under way, after saying what stays. */
export function CancelWork({ work, size = 'md' }: { work: WorkLine; size?: 'sm' | 'md' }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(trpc.work.cancel.mutationOptions());

  async function confirm(): Promise<string | undefined> {
    try {
      await cancel.mutateAsync({ id: work.id });
      toast('Travail annulé.');
    } catch (error) {
      return refusalFrom(error).message;
    } finally {
      await queries.invalidateQueries({ queryKey: trpc.work.pathKey() });
    }
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size={size}>
          Annuler
          <span className="sr-only"> : {work.label}</span>
        </Button>
      }
      title="Annuler ce travail ?"
      confirmLabel="Annuler le travail"
      tone="danger"
      onConfirm={confirm}
    >
      <p>
        « {work.label} » s’arrête à la fin de l’étape en cours. Ce qui est déjà fait est gardé
        {work.done > 0 && ` (${counted(work.done, 'étape')} sur ${work.total})`}&nbsp;; le reste ne sera pas
        fait.
      </p>
    </ConfirmDialog>
  );
}
