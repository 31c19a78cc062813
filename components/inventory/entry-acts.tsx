'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import type { EntryLine } from '@/server/inventory/queries';

/** Ends a line on a day, or takes it back as a mistake. */
export function EntryActs({ entry, today }: { entry: EntryLine; today: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation(trpc.inventory.end.mutationOptions());
  const withdraw = useMutation(trpc.inventory.withdraw.mutationOptions());
  const [isEnding, setEnding] = useState(false);
  const [day, setDay] = useState<string | null>(today);
  const { attempt, errors, refusal } = useAttempt(['untilOn']);
  const { id, version } = entry;

  return (
    <>
      <Button onPress={() => setEnding(true)}>Mettre fin à l’usage</Button>
      <ConfirmDialog
        trigger={<Button variant="quiet">Retirer</Button>}
        title="Retirer cette déclaration&nbsp;?"
        confirmLabel="Retirer la déclaration"
        tone="danger"
        onConfirm={async () => {
          try {
            await withdraw.mutateAsync({ id, version });
          } catch (error) {
            return refusalFrom(error).message;
          }
          toast('Déclaration retirée.');
          router.push('/couverture/existant?onglet=declarations');
          router.refresh();
        }}
      >
        Pour une erreur de saisie&nbsp;: elle ne comptera plus, à aucune date. Si l’outil a été utilisé puis
        abandonné, mettez plutôt fin à l’usage. L’historique garde ce qui était dit.
      </ConfirmDialog>
      {isEnding && (
        <Dialog
          title="Mettre fin à l’usage"
          isOpen
          onOpenChange={(open) => !open && setEnding(false)}
          footer={
            <Button
              variant="primary"
              isPending={end.isPending}
              onPress={async () => {
                const done = await attempt(() => end.mutateAsync({ id, version, untilOn: day ?? '' }));
                if (!done) return;
                toast('Fin enregistrée.');
                setEnding(false);
                router.refresh();
              }}
            >
              Enregistrer la fin
            </Button>
          }
        >
          <div className="flex flex-col gap-4">
            <RefusalNotice refusal={refusal} />
            <p>
              {entry.product.name} restera compté jusqu’à ce jour compris&nbsp;: ce qui était vrai le reste.
            </p>
            <DateField
              label="Dernier jour d’usage"
              isRequired
              value={day}
              onChange={setDay}
              {...(errors.untilOn ? { errorMessage: errors.untilOn } : {})}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}
