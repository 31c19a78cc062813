'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Columns3, Eye, EyeOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { type ColumnType, columnTypeLabels, columnTypes } from '@/server/projects/table/cells';
import type { OwnColumn } from '@/server/projects/table/columns';

const words = (text: string) =>
  text
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** The columns that the académie adds to its table: added, renamed, ordered, hidden by its administrator. */
export function OwnColumns() {
  return (
    <Dialog
      title="Colonnes de l’académie"
      size="lg"
      trigger={
        <Button size="sm" variant="quiet" icon={<Columns3 aria-hidden />}>
          Colonnes de l’académie
        </Button>
      }
    >
      <OwnColumnList />
    </Dialog>
  );
}

function OwnColumnList() {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const { data: columns = [] } = useQuery(trpc.projects.ownColumns.queryOptions(undefined, { staleTime: 0 }));
  const add = useMutation(trpc.projects.addColumn.mutationOptions());
  const edit = useMutation(trpc.projects.editColumn.mutationOptions());
  const order = useMutation(trpc.projects.orderColumns.mutationOptions());
  const { attempt, refusal } = useAttempt();
  const [label, setLabel] = useState('');
  const [type, setType] = useState<ColumnType | null>('text');
  const [choices, setChoices] = useState('');

  const run = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await queries.invalidateQueries({ queryKey: trpc.projects.ownColumns.queryKey() });
      router.refresh();
    });
  const change = (column: OwnColumn, next: Partial<OwnColumn>) =>
    run(() => edit.mutateAsync({ ...column, ...next, choices: [...(next.choices ?? column.choices)] }));
  function move(index: number, by: 1 | -1) {
    const ids = columns.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved) ids.splice(index + by, 0, moved);
    void run(() => order.mutateAsync({ ids }));
  }
  async function create() {
    const asked = { label, type: type ?? 'text', choices: type === 'choice' ? words(choices) : [] };
    if (!(await run(() => add.mutateAsync(asked)))) return;
    setLabel('');
    setChoices('');
  }

  return (
    <div className="flex flex-col gap-5">
      <p className="text-soft text-sm">
        Toute l’académie les voit et les remplit&nbsp;; les collectivités ne les voient pas. Masquer une
        colonne garde ses valeurs.
      </p>
      <RefusalNotice refusal={refusal} />
      <ul className="flex flex-col">
        {columns.map((column, index) => (
          <li key={column.id} className="flex flex-wrap items-end gap-2 border-line border-t py-2">
            <Rename column={column} onRename={(next) => void change(column, next)} />
            <Badge>{columnTypeLabels[column.type]}</Badge>
            <IconButton
              label={`Monter «\u00a0${column.label}\u00a0»`}
              icon={<ArrowUp aria-hidden />}
              onPress={() => index > 0 && move(index, -1)}
            />
            <IconButton
              label={`Descendre «\u00a0${column.label}\u00a0»`}
              icon={<ArrowDown aria-hidden />}
              onPress={() => index < columns.length - 1 && move(index, 1)}
            />
            <IconButton
              label={`${column.hidden ? 'Montrer' : 'Masquer'} «\u00a0${column.label}\u00a0»`}
              icon={column.hidden ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onPress={() => void change(column, { hidden: !column.hidden })}
            />
          </li>
        ))}
      </ul>
      <fieldset className="flex flex-col gap-3 border-line border-t pt-4">
        <legend className="font-semibold">Nouvelle colonne</legend>
        <TextField label="Nom" value={label} onChange={setLabel} maxLength={60} />
        <Select<ColumnType>
          label="Type"
          choices={columnTypes.map((id) => ({ id, label: columnTypeLabels[id] }))}
          value={type}
          onChange={setType}
        />
        {type === 'choice' && (
          <TextField
            label="Choix"
            description="Séparés par des points-virgules&nbsp;: À lancer&nbsp;; Lancé&nbsp;; Terminé"
            value={choices}
            onChange={setChoices}
          />
        )}
        <div>
          <Button variant="primary" isPending={add.isPending} onPress={() => void create()}>
            Ajouter la colonne
          </Button>
        </div>
      </fieldset>
    </div>
  );
}

function Rename({ column, onRename }: { column: OwnColumn; onRename: (next: Partial<OwnColumn>) => void }) {
  const [label, setLabel] = useState(column.label);
  const [choices, setChoices] = useState(column.choices.join('\u00a0; '));
  const isSame = label.trim() === column.label && words(choices).join() === column.choices.join();
  return (
    <div className="flex min-w-48 flex-1 flex-wrap items-end gap-2">
      <TextField label={`Nom de la colonne ${column.label}`} hideLabel value={label} onChange={setLabel} />
      {column.type === 'choice' && (
        <TextField
          label={`Choix de la colonne ${column.label}`}
          hideLabel
          value={choices}
          onChange={setChoices}
        />
      )}
      {!isSame && (
        <Button size="sm" onPress={() => onRename({ label, choices: words(choices) })}>
          Renommer
        </Button>
      )}
    </div>
  );
}
