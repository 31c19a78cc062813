'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import { toast } from '@/components/ui/toast';
import { MAX_SCAN_BYTES } from '@/server/takeover/limits';
import { sendFile } from './send-file';

/** Joins the scan of one convention, or replaces it with a reason. */
export function ScanForm({ conventionId, replaces = false }: { conventionId: string; replaces?: boolean }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [files, setFiles] = useState<File[]>([]);
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const title = replaces ? 'Remplacer la numérisation' : 'Joindre la numérisation';

  async function send() {
    const [file] = files;
    if (!file) return setRefusal('Choisissez d’abord le PDF.');
    if (replaces && reason.trim() === '') return setRefusal('Dites pourquoi la numérisation est remplacée.');
    setRefusal(null);
    setSending(true);
    try {
      await sendFile(`/api/reprise/convention/${conventionId}/numerisation`, file, reason.trim());
      setOpen(false);
      setFiles([]);
      setReason('');
      toast(replaces ? 'Numérisation remplacée ; l’ancienne est gardée.' : 'Numérisation jointe.');
      router.refresh();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<Button variant={replaces ? 'secondary' : 'primary'}>{title}</Button>}
      footer={
        <Button variant="primary" onPress={send} isPending={isSending} pendingLabel="Envoi…">
          {replaces ? 'Remplacer' : 'Joindre'}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {refusal && (
          <Notice tone="danger" live>
            {refusal}
          </Notice>
        )}
        <FileDrop
          id="numerisation"
          label="Numérisation de la convention signée"
          accept={['.pdf', 'application/pdf']}
          maxBytes={MAX_SCAN_BYTES}
          value={files}
          onChange={setFiles}
        />
        {replaces && (
          <TextArea
            label="Motif"
            description="L’ancienne numérisation reste gardée, avec ce motif."
            isRequired
            rows={3}
            value={reason}
            onChange={setReason}
          />
        )}
      </div>
    </Dialog>
  );
}
