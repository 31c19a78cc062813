'use client';

import { FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ProgressBar } from '@/components/ui/progress-bar';

type Progress = { percent: number; stage: string };

/** The document as PDF: at once when it is frozen, else rendered as a draft with its progress. */
export function PdfButton({ id, frozen }: { id: string; frozen: boolean }) {
  const address = `/conventions/${id}/document.pdf`;
  const [progress, setProgress] = useState<Progress | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [ready, setReady] = useState<string | null>(null);
  const asking = useRef<AbortController | null>(null);

  useEffect(() => () => asking.current?.abort(), []);

  async function render() {
    const abort = new AbortController();
    asking.current = abort;
    const name = crypto.randomUUID();
    setRefusal(null);
    setReady(null);
    setProgress({ percent: 0, stage: 'En attente' });
    const poll = setInterval(async () => {
      const answer = await fetch(`/conventions/suivi/${name}`, { signal: abort.signal }).catch(() => null);
      const next = answer?.ok ? ((await answer.json()) as Progress | null) : null;
      if (next) setProgress(next);
    }, 400);
    try {
      const answer = await fetch(`${address}?suivi=${name}`, { signal: abort.signal });
      if (!answer.ok) setRefusal(await answer.text());
      else setReady(URL.createObjectURL(await answer.blob()));
    } catch {
      if (!abort.signal.aborted)
        setRefusal('Le document n’a pas pu être produit. Réessayez dans un instant.');
    } finally {
      clearInterval(poll);
    }
  }

  function close() {
    asking.current?.abort();
    if (ready) URL.revokeObjectURL(ready);
    setReady(null);
    setProgress(null);
    setRefusal(null);
  }

  if (frozen)
    return (
      <ButtonLink href={address} icon={<FileText aria-hidden />} download>
        PDF
      </ButtonLink>
    );
  return (
    <>
      <Button icon={<FileText aria-hidden />} onPress={render}>
        PDF
      </Button>
      {progress && (
        <Dialog title="Document au format PDF" isOpen onOpenChange={(isOpen) => !isOpen && close()} size="sm">
          <div className="flex flex-col gap-4">
            {!ready && !refusal && (
              <ProgressBar label={progress.stage} value={progress.percent} total={100} />
            )}
            {refusal && (
              <Notice tone="danger" live>
                {refusal}
              </Notice>
            )}
            {ready && (
              <>
                <p role="status">
                  Le projet de convention est prêt. Il porte la mention «&nbsp;PROJET&nbsp;».
                </p>
                <a
                  href={ready}
                  target="_blank"
                  rel="noreferrer"
                  className="font-semibold text-accent underline"
                >
                  Ouvrir le PDF
                </a>
              </>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
