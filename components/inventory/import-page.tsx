'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { ButtonLink } from '@/components/ui/button-link';
import { FileDrop } from '@/components/ui/file-drop';
import { counted, formatList } from '@/components/ui/format';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { allUses, useLabels } from '@/server/inventory/domain';
import { type Target, usesOf } from '@/server/inventory/import/columns';
import type { ImportPreview } from '@/server/inventory/import/commands';
import { MAX_FILE_BYTES } from '@/server/inventory/schema';
import { ImportPlan } from './import-plan';

const ALONE = 'laisser';
const back = {
  tools: '/couverture/existant?onglet=declarations',
  sectors: '/couverture/existant?onglet=continuite',
} as const;

/** A spreadsheet of products used, or of collèges of sector: dropped, shown line by line, then written whole. */
export function ImportPage({ target }: { target: Target }) {
  const trpc = useTRPC();
  const router = useRouter();
  const preview = useMutation(trpc.inventory.previewImport.mutationOptions());
  const write = useMutation(trpc.inventory.import.mutationOptions());
  const [files, setFiles] = useState<File[]>([]);
  const [sent, setSent] = useState<{ name: string; contentBase64: string } | null>(null);
  const [shown, setShown] = useState<ImportPreview | null>(null);
  const { attempt, errors, refusal } = useAttempt(['file']);

  const look = async (file: { name: string; contentBase64: string }, columns?: string[]) =>
    setShown(await preview.mutateAsync({ target, ...file, ...(columns ? { columns } : {}) }));
  const take = (given: File[]) => {
    const [file] = given;
    setFiles(given);
    setShown(null);
    if (!file) return;
    void attempt(async () => {
      const read = { name: file.name, contentBase64: await toBase64(file) };
      setSent(read);
      await look(read);
    });
  };
  const use = (index: number, given: string) => {
    if (!sent || !shown) return;
    const columns = shown.columns.map((one, at) => (at === index ? given : one));
    void attempt(() => look(sent, columns));
  };
  const confirm = () => {
    if (!sent || !shown?.plan) return;
    const { digest } = shown.plan;
    void attempt(async () => {
      const { created, changed } = await write.mutateAsync({
        target,
        ...sent,
        columns: shown.columns,
        digest,
      });
      toast(
        `Tableau importé\u00a0: ${counted(created, 'nouvelle ligne', 'nouvelles lignes')}, ${counted(changed, 'ligne corrigée', 'lignes corrigées')}.`,
      );
      router.push(back[target]);
      router.refresh();
    });
  };
  const uses: Record<string, string> = usesOf[target];

  return (
    <div className="flex flex-col gap-8">
      <Section title="Le fichier">
        <div className="flex max-w-3xl flex-col gap-3">
          {target === 'tools' ? (
            <>
              <p>
                Un tableau CSV ou XLSX, une ligne par solution et par école (UAI), ou par commune pour toutes
                ses écoles publiques. Seuls le lieu et la solution sont nécessaires&nbsp;; le reste peut venir
                plus tard, sans effacer ce qui est déjà connu.
              </p>
              <p className="text-soft text-sm">
                Usages reconnus&nbsp;: {formatList(allUses.map((one) => useLabels[one].toLowerCase()))}.
              </p>
            </>
          ) : (
            <p>
              Un tableau CSV ou XLSX, une ligne par école&nbsp;: son UAI et celui de son collège de secteur,
              puis, si vous les connaissez, les dates et la source.
            </p>
          )}
          <FileDrop
            id="tableau"
            label="Déposer un tableau"
            accept={['.csv', '.xlsx', '.tsv', 'text/csv']}
            maxBytes={MAX_FILE_BYTES}
            value={files}
            onChange={take}
            {...(errors.file ? { errorMessage: errors.file } : {})}
          />
          {preview.isPending && <p role="status">Lecture du tableau…</p>}
          <RefusalNotice refusal={refusal} />
        </div>
      </Section>
      {shown && (
        <Section title="Ce que porte chaque colonne">
          <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
            {shown.heads.map((head, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place of the column is its identity
              <li key={index}>
                <Select
                  label={head || `Colonne ${index + 1}`}
                  {...(shown.samples[index]?.length
                    ? { description: `Par exemple\u00a0: ${shown.samples[index].join(' · ')}` }
                    : {})}
                  choices={[
                    { id: ALONE, label: 'Laisser de côté' },
                    ...Object.entries(uses).map(([id, label]) => ({ id, label })),
                  ]}
                  value={shown.columns[index] || ALONE}
                  onChange={(id) => use(index, id === ALONE ? '' : (id ?? ''))}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {shown && (
        <Section title="Ce que l’import ferait">
          <ImportPlan preview={shown} isPending={write.isPending} onConfirm={confirm} />
        </Section>
      )}
      <div>
        <ButtonLink href={back[target]}>Revenir à ce qui existe</ButtonLink>
      </div>
    </div>
  );
}
