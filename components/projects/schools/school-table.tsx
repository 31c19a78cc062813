'use client';

import { useMemo, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { counted } from '@/components/ui/format';
import { SearchField } from '@/components/ui/search-field';
import { VirtualTable } from '@/components/ui/virtual-table';
import type { OtherProject } from '@/server/projects/school-queries';
import { natureLabel } from '@/server/territory/natures';
import { foldedText } from '../detail/folded-text';
import { schoolNoun } from '../words';
import type { SchoolChoice } from './selection';

export type PickableSchool = {
  uai: string;
  name: string;
  nature: string;
  sector: 'public' | 'private' | null;
  communeName: string;
  departmentCode: string;
  other: OtherProject | null;
};

const sectors = { public: 'Public', private: 'Privé' } as const;

/** Schools to tick, thousands at once; what is ticked elsewhere stays ticked. */
export function SchoolTable({
  label,
  schools,
  choice,
  empty,
}: {
  label: string;
  schools: readonly PickableSchool[];
  choice: SchoolChoice;
  empty: string;
}) {
  const [search, setSearch] = useState('');
  const shown = useMemo(() => {
    const words = foldedText(search).split(' ').filter(Boolean);
    if (words.length === 0) return schools;
    return schools.filter((school) => {
      const text = foldedText(
        `${school.name} ${school.uai} ${school.communeName} ${natureLabel(school.nature)}`,
      );
      return words.every((word) => text.includes(word));
    });
  }, [schools, search]);
  const ids = useMemo(() => shown.map(({ uai }) => uai), [shown]);
  const selected = useMemo(() => new Set(ids.filter((uai) => choice.chosen.has(uai))), [ids, choice.chosen]);
  const taken = shown.filter(({ other }) => other).length;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <SearchField
          label="Filtrer la liste"
          placeholder="Nom, UAI, commune, nature"
          className="w-72 max-w-full max-sm:w-full"
          value={search}
          onChange={setSearch}
        />
        <p role="status" className="tabular flex min-h-10 items-center text-soft text-sm">
          {counted(shown.length, ...schoolNoun)}, dont {selected.size} dans la liste
          {taken > 0 && ` et ${taken} dans un autre projet`}
        </p>
      </div>
      <VirtualTable
        label={label}
        items={shown}
        getId={({ uai }) => uai}
        getText={({ name, uai, communeName }) => `${name}, ${communeName}, ${uai}`}
        height={`min(34rem, ${Math.max(shown.length, 3) * 40 + 42}px)`}
        selected={selected}
        onSelect={(next) => choice.choose(ids, next)}
        empty={empty}
        columns={[
          { key: 'name', label: 'École', width: '1fr', minWidth: 200, render: (one) => one.name },
          {
            key: 'commune',
            label: 'Commune',
            width: 170,
            render: (one) => `${one.communeName} (${one.departmentCode})`,
          },
          { key: 'uai', label: 'UAI', width: 105, render: (one) => one.uai },
          {
            key: 'other',
            label: 'Autre projet en cours',
            width: 210,
            render: ({ other }) =>
              other ? <Badge tone="warning">{other.name ?? `Porté par ${other.carrierName}`}</Badge> : '–',
          },
          { key: 'nature', label: 'Nature', width: 150, render: (one) => natureLabel(one.nature) },
          {
            key: 'sector',
            label: 'Secteur',
            width: 90,
            render: (one) => (one.sector ? sectors[one.sector] : '–'),
          },
        ]}
      />
    </div>
  );
}
