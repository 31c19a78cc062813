'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { TextArea } from '@/components/ui/text-area';
import type { CandidateLine } from '@/server/projects/school-queries';
import { parseUaiList } from '@/server/territory/uai';
import { SchoolTable } from './school-table';
import type { SchoolChoice } from './selection';

type Refused = { uai: string; name: string | null; reasons: string[] };

/** A list of UAI pasted from a mail or a spreadsheet: read at once, what cannot be taken is said line by line. */
export function PastedList({
  projectId,
  choice,
  remember,
}: {
  projectId: string;
  choice: SchoolChoice;
  remember: (found: readonly CandidateLine[]) => void;
}) {
  const trpc = useTRPC();
  const recognise = useMutation(trpc.projects.recognise.mutationOptions());
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [found, setFound] = useState<{ schools: CandidateLine[]; refused: Refused[] } | null>(null);

  async function read() {
    setError(undefined);
    const entries = parseUaiList(text);
    if (entries.length === 0) {
      setError('Collez au moins un UAI, par exemple 0951099D.');
      return;
    }
    try {
      const answer = await recognise.mutateAsync({
        id: projectId,
        uais: entries.map(({ check }) => check.uai.slice(0, 40)),
      });
      remember(answer.schools);
      const uais = answer.schools.map(({ uai }) => uai);
      choice.choose(uais, new Set(uais));
      setFound(answer);
    } catch (cause) {
      setError(refusalFrom(cause).message);
    }
  }

  return (
    <div className="flex flex-col items-start gap-4">
      <TextArea
        label="Liste d’UAI"
        description="Un par ligne, ou séparés par des espaces, des virgules ou des points-virgules."
        className="w-full max-w-xl"
        rows={6}
        value={text}
        onChange={setText}
        errorMessage={error}
      />
      <Button isPending={recognise.isPending} pendingLabel="Lecture…" onPress={read}>
        Lire la liste
      </Button>
      {found && (
        <div className="flex w-full flex-col gap-4">
          <Notice
            live
            tone={found.refused.length > 0 ? 'warning' : 'success'}
            title={`${found.schools.length === 0 ? 'Aucune école reconnue' : counted(found.schools.length, 'école reconnue et cochée', 'écoles reconnues et cochées')}${
              found.refused.length > 0
                ? `, ${counted(found.refused.length, 'UAI refusé', 'UAI refusés')}`
                : ''
            }.`}
          >
            {found.refused.length > 0 && (
              <ul className="max-h-64 list-disc overflow-auto pl-5">
                {found.refused.map(({ uai, name, reasons }) => (
                  <li key={uai}>
                    <span className="tabular font-semibold">{uai}</span> {name}&nbsp;: {reasons.join(' ')}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
          {found.schools.length > 0 && (
            <SchoolTable
              label="Écoles reconnues"
              schools={found.schools}
              choice={choice}
              empty="Aucune école reconnue."
            />
          )}
        </div>
      )}
    </div>
  );
}
