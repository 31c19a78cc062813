'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { columnsRefusal, type Field, fieldLabels, fields, headKey, isField } from '@/server/audience/fields';
import type { ImportView } from '@/server/audience/imports';
import {
  type DateFormat,
  type DurationUnit,
  dateFormatLabels,
  dateFormats,
  durationUnitLabels,
  durationUnits,
} from '@/server/audience/schema';

const LEFT = 'laisser';
const choices = [
  { id: LEFT, label: 'Laisser de côté' },
  ...fields.map((field) => ({ id: field as string, label: fieldLabels[field] })),
];

/** Says which column is what, and starts the import; the choice may be kept by name for the next file. */
export function MappingForm({ view }: { view: ImportView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [columns, setColumns] = useState<(Field | '')[]>(
    view.reading.columns.map((column) => (isField(column) ? column : '')),
  );
  const [dateFormat, setDateFormat] = useState<DateFormat>(view.reading.dateFormat);
  const [durationUnit, setDurationUnit] = useState<DurationUnit>(view.reading.durationUnit);
  const [name, setName] = useState(view.mappingName ?? '');
  const confirm = useMutation(trpc.audience.confirm.mutationOptions());
  const discard = useMutation(trpc.audience.discard.mutationOptions());
  const { attempt, refusal } = useAttempt();
  const wrong = columnsRefusal(columns);
  const hasDuration = columns.some((column) => column.startsWith('duration'));

  const take = (mapping: ImportView['mappings'][number]) => {
    setColumns(
      view.heads.map((head) => {
        const field = mapping.reading.columns[headKey(head)] ?? '';
        return isField(field) ? field : '';
      }),
    );
    setDateFormat(mapping.reading.dateFormat);
    setDurationUnit(mapping.reading.durationUnit);
    setName(mapping.name);
  };

  return (
    <div className="flex flex-col gap-6">
      <RefusalNotice refusal={refusal} />
      {view.readyMade && (
        <Notice tone="success" title="C’est le fichier publié">
          <p>Toutes ses colonnes sont reconnues&nbsp;: il n’y a rien à choisir.</p>
        </Notice>
      )}
      {view.mappings.length > 0 && (
        <Select
          label="Choix de colonnes gardé"
          placeholder="Aucun"
          value={view.mappings.some((one) => one.name === name) ? name : null}
          onChange={(chosen) => {
            const mapping = view.mappings.find((one) => one.name === chosen);
            if (mapping) take(mapping);
          }}
          choices={view.mappings.map((one) => ({
            id: one.name,
            label: one.national ? `${one.name} (national)` : one.name,
          }))}
          className="max-w-md"
        />
      )}
      <details open={!view.readyMade} className="rounded-md border border-line p-4">
        <summary className="cursor-pointer font-semibold">Colonnes du fichier ({view.heads.length})</summary>
        <ul className="mt-4 flex flex-col gap-4">
          {view.heads.map((head, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear the same head, and none moves
              key={index}
              className="grid items-end gap-x-6 gap-y-1 border-line border-b pb-4 sm:grid-cols-[1fr_20rem]"
            >
              <div className="min-w-0">
                <p className="break-words font-semibold">{head || `Colonne ${index + 1}`}</p>
                <p className="break-words text-soft text-sm">
                  {view.samples.map((sample) => sample[index] || '(vide)').join(' · ')}
                </p>
              </div>
              <Select
                label={`Ce que porte «\u00a0${head || `Colonne ${index + 1}`}\u00a0»`}
                hideLabel
                value={columns[index] || LEFT}
                onChange={(chosen) =>
                  setColumns(
                    columns.map((column, at) =>
                      at === index ? (chosen && isField(chosen) ? chosen : '') : column,
                    ),
                  )
                }
                choices={choices}
              />
            </li>
          ))}
        </ul>
      </details>
      <div className="flex flex-wrap gap-5">
        <Select
          label="Écriture des dates"
          value={dateFormat}
          onChange={(chosen) => chosen && setDateFormat(chosen)}
          choices={dateFormats.map((id) => ({ id, label: dateFormatLabels[id] }))}
        />
        {hasDuration && (
          <Select
            label="Unité des durées"
            value={durationUnit}
            onChange={(chosen) => chosen && setDurationUnit(chosen)}
            choices={durationUnits.map((id) => ({ id, label: durationUnitLabels[id] }))}
          />
        )}
        {!view.readyMade && (
          <TextField
            label="Garder ce choix sous le nom"
            description="Facultatif&nbsp;: il sera proposé au prochain fichier."
            value={name}
            onChange={setName}
            maxLength={80}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          isPending={confirm.isPending}
          {...(wrong ? { reason: wrong } : {})}
          onPress={() =>
            attempt(async () => {
              await confirm.mutateAsync({
                id: view.id,
                version: view.version,
                reading: { columns, dateFormat, durationUnit },
                ...(name.trim() && !view.readyMade ? { mappingName: name } : {}),
              });
              router.refresh();
            })
          }
        >
          Lancer l’import
        </Button>
        <Button
          onPress={() =>
            attempt(async () => {
              await discard.mutateAsync({ id: view.id });
              router.push('/couverture/audience/import');
            })
          }
        >
          Abandonner ce fichier
        </Button>
      </div>
    </div>
  );
}
