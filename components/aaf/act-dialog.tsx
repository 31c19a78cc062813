'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import { type AafAction, aafTransitions } from '@/server/aaf/transitions';
import { schoolNoun } from './words';

export type BulkAction = Exclude<AafAction, 'request'>;
type Refused = { id: string; uai: string | null; name: string | null; message: string };
type Refusal = { message: string; refused: Refused[] };

/**
 * Asks before an act on one or many schools, the reason once for all. When some refuse, nothing is done: it says
 * which and why, and offers to act on the others.
 */
export function ActDialog({
  action,
  ids,
  versions,
  onClose,
  onDone,
}: {
  action: BulkAction;
  ids: readonly string[];
  versions: Record<string, number>;
  onClose: () => void;
  onDone: (done: readonly string[]) => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const transition = useMutation(trpc.aaf.transition.mutationOptions());
  const row = aafTransitions[action];
  const [reason, setReason] = useState('');
  const [reasonError, setReasonError] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const others = refusal ? ids.length - refusal.refused.length : 0;

  async function confirm(partial: boolean) {
    setReasonError(undefined);
    try {
      const { results, done } = await transition.mutateAsync({
        ids: [...ids],
        action,
        versions,
        partial,
        ...(reason.trim() ? { reason } : {}),
      });
      toast(`${row.label}\u00a0: ${counted(done, ...schoolNoun)}.`);
      onDone(results.filter(({ ok }) => ok).map(({ id }) => id));
      onClose();
      router.refresh();
    } catch (error) {
      const said = refusalFrom(error);
      if (said.fields.reason) setReasonError(said.fields.reason);
      else
        setRefusal({ message: said.message, refused: (said.details.refused as Refused[] | undefined) ?? [] });
    }
  }

  return (
    <Dialog
      role="alertdialog"
      title={`${row.label}\u00a0: ${counted(ids.length, ...schoolNoun)} ?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Annuler</Button>
          {refusal && others > 0 ? (
            <Button
              variant={row.destructive ? 'danger' : 'primary'}
              isPending={transition.isPending}
              pendingLabel="En cours…"
              onPress={() => confirm(true)}
            >
              {others >= 2 ? `Le faire pour les ${others} autres` : 'Le faire pour l’autre école'}
            </Button>
          ) : (
            !refusal && (
              <Button
                variant={row.destructive ? 'danger' : 'primary'}
                isPending={transition.isPending}
                pendingLabel="En cours…"
                onPress={() => confirm(false)}
              >
                {row.label}
              </Button>
            )
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{row.consequence}</p>
        {(row.reasonRequired || row.destructive) && (
          <TextArea
            label={row.reasonRequired ? 'Motif' : 'Motif (facultatif)'}
            description="Communiqué au demandeur et gardé au journal."
            isRequired={row.reasonRequired}
            rows={3}
            value={reason}
            onChange={setReason}
            errorMessage={reasonError}
          />
        )}
        {refusal && (
          <Notice tone="danger" live title={refusal.message}>
            {refusal.refused.length > 1 && (
              <ul className="max-h-56 list-disc overflow-auto pl-5 text-sm">
                {refusal.refused.map(({ id, uai, name, message }) => (
                  <li key={id}>
                    {name && (
                      <strong>
                        {name} ({uai})&nbsp;:{' '}
                      </strong>
                    )}
                    {message}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
