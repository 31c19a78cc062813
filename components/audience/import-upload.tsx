'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { ProgressBar } from '@/components/ui/progress-bar';

/** The refusal in an answer of /api/audience/import. */
function refusalOf(text: string, status: number): string {
  try {
    const { message } = JSON.parse(text) as { message?: string };
    if (message) return message;
  } catch {
    // An answer that is not ours, of a proxy on the way.
  }
  return status === 413
    ? 'Le fichier est trop lourd pour ce serveur.'
    : 'Le serveur ne répond pas. Réessayez dans un instant.';
}

/** Sends a file and tells how much of it has left; fetch cannot. Resolves with the identifier of the import. */
function send(file: File, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/audience/import');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-nom-fichier', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(new Error(refusalOf('', 0)));
    request.onload = () => {
      if (request.status === 201) resolve((JSON.parse(request.responseText) as { id: string }).id);
      else reject(new Error(refusalOf(request.responseText, request.status)));
    };
    request.send(file);
  });
}

/** Chooses a file of the measure and sends it; its columns are confirmed on the next page. */
export function AudienceUpload({ maxBytes }: { maxBytes: number }) {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [file] = files;

  async function start() {
    if (!file) {
      setRefusal('Choisissez d’abord un fichier.');
      return;
    }
    setRefusal(null);
    setSent(0);
    try {
      router.push(`/couverture/audience/import/${await send(file, setSent)}`);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setSent(null);
    }
  }

  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <FileDrop
        id="fichier-audience"
        label="Fichier de la mesure d’audience"
        description="Le fichier CSV «&nbsp;fr-en-dnma-par-uai-profils&nbsp;», un extrait, ou tout autre tableau CSV d’une ligne par établissement et par semaine&nbsp;; compressé (.gz) ou non."
        accept={['.csv', '.gz', 'text/csv']}
        maxBytes={maxBytes}
        value={files}
        onChange={(next) => {
          setFiles(next);
          setRefusal(null);
        }}
        isDisabled={sent !== null}
      />
      {refusal && (
        <Notice tone="danger" live title="Le fichier n’a pas été pris">
          <p>{refusal}</p>
        </Notice>
      )}
      {sent !== null && file ? (
        <ProgressBar
          label={sent >= file.size ? 'Examen du fichier' : 'Envoi du fichier'}
          value={Math.round((100 * sent) / Math.max(file.size, 1))}
          total={100}
          detail={file.name}
        />
      ) : (
        <div>
          <Button variant="primary" onPress={start}>
            Envoyer le fichier
          </Button>
        </div>
      )}
    </div>
  );
}
