'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice } from '@/components/sending';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import type { SignatureView } from '@/server/signature/queries';
import type { Refusal } from '@/server/trpc/init';
import { type Assigned, AssignSignature, assignedSignatures, notAssigned } from './assign-signature';

/** Says for whom the signatures of a file count, confirms a scan, or sets the file aside. */
export function ExamineDeposit({
  id,
  view,
  deposit,
}: {
  id: string;
  view: SignatureView;
  deposit: SignatureView['deposits'][number];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const confirm = useMutation(trpc.signatures.confirmDeposit.mutationOptions());
  const reject = useMutation(trpc.signatures.rejectDeposit.mutationOptions());
  const [assigned, setAssigned] = useState<Record<string, Assigned>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intact = deposit.signatures.filter((one) => one.intact);
  const sent = assignedSignatures(intact, assigned);
  const errors = refusal?.fields ?? {};
  const waited = view.members.filter((one) => one.kind === 'signer' && one.state !== 'done');
  const scan = deposit.mode === 'scan';

  async function send() {
    setRefusal(null);
    try {
      await confirm.mutateAsync({ id, version: view.version, depositId: deposit.id, signatures: sent });
      toast(scan ? 'Signature manuscrite confirmée.' : 'Signatures comptées.');
      router.refresh();
    } catch (error) {
      setRefusal(refusalFrom(error));
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <RefusalNotice
        refusal={refusal}
        whenStale={<Button onPress={() => router.refresh()}>Voir ce qui a changé</Button>}
      />
      {intact.map(({ fingerprint, signer }) => (
        <AssignSignature
          key={fingerprint}
          signer={signer}
          members={waited}
          value={assigned[fingerprint] ?? notAssigned}
          onChange={(value) => setAssigned({ ...assigned, [fingerprint]: value })}
          errors={errors}
          path={`signatures.${sent.findIndex((one) => one.fingerprint === fingerprint)}`}
        />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          isPending={confirm.isPending}
          pendingLabel="Enregistrement…"
          reason={
            scan && deposit.byMe
              ? 'Vous avez déposé cette numérisation\u00a0: une seconde personne doit la confirmer.'
              : null
          }
          onPress={send}
        >
          {scan ? 'Confirmer cette signature manuscrite' : 'Compter ces signatures'}
        </Button>
        <ConfirmDialog
          trigger={<Button>Écarter ce document</Button>}
          title="Écarter ce document&nbsp;?"
          confirmLabel="Écarter"
          tone="danger"
          reasonLabel="Motif"
          onConfirm={async (reason) => {
            try {
              await reject.mutateAsync({ id, depositId: deposit.id, reason: reason ?? '' });
              router.refresh();
              return undefined;
            } catch (error) {
              return refusalFrom(error).message;
            }
          }}
        >
          Le fichier reste dans l’historique mais ne compte pour personne.
        </ConfirmDialog>
      </div>
    </div>
  );
}
