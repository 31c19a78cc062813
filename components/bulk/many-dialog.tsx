'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { counted } from '@/components/ui/format';

/** A draft on which the act is to be done, on the version that is on screen. */
export type Draft = { id: string; version: number };

const NOUN = ['projet', 'projets'] as const;

/** Submits many drafts to review, each by its own act. */
export function SubmitMany({ drafts, trigger }: { drafts: readonly Draft[]; trigger: ReactNode }) {
  const send = useMany();
  return (
    <ConfirmDialog
      trigger={trigger}
      title={`Soumettre ${counted(drafts.length, ...NOUN)} à l’examen ?`}
      confirmLabel="Soumettre à l’examen"
      onConfirm={() => send({ action: 'submit_for_review', conventions: [...drafts] })}
    >
      <p>
        Les deux avis seront demandés pour chacun, et les personnes prévenues. Un projet incomplet est refusé
        seul ; le rapport dit pourquoi.
      </p>
    </ConfirmDialog>
  );
}

/** Abandons together the drafts of a bulk; those that somebody worked on only if it is asked for. */
export function AbandonMany({
  untouched,
  changed,
  trigger,
}: {
  untouched: readonly Draft[];
  changed: readonly Draft[];
  trigger: ReactNode;
}) {
  const send = useMany();
  const [all, setAll] = useState(false);
  const drafts = all || untouched.length === 0 ? [...untouched, ...changed] : [...untouched];
  return (
    <ConfirmDialog
      trigger={trigger}
      title={`Abandonner ${counted(drafts.length, ...NOUN)} ?`}
      confirmLabel={`Abandonner ${counted(drafts.length, ...NOUN)}`}
      tone="danger"
      reasonLabel="Motif"
      onConfirm={(reason) => send({ action: 'abandon', conventions: drafts, reason })}
    >
      <p>
        Chacun est clos sans signature, avec ce motif. Il reste lisible, mais ne pourra pas être repris. Les
        projets ENT et leurs écoles ne changent pas.
      </p>
      {changed.length > 0 && untouched.length > 0 && (
        <Checkbox
          value={all}
          onChange={setAll}
          label={`Abandonner aussi ${counted(changed.length, 'projet modifié', 'projets modifiés')} depuis l’ouverture`}
        />
      )}
    </ConfirmDialog>
  );
}

/** Orders the act and goes to the page of the work; a refusal stays in the dialog. */
function useMany() {
  const trpc = useTRPC();
  const router = useRouter();
  const many = useMutation(trpc.bulk.many.mutationOptions());
  return async (input: Parameters<typeof many.mutateAsync>[0]): Promise<string | undefined> => {
    try {
      const { id } = await many.mutateAsync(input);
      router.push(`/travaux/${id}`);
    } catch (error) {
      return refusalFrom(error).message;
    }
  };
}
