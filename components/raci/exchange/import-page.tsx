'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { FileDrop } from '@/components/ui/file-drop';
import { counted } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import type { ColumnUse } from '@/server/raci/exchange/columns';
import type { ExchangePreview } from '@/server/raci/exchange/queries';
import { type ExchangedTable, MAX_FILE_BYTES } from '@/server/raci/exchange/schema';
import { ColumnUses } from './column-uses';
import { PlanPreview } from './plan-preview';

type Actors = readonly { key: string; label: string; short: string }[];

/** A spreadsheet into the matrix: dropped, its columns said, shown line by line, then written whole. */
export function ImportPage({ projectId, actors }: { projectId: string; actors: Actors }) {
  const trpc = useTRPC();
  const router = useRouter();
  const read = useMutation(trpc.raci.exchange.read.mutationOptions());
  const preview = useMutation(trpc.raci.exchange.preview.mutationOptions());
  const write = useMutation(trpc.raci.exchange.write.mutationOptions());
  const [files, setFiles] = useState<File[]>([]);
  const [table, setTable] = useState<ExchangedTable | null>(null);
  const [shown, setShown] = useState<ExchangePreview | null>(null);
  const { attempt, errors, refusal } = useAttempt(['file']);

  const look = async (next: ExchangedTable) => {
    setTable(next);
    setShown(await preview.mutateAsync({ id: projectId, ...next }));
  };
  const take = (given: File[]) => {
    const [file] = given;
    setFiles(given);
    setTable(null);
    setShown(null);
    if (!file) return;
    void attempt(async () => {
      const found = await read.mutateAsync({
        id: projectId,
        name: file.name,
        contentBase64: await toBase64(file),
      });
      await look({ name: file.name, ...found });
    });
  };
  const use = (index: number, given: ColumnUse) => {
    if (!table) return;
    const columns = table.columns.map((one, at) => (at === index ? given : one));
    void attempt(() => look({ ...table, columns }));
  };
  const confirm = () => {
    if (!table || !shown) return;
    void attempt(async () => {
      const done = await write.mutateAsync({ id: projectId, ...table, version: shown.version });
      toast(
        `Tableau importé\u00a0: ${counted(done.cells, 'case')}, ${counted(done.activities, 'nouvelle activité', 'nouvelles activités')}.`,
      );
      router.push(`/responsabilites/${projectId}`);
      router.refresh();
    });
  };

  return (
    <div className="flex flex-col gap-6">
      <Section title="Le fichier">
        <div className="flex max-w-3xl flex-col gap-3">
          <p>
            Un tableau CSV ou XLSX avec une ligne par activité et une colonne par acteur. Le plus
            simple&nbsp;:{' '}
            <Link href={`/responsabilites/${projectId}/matrice.xlsx`}>téléchargez la matrice</Link>,
            modifiez-la dans votre tableur, puis déposez-la ici. Rien n’est écrit avant votre accord.
          </p>
          <FileDrop
            id="tableau"
            label="Déposer un tableau"
            accept={['.csv', '.xlsx', '.tsv', 'text/csv']}
            maxBytes={MAX_FILE_BYTES}
            value={files}
            onChange={take}
            {...(errors.file ? { errorMessage: errors.file } : {})}
          />
          {(read.isPending || preview.isPending) && <p role="status">Lecture du tableau…</p>}
          <RefusalNotice refusal={refusal} />
        </div>
      </Section>
      {table && (
        <Section title="Ce que porte chaque colonne">
          <ColumnUses table={table} actors={actors} onUse={use} />
        </Section>
      )}
      {shown && (
        <Section title="Ce que l’import ferait">
          <PlanPreview preview={shown} isPending={write.isPending} onConfirm={confirm} />
        </Section>
      )}
      <div>
        <ButtonLink href={`/responsabilites/${projectId}`}>Revenir à la matrice</ButtonLink>
      </div>
    </div>
  );
}
