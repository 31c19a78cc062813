'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { counted } from '@/components/ui/format';
import { RadioGroup } from '@/components/ui/radio-group';
import { SearchField } from '@/components/ui/search-field';
import { searchable } from '@/server/territory/search';

type School = { uai: string; name: string; commune: string };

/** From how many schools on the list can be searched. */
const many = 10;

/** All the schools of the annex, or some of them ticked one by one; null is all of them. */
export function SchoolsChoice({
  label,
  help,
  schools,
  value,
  onChange,
  errorMessage,
}: {
  label: string;
  help: string;
  schools: readonly School[];
  value: readonly string[] | null;
  onChange: (uais: string[] | null) => void;
  errorMessage?: string | undefined;
}) {
  const [search, setSearch] = useState('');
  const words = searchable(search).split(' ').filter(Boolean);
  const shown = schools.filter(({ uai, name, commune }) => {
    const text = searchable(`${uai} ${name} ${commune}`);
    return words.every((word) => text.includes(word));
  });
  const ticked = value ?? [];
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        label={label}
        description={help}
        value={value === null ? 'all' : 'some'}
        onChange={(choice) => onChange(choice === 'some' ? [] : null)}
        errorMessage={value === null ? errorMessage : undefined}
        choices={[
          { id: 'all', label: `Toutes (${counted(schools.length, 'école')})` },
          { id: 'some', label: 'Certaines seulement' },
        ]}
      />
      {value !== null && (
        <div className="flex flex-col gap-2">
          {schools.length >= many && (
            <div className="flex flex-wrap items-end gap-3">
              <SearchField
                label="Chercher une école"
                className="min-w-0 flex-1 basis-48"
                value={search}
                onChange={setSearch}
              />
              {words.length > 0 && shown.length > 0 && (
                <Button
                  size="sm"
                  onPress={() => onChange([...new Set([...ticked, ...shown.map(({ uai }) => uai)])])}
                >
                  {`Cocher les ${shown.length}`}
                </Button>
              )}
            </div>
          )}
          <div className="max-h-64 overflow-y-auto rounded-md border border-line p-3">
            <CheckboxGroup
              label={`${counted(ticked.length, 'école cochée', 'écoles cochées')} sur ${schools.length}`}
              value={ticked.filter((uai) => shown.some((one) => one.uai === uai))}
              onChange={(now) =>
                onChange([...ticked.filter((uai) => !shown.some((one) => one.uai === uai)), ...now])
              }
              errorMessage={errorMessage}
              choices={shown.map(({ uai, name, commune }) => ({
                id: uai,
                label: name,
                detail: `${uai} · ${commune}`,
              }))}
            />
          </div>
        </div>
      )}
    </div>
  );
}
