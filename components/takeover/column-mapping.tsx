'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { fieldLabels, takeoverFields } from '@/server/takeover/fields';
import type { TakeoverView } from '@/server/takeover/queries';

const ALONE = 'laisser';
const choices = [
  { id: ALONE, label: 'Laisser de côté' },
  ...takeoverFields.map((field) => ({
    id: field,
    label: fieldLabels[field].label,
    detail: fieldLabels[field].help,
  })),
];

/** What each column of the spreadsheet says; the answer is kept for the académie's next one. */
export function ColumnMapping({ takeover }: { takeover: TakeoverView }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [fields, setFields] = useState<string[]>(takeover.columns.map(({ field }) => field));
  const { attempt, refusal } = useAttempt();
  const save = useMutation(trpc.takeover.setColumns.mutationOptions());
  const changed = fields.some((field, index) => field !== takeover.columns[index]?.field);

  const send = () =>
    attempt(async () => {
      await save.mutateAsync({
        id: takeover.id,
        version: takeover.version,
        columns: fields.map((field) => takeoverFields.find((known) => known === field) ?? ''),
      });
      toast('Colonnes enregistrées\u00a0; elles serviront aussi au prochain tableau.');
      router.refresh();
    });

  return (
    <div className="flex flex-col gap-4">
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {takeover.columns.map((column, index) => (
          // Columns never move: their place is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of the column is its identity
          <li key={index}>
            <Select
              label={column.head || `Colonne ${index + 1}`}
              {...(column.examples.length > 0
                ? {
                    description: `Par exemple : ${column.examples.map((one) => one.slice(0, 30)).join(' · ')}`,
                  }
                : {})}
              choices={choices}
              value={fields[index] || ALONE}
              onChange={(field) =>
                setFields(
                  fields.map((one, at) => (at === index ? (field === ALONE ? '' : (field ?? '')) : one)),
                )
              }
            />
          </li>
        ))}
      </ul>
      <RefusalNotice refusal={refusal} />
      <div>
        <Button
          onPress={send}
          isPending={save.isPending}
          pendingLabel="Enregistrement…"
          {...(changed ? {} : { reason: 'Aucune colonne n’a changé.' })}
        >
          Appliquer ces colonnes
        </Button>
      </div>
    </div>
  );
}
