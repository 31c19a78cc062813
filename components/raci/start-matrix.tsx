'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDate } from '@/components/ui/format';
import { RadioGroup } from '@/components/ui/radio-group';
import { toast } from '@/components/ui/toast';
import type { StartChoice } from '@/server/raci/templates/queries';

const named = ({ name, number }: StartChoice) => (number === null ? name : `${name}, version ${number}`);
const told = ({ at, note, activities, actors }: StartChoice) =>
  [
    `${counted(activities, 'activité')}, ${counted(actors, 'acteur')}`,
    at ? `publié le ${formatDate(at)}` : '',
    note ?? '',
  ]
    .filter(Boolean)
    .join(' – ');

/** No matrix yet: opens it from a template of the académie, or from the application's proposal. */
export function StartMatrix({ projectId, canEdit }: { projectId: string; canEdit: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const start = useMutation(trpc.raci.start.mutationOptions());
  const { data: choices, refetch } = useQuery(
    trpc.raci.templates.choices.queryOptions({ id: projectId }, { enabled: canEdit }),
  );
  const { attempt, refusal } = useAttempt();
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = choices?.find(({ id }) => id === picked) ?? choices?.[0];

  const open = async () => {
    const accepted = await attempt(async () => {
      await start.mutateAsync({ id: projectId, ...(chosen ? { template: chosen.id } : {}) });
      toast('Matrice ouverte à partir du modèle.');
      router.refresh();
    });
    // What was offered has changed meanwhile: the list is read again.
    if (!accepted) await refetch();
  };

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
          ? 'Elle part d’un modèle, du cadrage à la suite du projet. Chaque ligne, chaque colonne et chaque case s’adapte ensuite.'
          : 'Elle apparaîtra ici quand l’académie ou la collectivité l’aura ouverte. En attendant, la convention reprend le modèle.'}
      </p>
      {choices && choices.length > 1 && (
        <div className="mt-4 text-left">
          <RadioGroup
            label="Modèle de départ"
            value={chosen?.id ?? null}
            onChange={setPicked}
            choices={choices.map((one) => ({ id: one.id, label: named(one), detail: told(one) }))}
          />
        </div>
      )}
      <RefusalNotice refusal={refusal} className="mt-3" />
    </EmptyState>
  );
}
