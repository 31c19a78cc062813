'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted } from '@/components/ui/format';
import { useSelection } from '@/components/ui/selection';
import { toast } from '@/components/ui/toast';
import { taskNoun } from './words';

/** Says what was done about the selected tasks. */
export function TreatTasks({ tableId }: { tableId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const selection = useSelection(tableId);
  const treat = useMutation(trpc.territory.treatTasks.mutationOptions());
  const ids = [...selection.ids];
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="primary">
          Marquer comme traitées…
        </Button>
      }
      title={`Marquer ${counted(ids.length, ...taskNoun)} comme ${ids.length > 1 ? 'traitées' : 'traitée'} ?`}
      confirmLabel="Marquer comme traitées"
      reasonLabel="Ce qui a été fait"
      onConfirm={async (reason) => {
        try {
          await treat.mutateAsync({ ids, reason });
          selection.clear();
          toast(`${counted(ids.length, ...taskNoun)}\u00a0: c’est noté.`);
          router.refresh();
          return undefined;
        } catch (error) {
          const said = refusalFrom(error);
          return said.fields?.reason ?? said.message;
        }
      }}
    >
      <p>
        Elles quittent «&nbsp;À faire&nbsp;»&nbsp;; les alertes sur ces fermetures cessent. Ni la convention,
        ni l’accrochage ne changent.
      </p>
    </ConfirmDialog>
  );
}
