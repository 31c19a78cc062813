'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FileDrop } from '@/components/ui/file-drop';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { ProgressBar } from '@/components/ui/progress-bar';
import { MAX_SCAN_BYTES } from '@/server/takeover/limits';
import { sendFile } from './send-file';

type Outcome = { matched: number; waiting: number; again: number; refused: string[] };

/** Many scans dropped together, sent one by one; each finds its convention by its name, or waits. */
export function ScanDrop({ takeoverId }: { takeoverId: string }) {
  const router = useRouter();
  const [files, setFiles] = useState<File[]>([]);
  const [sent, setSent] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function start() {
    const said: Outcome = { matched: 0, waiting: 0, again: 0, refused: [] };
    setOutcome(null);
    for (const [index, file] of files.entries()) {
      setSent(index);
      try {
        const { conventionId, again } = await sendFile<{ conventionId: string | null; again: boolean }>(
          `/api/reprise/${takeoverId}/numerisation`,
          file,
        );
        if (again) said.again += 1;
        else if (conventionId) said.matched += 1;
        else said.waiting += 1;
      } catch (error) {
        said.refused.push(`${file.name} : ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    setSent(null);
    setFiles([]);
    setOutcome(said);
    router.refresh();
  }

  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <FileDrop
        id="numerisations"
        label="Numérisations (PDF)"
        description="Déposez-les ensemble : chacune est rattachée par son nom (numéro, référence, code INSEE ou nom de la collectivité). Ce qui reste incertain vous est demandé."
        accept={['.pdf', 'application/pdf']}
        isMultiple
        maxBytes={MAX_SCAN_BYTES}
        value={files}
        onChange={setFiles}
        isDisabled={sent !== null}
      />
      {sent !== null ? (
        <ProgressBar
          label="Envoi des numérisations"
          value={sent}
          total={files.length}
          detail={files[sent]?.name ?? ''}
        />
      ) : (
        <div>
          <Button
            variant="primary"
            onPress={start}
            {...(files.length > 0 ? {} : { reason: 'Choisissez d’abord des fichiers PDF.' })}
          >
            Joindre les numérisations
          </Button>
        </div>
      )}
      {outcome && (
        <Notice tone={outcome.refused.length > 0 ? 'warning' : 'success'} live>
          <p>
            {[
              counted(outcome.matched, 'numérisation rattachée', 'numérisations rattachées'),
              outcome.waiting > 0 && `${counted(outcome.waiting, 'à rattacher', 'à rattacher')} à la main`,
              outcome.again > 0 && `${counted(outcome.again, 'déjà déposée')}`,
            ]
              .filter(Boolean)
              .join(', ')}
            .
          </p>
          {outcome.refused.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </div>
  );
}
