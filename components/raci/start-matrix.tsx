'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { toast } from '@/components/ui/toast';

/** No matrix yet: opens it from the template of the degree. */
export function StartMatrix({ projectId, canEdit }: { projectId: string; canEdit: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const start = useMutation(trpc.raci.start.mutationOptions());
  const { attempt, refusal } = useAttempt();

  const open = () =>
    attempt(async () => {
      await start.mutateAsync({ id: projectId });
      toast('Matrice ouverte à partir du modèle.');
      router.refresh();
    });

  return (
    <EmptyState
      title="La matrice n’est pas encore ouverte"
      actions={
        canEdit ? (
          <Button variant="primary" isPending={start.isPending} pendingLabel="Ouverture…" onPress={open}>
            Partir du modèle
          </Button>
        ) : undefined
      }
    >
      <p>
        {canEdit
          ? 'Le modèle propose trente activités et huit acteurs, du cadrage à la suite du projet. Chaque case s’adapte ensuite.'
          : 'Elle apparaîtra ici quand l’académie ou la collectivité l’aura ouverte. En attendant, la convention reprend le modèle.'}
      </p>
      <RefusalNotice refusal={refusal} className="mt-3" />
    </EmptyState>
  );
}
