'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { Dialog } from '@/components/ui/dialog';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { toast } from '@/components/ui/toast';
import type { SignatureView } from '@/server/signature/queries';
import { maxDepositBytes } from '@/server/signature/schema';
import { DelegationFields, noDelegation, sentDelegation } from './delegation-fields';
import { memberChoices } from './member-title';
import { type Refused, sendFile } from './send-file';

type Mode = 'external' | 'scan';
const empty = {
  memberKey: null as string | null,
  name: '',
  quality: '',
  signedOn: null as string | null,
  delegation: noDelegation,
};

/** Brings a file signed outside the application: electronically, or by hand and scanned. */
export function DepositForm({ id, view }: { id: string; view: SignatureView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        Déposer un document signé
      </Button>
      {open && <Deposit id={id} view={view} onClose={() => setOpen(false)} />}
    </>
  );
}

function Deposit({ id, view, onClose }: { id: string; view: SignatureView; onClose: () => void }) {
  const router = useRouter();
  const [mode, setMode] = useState<Mode>('external');
  const [files, setFiles] = useState<File[]>([]);
  const [said, setSaid] = useState(empty);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isSending, setSending] = useState(false);
  const waited = view.members.filter((one) => one.kind === 'signer' && one.state === 'next');
  const errors = refused?.fields ?? {};

  async function send() {
    const [file] = files;
    if (!file)
      return setRefused({
        message: 'Choisissez le fichier signé.',
        fields: { file: 'Choisissez le fichier signé.' },
      });
    setRefused(null);
    setSending(true);
    const outcome = await sendFile(
      `/api/depots/${id}`,
      file,
      mode === 'scan' ? { ...said, delegation: sentDelegation(said.delegation) } : undefined,
    );
    setSending(false);
    if (!outcome.ok) return setRefused(outcome.refused);
    toast('Document déposé\u00a0: il reste à l’examiner.');
    onClose();
    router.refresh();
  }

  const set = (changes: Partial<typeof empty>) => setSaid({ ...said, ...changes });
  return (
    <Dialog
      title="Déposer un document signé hors de l’application"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onPress={onClose}>Annuler</Button>
          <Button variant="primary" isPending={isSending} pendingLabel="Envoi et lecture…" onPress={send}>
            Déposer
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {refused && (
          <Notice tone="danger" live>
            {refused.message}
          </Notice>
        )}
        <RadioGroup
          label="Comment a-t-il été signé&nbsp;?"
          choices={[
            {
              id: 'external',
              label: 'Électroniquement, dans un autre outil (parapheur)',
              detail: 'Le PDF d’ici, signé sans être réimprimé\u00a0: ses signatures sont lues.',
            },
            {
              id: 'scan',
              label: 'À la main, puis numérisé',
              detail: 'Une seconde personne devra le confirmer. Ce n’est pas une signature électronique.',
            },
          ]}
          value={mode}
          onChange={(value) => setMode(value === 'scan' ? 'scan' : 'external')}
        />
        <FileDrop
          id="document-signe"
          label="Fichier signé (PDF)"
          accept={['application/pdf', '.pdf']}
          maxBytes={maxDepositBytes}
          value={files}
          onChange={setFiles}
          errorMessage={errors.file}
        />
        {mode === 'scan' && (
          <>
            <Select
              label="Au titre de"
              choices={memberChoices(waited)}
              value={said.memberKey}
              onChange={(memberKey) => set({ memberKey })}
              errorMessage={errors.memberKey}
            />
            <TextField
              label="Nom de la personne qui a signé"
              value={said.name}
              onChange={(name) => set({ name })}
              errorMessage={errors.name}
            />
            <TextField
              label="Qualité"
              description="Telle qu’elle figure sous la signature&nbsp;: «&nbsp;Maire&nbsp;»."
              value={said.quality}
              onChange={(quality) => set({ quality })}
              errorMessage={errors.quality}
            />
            <DateField
              label="Signé le"
              value={said.signedOn}
              onChange={(signedOn) => set({ signedOn })}
              errorMessage={errors.signedOn}
            />
            <DelegationFields
              value={said.delegation}
              onChange={(delegation) => set({ delegation })}
              errors={errors}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
