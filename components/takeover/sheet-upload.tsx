'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { MAX_SHEET_BYTES } from '@/server/takeover/limits';
import { sendFile } from './send-file';

/** Chooses a spreadsheet and sends it; the preview opens at once. */
export function SheetUpload() {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [file] = files;

  async function start() {
    if (!file) {
      setRefusal('Choisissez d’abord votre tableau.');
      return;
    }
    setRefusal(null);
    setSending(true);
    try {
      const { id } = await sendFile<{ id: string }>('/api/reprise/tableau', file);
      router.push(`/conventions/reprise/${id}`);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setSending(false);
    }
  }

  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <FileDrop
        id="tableau-reprise"
        label="Votre tableau de suivi"
        description="Classeur XLSX ou fichier CSV : une ligne par convention. Rien n’est enregistré avant que vous ayez vu ce que devient chaque ligne."
        accept={['.xlsx', '.csv', '.txt']}
        maxBytes={MAX_SHEET_BYTES}
        value={files}
        onChange={(next) => {
          setFiles(next);
          setRefusal(null);
        }}
        isDisabled={isSending}
      />
      {refusal && (
        <Notice tone="danger" live title="Le tableau n’a pas été pris">
          <p>{refusal}</p>
        </Notice>
      )}
      <div>
        <Button variant="primary" onPress={start} isPending={isSending} pendingLabel="Lecture du tableau…">
          Lire le tableau
        </Button>
      </div>
    </div>
  );
}
