'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateField } from '@/components/ui/date-field';
import { counted } from '@/components/ui/format';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { RetentionView } from '@/server/retention/queries';

type List = RetentionView['lists'][number];

/** Draws up the list of what is due. */
export function ProposeElimination({ code, due, mayAct }: { code: string; due: number; mayAct: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const propose = useMutation(trpc.retention.propose.mutationOptions());
  return (
    <Button
      variant="primary"
      isPending={propose.isPending}
      reason={
        !mayAct
          ? 'Seule l’administration de l’académie établit cette liste.'
          : due === 0
            ? 'Aucun document n’est arrivé au terme de sa durée de conservation.'
            : null
      }
      onPress={async () => {
        try {
          const done = await propose.mutateAsync({ id: code, conventionIds: null });
          toast(`${counted(done.items, 'document')} dans la liste : deux personnes l’approuvent.`);
        } catch (error) {
          toast(refusalFrom(error).message, { tone: 'danger' });
        }
        router.refresh();
      }}
    >
      Établir une liste d’élimination
    </Button>
  );
}

/** The approvals of a list, or its withdrawal. */
export function EliminationActs({ code, list }: { code: string; list: List }) {
  const trpc = useTRPC();
  const router = useRouter();
  const approve = useMutation(trpc.retention.approve.mutationOptions());
  const execute = useMutation(trpc.retention.execute.mutationOptions());
  const withdraw = useMutation(trpc.retention.withdraw.mutationOptions());
  const [visaReference, setReference] = useState('');
  const [visaOn, setVisaOn] = useState<string | null>(null);
  const target = { id: code, listId: list.id, version: list.version };
  const run = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      toast(said);
      router.refresh();
      return undefined;
    } catch (error) {
      return refusalFrom(error).message;
    }
  };
  if (list.state !== 'proposed' && list.state !== 'approved') return null;
  return (
    <span className="flex flex-wrap gap-2">
      {list.state === 'proposed' ? (
        <ConfirmDialog
          trigger={<Button size="sm">Approuver</Button>}
          title={`Approuver l’élimination de ${counted(list.items.length, 'document')} ?`}
          confirmLabel="Approuver la liste"
          onConfirm={() =>
            run(
              () => approve.mutateAsync({ ...target, visaReference, visaOn: visaOn ?? '' }),
              'La liste est approuvée une première fois.',
            )
          }
        >
          <div className="flex flex-col gap-4">
            <p>Rien n’est encore éliminé&nbsp;: une autre personne devra confirmer.</p>
            <TextField
              label="Visa des archives, référence"
              isRequired
              value={visaReference}
              onChange={setReference}
            />
            <DateField label="Date du visa" isRequired value={visaOn} onChange={setVisaOn} />
          </div>
        </ConfirmDialog>
      ) : list.mine ? (
        <Button size="sm" reason="La seconde approbation revient à une autre personne.">
          Éliminer
        </Button>
      ) : (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="danger">
              Éliminer
            </Button>
          }
          tone="danger"
          title={`Éliminer ${counted(list.items.length, 'document')} ?`}
          confirmLabel="Éliminer définitivement"
          onConfirm={() => run(() => execute.mutateAsync(target), 'Les documents sont éliminés.')}
        >
          Le contenu des fichiers disparaît. Leur nom, leur empreinte, les faits et le journal restent.
        </ConfirmDialog>
      )}
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="quiet">
            Retirer la liste
          </Button>
        }
        title="Retirer cette liste ?"
        confirmLabel="Retirer la liste"
        reasonLabel="Motif"
        onConfirm={(reason) =>
          run(() => withdraw.mutateAsync({ ...target, reason }), 'La liste est retirée.')
        }
      >
        Rien ne sera éliminé.
      </ConfirmDialog>
    </span>
  );
}
