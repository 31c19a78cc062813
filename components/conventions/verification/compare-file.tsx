'use client';

import { useState } from 'react';
import { FileDrop } from '@/components/ui/file-drop';
import { formatDateTime } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';

type Version = { number: number; sha256: string; frozenAt: string; current: boolean };

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares a file with the frozen ones by their hash. The file stays in the browser. */
export function CompareFile({ versions }: { versions: readonly Version[] }) {
  const [outcome, setOutcome] = useState<{ name: string; hash: string; match: Version | null } | null>(null);

  async function compare([file]: File[]) {
    if (!file) return setOutcome(null);
    const hash = await sha256(file);
    setOutcome({ name: file.name, hash, match: versions.find((one) => one.sha256 === hash) ?? null });
  }

  return (
    <div className="flex flex-col gap-4">
      <FileDrop
        id="fichier"
        label="Votre exemplaire (PDF)"
        description="Le fichier n’est pas envoyé : son empreinte est calculée dans votre navigateur."
        accept={['application/pdf', '.pdf']}
        onChange={compare}
      />
      <div role="status" className="flex flex-col gap-2">
        {outcome?.match && (
          <Notice tone={outcome.match.current ? 'success' : 'warning'} title="Fichier authentique">
            « {outcome.name} » est exactement la version {outcome.match.number}, figée le{' '}
            {formatDateTime(outcome.match.frozenAt)}
            {outcome.match.current ? '.' : '. Ce n’est plus la version en cours.'}
          </Notice>
        )}
        {outcome && !outcome.match && (
          <Notice tone="danger" title="Fichier différent">
            « {outcome.name} » n’est aucune des versions figées de cette convention : il a été modifié, ou il
            s’agit d’un autre document.
          </Notice>
        )}
        {outcome && (
          <p className="break-all text-soft text-sm">Empreinte SHA-256 calculée : {outcome.hash}</p>
        )}
      </div>
      <ul className="flex flex-col gap-1 text-sm">
        {versions.map((version) => (
          <li key={version.number} className="break-all">
            Version {version.number}
            {version.current ? ' (en cours)' : ''} : <code>{version.sha256}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
