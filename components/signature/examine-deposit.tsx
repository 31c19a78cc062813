'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { SignatureView } from '@/server/signature/queries';
import { memberTitle } from './member-title';

type Assigned = { memberKey: string | null; quality: string };
const NOBODY = 'nobody';

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
  const [refusal, setRefusal] = useState<string | null>(null);
  const waited = view.members.filter((one) => one.kind === 'signer' && one.state !== 'done');
  const scan = deposit.mode === 'scan';

  async function send() {
    setRefusal(null);
    const signatures = Object.entries(assigned).flatMap(([fingerprint, { memberKey, quality }]) =>
      memberKey ? [{ fingerprint, memberKey, quality }] : [],
    );
    try {
      await confirm.mutateAsync({ id, version: view.version, depositId: deposit.id, signatures });
      toast(scan ? 'Signature manuscrite confirmée.' : 'Signatures comptées.');
      router.refresh();
    } catch (error) {
      setRefusal(refusalFrom(error).message);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {refusal && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      {deposit.signatures
        .filter(({ intact }) => intact)
        .map(({ fingerprint, signer }) => (
          <div key={fingerprint} className="flex flex-wrap items-end gap-3">
            <Select
              label={`La signature de « ${signer} » compte pour`}
              className="min-w-64"
              choices={[
                { id: NOBODY, label: 'personne' },
                ...waited.map((one) => ({ id: one.key, label: memberTitle(one) })),
              ]}
              value={assigned[fingerprint]?.memberKey ?? NOBODY}
              onChange={(value) =>
                setAssigned({
                  ...assigned,
                  [fingerprint]: {
                    quality: assigned[fingerprint]?.quality ?? '',
                    memberKey: value === NOBODY ? null : value,
                  },
                })
              }
            />
            <TextField
              label={`Qualité de « ${signer} »`}
              value={assigned[fingerprint]?.quality ?? ''}
              onChange={(quality) =>
                setAssigned({
                  ...assigned,
                  [fingerprint]: { memberKey: assigned[fingerprint]?.memberKey ?? null, quality },
                })
              }
            />
          </div>
        ))}
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          isPending={confirm.isPending}
          pendingLabel="Enregistrement…"
          reason={
            scan && deposit.byMe
              ? 'Vous avez déposé cette numérisation : une seconde personne doit la confirmer.'
              : null
          }
          onPress={send}
        >
          {scan ? 'Confirmer cette signature manuscrite' : 'Compter ces signatures'}
        </Button>
        <ConfirmDialog
          trigger={<Button>Écarter ce document</Button>}
          title="Écarter ce document ?"
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
