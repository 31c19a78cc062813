'use client';

import { useMutation } from '@tanstack/react-query';
import { Snowflake } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';

/** Freezes the matrix as it is shown, with a note. Impossible while it has errors: the button says so. */
export function FreezeButton({
  projectId,
  version,
  errors,
}: {
  projectId: string;
  version: number;
  errors: readonly string[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const freeze = useMutation(trpc.raci.versions.freeze.mutationOptions());
  const { attempt, refusal, clear } = useAttempt();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');

  const confirm = () =>
    attempt(async () => {
      const { number, created } = await freeze.mutateAsync({
        id: projectId,
        version,
        ...(note.trim() ? { note } : {}),
      });
      toast(
        created
          ? `Version n°\u00a0${number} figée.`
          : `Rien n’a changé\u00a0: la version n°\u00a0${number} dit déjà la même chose.`,
        { tone: created ? 'success' : 'info' },
      );
      setOpen(false);
      setNote('');
      router.refresh();
    });

  return (
    <>
      <Button
        variant="primary"
        icon={<Snowflake aria-hidden />}
        reason={errors.length > 0 ? 'La matrice a des points à corriger\u00a0: ils sont listés ici.' : null}
        onPress={() => {
          clear();
          setOpen(true);
        }}
      >
        Figer une version
      </Button>
      <Dialog
        title="Figer une version de la matrice"
        isOpen={isOpen}
        onOpenChange={setOpen}
        footer={
          <>
            <Button onPress={() => setOpen(false)}>Annuler</Button>
            <Button variant="primary" isPending={freeze.isPending} pendingLabel="En cours…" onPress={confirm}>
              Figer la matrice
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p>
            La version garde la matrice telle qu’elle est, avec les réponses de chaque partie. Elle devient
            l’annexe A2 des conventions dont le texte n’est pas encore accepté, et ne change plus.
          </p>
          <TextField
            label="Note"
            description="Facultative, par exemple «&nbsp;comité de pilotage de mars&nbsp;»."
            maxLength={200}
            value={note}
            onChange={setNote}
          />
          <RefusalNotice refusal={refusal} />
        </div>
      </Dialog>
    </>
  );
}
