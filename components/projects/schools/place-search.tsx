'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { ComboBox } from '@/components/ui/combo-box';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { CandidateLine, Place } from '@/server/projects/school-queries';
import { schoolNoun } from '../words';
import { SchoolTable } from './school-table';
import type { SchoolChoice } from './selection';

const labels = {
  commune: 'Commune',
  epci: 'EPCI (communauté, métropole, établissement public territorial)',
  department: 'Département',
} as const;

/** Schools of a commune, an EPCI or a département, to be ticked. */
export function PlaceSearch({
  way,
  places,
  projectId,
  choice,
  remember,
}: {
  way: keyof typeof labels;
  places: readonly Place[];
  projectId: string;
  choice: SchoolChoice;
  remember: (found: readonly CandidateLine[]) => void;
}) {
  const trpc = useTRPC();
  const [place, setPlace] = useState<string | null>(places.length === 1 ? (places[0]?.id ?? null) : null);
  const query = useQuery({
    ...trpc.projects.candidates.queryOptions({ id: projectId, [way]: place ?? '' }),
    enabled: place !== null,
    staleTime: 30_000,
  });
  useEffect(() => {
    if (query.data) remember(query.data);
  }, [query.data, remember]);
  return (
    <div className="flex flex-col gap-4">
      <ComboBox
        label={labels[way]}
        className="max-w-xl"
        value={place}
        onChange={setPlace}
        placeholder="Tapez les premières lettres"
        choices={places.map(({ id, label, schools, department }) => ({
          id,
          label: way === 'department' ? `${label} (${id})` : label,
          detail: [way !== 'department' && department, counted(schools, ...schoolNoun)]
            .filter(Boolean)
            .join(' · '),
        }))}
        emptyText="Aucun lieu de ce nom dans l’académie n’a d’école de ce degré."
      />
      {query.isFetching && !query.data && (
        <div role="status">
          <span className="sr-only">Chargement des écoles…</span>
          <Skeleton className="h-72 w-full" />
        </div>
      )}
      {query.error && <Notice tone="danger">{refusalFrom(query.error).message}</Notice>}
      {query.data && (
        <SchoolTable
          key={place}
          label="Écoles trouvées"
          schools={query.data}
          choice={choice}
          empty="Aucune école ouverte ici."
        />
      )}
    </div>
  );
}
