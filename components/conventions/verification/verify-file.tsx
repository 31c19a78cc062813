'use client';

import { useState } from 'react';
import { sendFile } from '@/components/signature/send-file';
import { FileDrop } from '@/components/ui/file-drop';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { FileVerdict } from '@/server/signature/verify-file';

/** Says what a file is: authentic, the frozen document, altered, or unknown. Nothing of it is kept. */
export function VerifyFile({ number }: { number: string | null }) {
  const [outcome, setOutcome] = useState<{ name: string; verdict: FileVerdict } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);

  async function verify([file]: File[]) {
    setOutcome(null);
    setRefusal(null);
    if (!file) return;
    setReading(true);
    const query = number ? `?numero=${encodeURIComponent(number)}` : '';
    const answer = await sendFile<FileVerdict>(`/api/verification${query}`, file);
    setReading(false);
    if (answer.ok) setOutcome({ name: file.name, verdict: answer.body });
    else setRefusal(answer.refused.message);
  }

  return (
    <div className="flex flex-col gap-4">
      <FileDrop
        id="fichier"
        label="Votre exemplaire (PDF)"
        description="Le fichier est comparé à l’octet près, puis oublié&nbsp;: rien n’en est conservé."
        accept={['application/pdf', '.pdf']}
        onChange={verify}
      />
      <div role="status" className="flex flex-col gap-2">
        {isReading && <p>Comparaison en cours…</p>}
        {refusal && <Notice tone="danger">{refusal}</Notice>}
        {outcome && <Verdict name={outcome.name} verdict={outcome.verdict} asked={number} />}
      </div>
    </div>
  );
}

function Verdict({ name, verdict, asked }: { name: string; verdict: FileVerdict; asked: string | null }) {
  if (verdict.outcome === 'unknown')
    return (
      <Notice tone="danger" title="Document inconnu">
        «&nbsp;{name}&nbsp;» n’est aucun des documents scellés ou figés ici
        {asked ? `, et ne ressemble pas à la convention ${asked}` : ''}.
      </Notice>
    );
  const link = <Link href={`/verification/${verdict.number}`}>convention {verdict.number}</Link>;
  if (verdict.outcome === 'authentic')
    return (
      <Notice tone="success" title="Fichier authentique">
        «&nbsp;{name}&nbsp;» est exactement le fichier scellé de la {link}, à l’octet près.
      </Notice>
    );
  if (verdict.outcome === 'frozen')
    return (
      <Notice tone={verdict.current ? 'info' : 'warning'} title="Document figé, avant scellement">
        «&nbsp;{name}&nbsp;» est exactement le document présenté aux signataires de la {link} (version{' '}
        {verdict.version}){verdict.current ? '' : ', qu’une version plus récente a remplacé'}. Il ne porte ni
        signatures ni cachet
        {verdict.sealed ? ' : demandez l’exemplaire scellé.' : ' : toutes les parties n’ont pas signé.'}
      </Notice>
    );
  return (
    <Notice tone="danger" title="Fichier altéré">
      <p>
        «&nbsp;{name}&nbsp;» vient de la {link}, mais ce n’est pas le fichier d’origine&nbsp;:
      </p>
      <ul className="list-disc pl-5">
        {verdict.checks.map(({ ok, text }) => (
          <li key={text}>
            {ok ? 'Exact' : 'Inexact'} – {text}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
