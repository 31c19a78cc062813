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
import { Menu } from '@/components/ui/menu';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';

type Link = { id: string; version: number };

/** Ends the link of an école to its collège from a day on, or takes it back as a mistake. */
export function LinkActs({
  link,
  school,
  college,
  today,
}: {
  link: Link;
  /** Their names, for whoever hears the buttons one after the other. */
  school: string;
  college: string;
  today: string;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const withdraw = useMutation(trpc.inventory.withdrawLink.mutationOptions());
  const [open, setOpen] = useState<'end' | 'withdraw' | null>(null);
  return (
    <>
      <Menu
        label={`Modifier\u00a0: rattachement de ${school}`}
        buttonText="Modifier"
        size="sm"
        entries={[
          { id: 'end', label: 'Mettre fin au rattachement', onAction: () => setOpen('end') },
          {
            id: 'withdraw',
            label: 'Retirer, c’est une erreur',
            tone: 'danger',
            onAction: () => setOpen('withdraw'),
          },
        ]}
      />
      {open === 'end' && (
        <EndLink link={link} school={school} college={college} today={today} onClose={() => setOpen(null)} />
      )}
      <ConfirmDialog
        isOpen={open === 'withdraw'}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
        title="Retirer ce rattachement&nbsp;?"
        confirmLabel="Retirer le rattachement"
        tone="danger"
        onConfirm={async () => {
          try {
            await withdraw.mutateAsync(link);
          } catch (error) {
            return refusalFrom(error).message;
          }
          toast('Rattachement retiré.');
          router.refresh();
        }}
      >
        Pour une erreur de saisie&nbsp;: {school} ne sera plus du secteur de {college}, à aucune date. Si le
        secteur a changé, mettez plutôt fin au rattachement. L’historique garde ce qui était dit.
      </ConfirmDialog>
    </>
  );
}

function EndLink({
  link,
  school,
  college,
  today,
  onClose,
}: {
  link: Link;
  school: string;
  college: string;
  today: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation(trpc.inventory.endLink.mutationOptions());
  const [day, setDay] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const { attempt, errors, refusal } = useAttempt(['untilOn', 'reason']);
  return (
    <Dialog
      title="Mettre fin au rattachement"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <Button
          variant="primary"
          isPending={end.isPending}
          onPress={async () => {
            const done = await attempt(() => end.mutateAsync({ ...link, untilOn: day ?? '', reason }));
            if (!done) return;
            toast('Fin du rattachement enregistrée.');
            onClose();
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
          {school} reste du secteur de {college} jusqu’à ce jour compris&nbsp;: ce qui était vrai le reste.
        </p>
        <DateField
          label="Dernier jour"
          isRequired
          value={day}
          onChange={setDay}
          {...(errors.untilOn ? { errorMessage: errors.untilOn } : {})}
        />
        <TextField
          label="Motif"
          description="Par exemple la nouvelle carte scolaire du département."
          isRequired
          maxLength={300}
          value={reason}
          onChange={setReason}
          {...(errors.reason ? { errorMessage: errors.reason } : {})}
        />
      </div>
    </Dialog>
  );
}
