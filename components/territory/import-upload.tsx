'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DateField } from '@/components/ui/date-field';
import { FileDrop } from '@/components/ui/file-drop';
import { Notice } from '@/components/ui/notice';
import { ProgressBar } from '@/components/ui/progress-bar';

/** The refusal in an answer of /api/annuaire/import. */
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
function send(file: File, statedOn: string | null, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/annuaire/import');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-nom-fichier', encodeURIComponent(file.name));
    if (statedOn) request.setRequestHeader('x-date-fichier', statedOn);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => reject(new Error(refusalOf('', 0)));
    request.onload = () => {
      if (request.status === 201) resolve((JSON.parse(request.responseText) as { id: string }).id);
      else reject(new Error(refusalOf(request.responseText, request.status)));
    };
    request.send(file);
  });
}

/** Chooses a directory file, says its day and sends it; its page then tells what it would change. */
export function ImportUpload({ maxBytes, today }: { maxBytes: number; today: string }) {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [statedOn, setStatedOn] = useState<string | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [file] = files;

  async function start() {
    if (!file) {
      setRefusal('Choisissez d’abord le fichier de l’annuaire.');
      return;
    }
    setRefusal(null);
    setSent(0);
    try {
      const id = await send(file, statedOn, setSent);
      setFiles([]);
      router.push(`/administration/annuaire/${id}`);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setSent(null);
    }
  }

  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <FileDrop
        id="fichier-annuaire"
        label="Fichier de l’annuaire"
        description="Le fichier CSV «&nbsp;fr-en-annuaire-education&nbsp;» du ministère, ou un extrait&nbsp;; compressé (.gz) ou non."
        accept={['.csv', '.gz', 'text/csv']}
        maxBytes={maxBytes}
        value={files}
        onChange={(next) => {
          setFiles(next);
          setRefusal(null);
        }}
        isDisabled={sent !== null}
      />
      <DateField
        label="Date du fichier (facultatif)"
        description="Sinon&nbsp;: la dernière mise à jour que portent ses lignes, ou aujourd’hui. Les fermetures prennent effet à cette date, que vous pourrez encore changer."
        value={statedOn}
        onChange={setStatedOn}
        max={today}
        isDisabled={sent !== null}
        className="max-w-md"
      />
      {refusal && (
        <Notice tone="danger" live title="Le fichier n’a pas été pris">
          <p>{refusal}</p>
        </Notice>
      )}
      {sent !== null && file ? (
        <ProgressBar
          label="Envoi du fichier"
          value={Math.round((100 * sent) / Math.max(file.size, 1))}
          total={100}
          detail={file.name}
        />
      ) : (
        <div>
          <Button variant="primary" onPress={start}>
            Lire le fichier
          </Button>
        </div>
      )}
    </div>
  );
}
