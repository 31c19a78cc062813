'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RefusalNotice, useAttempt } from '@/components/sending';
import { useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { DateField } from '@/components/ui/date-field';
import { FileDrop } from '@/components/ui/file-drop';
import { counted } from '@/components/ui/format';
import { NumberField } from '@/components/ui/number-field';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { toBase64 } from '@/components/ui/to-base64';
import { toast } from '@/components/ui/toast';
import { degreeLabels } from '@/server/coverage/domain';
import { type ColumnUse, columnLabels, columnUses } from '@/server/coverage/published/columns';
import { publishedScopeLabels, publishedScopes } from '@/server/coverage/published/domain';
import type { FiguresPreview } from '@/server/coverage/published/reading';
import { type FiguresTableInput, MAX_FILE_BYTES } from '@/server/coverage/published/schema';
import { FiguresPreviewTable } from './figures-preview';
import { FIGURES } from './words';

type Common = FiguresTableInput['common'];
const ALONE = 'laisser';
const noFacts = (year: number): Common => ({
  degree: 'primary',
  year,
  scopeKind: 'unknown',
  source: '',
  sourceUrl: null,
  publishedOn: null,
});

/** A table of published figures: dropped, its columns said, shown line by line, then written whole or not at all. */
export function ImportFigures({ today }: { today: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const read = useMutation(trpc.coverage.figures.read.mutationOptions());
  const preview = useMutation(trpc.coverage.figures.preview.mutationOptions());
  const write = useMutation(trpc.coverage.figures.import.mutationOptions());
  const [files, setFiles] = useState<File[]>([]);
  const [common, setCommon] = useState<Common>(noFacts(Number(today.slice(0, 4))));
  const [table, setTable] = useState<Omit<FiguresTableInput, 'common'> | null>(null);
  const [shown, setShown] = useState<FiguresPreview | null>(null);
  const { attempt, errors, refusal } = useAttempt(['file', 'reason']);

  const look = async (next: Omit<FiguresTableInput, 'common'>, facts: Common) => {
    setTable(next);
    setShown(await preview.mutateAsync({ ...next, common: facts }));
  };
  const take = (given: File[]) => {
    const [file] = given;
    setFiles(given);
    setTable(null);
    setShown(null);
    if (!file) return;
    void attempt(async () => {
      const found = await read.mutateAsync({ name: file.name, contentBase64: await toBase64(file) });
      await look({ name: file.name, ...found }, common);
    });
  };
  const say = (facts: Partial<Common>) => {
    setCommon({ ...common, ...facts });
    setShown(null);
  };
  const use = (index: number, given: ColumnUse) => {
    if (!table) return;
    setTable({ ...table, columns: table.columns.map((one, at) => (at === index ? given : one)) });
    setShown(null);
  };
  const confirm = (correct: boolean, reason: string) => {
    if (!table || !shown) return;
    void attempt(async () => {
      const done = await write.mutateAsync({ ...table, common, seen: shown.seen, correct, reason });
      toast(
        `Tableau importé\u00a0: ${counted(done.entered, 'nouveau chiffre', 'nouveaux chiffres')}, ${counted(done.corrected, 'correction')}.`,
      );
      router.push(FIGURES);
      router.refresh();
    });
  };
  const lacks = (wanted: ColumnUse) => !table?.columns.includes(wanted);

  return (
    <div className="flex flex-col gap-8">
      <Section title="Le fichier">
        <div className="flex max-w-3xl flex-col gap-3">
          <p>
            Un tableau CSV ou XLSX avec une ligne par département&nbsp;: le département, la tranche publiée et
            le nombre d’écoles au moins. Rien n’est écrit avant votre accord.
          </p>
          <FileDrop
            id="chiffres"
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
        <>
          <Section title="Ce que porte chaque colonne">
            <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
              {table.heads.map((head, index) => {
                const samples = [
                  ...new Set(
                    table.rows.map(({ cells }) => (cells[index] ?? '').slice(0, 30)).filter(Boolean),
                  ),
                ].slice(0, 3);
                return (
                  // Columns never move: their place is what they are.
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place of the column is its identity
                  <li key={index}>
                    <Select
                      label={head || `Colonne ${index + 1}`}
                      {...(samples.length > 0
                        ? { description: `Par exemple\u00a0: ${samples.join(' · ')}` }
                        : {})}
                      choices={[
                        { id: ALONE, label: 'Laisser de côté' },
                        ...columnUses
                          .filter((one) => one !== '')
                          .map((one) => ({ id: one, label: columnLabels[one] })),
                      ]}
                      value={table.columns[index] || ALONE}
                      onChange={(id) => use(index, id === ALONE ? '' : (id as ColumnUse))}
                    />
                  </li>
                );
              })}
            </ul>
          </Section>
          <Section title="Pour tout le fichier" lead="Ce que les lignes ne disent pas elles-mêmes.">
            <div className="flex flex-wrap items-start gap-5">
              {lacks('source') && (
                <TextField
                  label="Source"
                  description="Qui publie, et quelle édition."
                  isRequired
                  value={common.source}
                  onChange={(source) => say({ source })}
                  maxLength={200}
                />
              )}
              {lacks('year') && (
                <NumberField
                  label="Année"
                  value={common.year}
                  onChange={(year) => say({ year })}
                  minValue={2000}
                  maxValue={2100}
                  formatOptions={{ useGrouping: false }}
                />
              )}
              {lacks('degree') && (
                <Select
                  label="Degré"
                  choices={(['primary', 'secondary'] as const).map((id) => ({ id, label: degreeLabels[id] }))}
                  value={common.degree}
                  onChange={(degree) => degree && say({ degree: degree as Common['degree'] })}
                />
              )}
              {lacks('scope') && (
                <Select
                  label="Ce qui est compté"
                  choices={publishedScopes.map((id) => ({ id, label: publishedScopeLabels[id] }))}
                  value={common.scopeKind}
                  onChange={(kind) => kind && say({ scopeKind: kind as Common['scopeKind'] })}
                />
              )}
              {lacks('sourceUrl') && (
                <TextField
                  label="Adresse de la page"
                  type="url"
                  value={common.sourceUrl ?? ''}
                  onChange={(sourceUrl) => say({ sourceUrl })}
                  maxLength={500}
                />
              )}
              {lacks('publishedOn') && (
                <DateField
                  label="Publié le"
                  value={common.publishedOn}
                  onChange={(publishedOn) => say({ publishedOn })}
                  max={today}
                />
              )}
            </div>
          </Section>
          <Section title="Ce que l’import ferait">
            {shown ? (
              <FiguresPreviewTable
                preview={shown}
                isPending={write.isPending}
                {...(errors.reason ? { reasonError: errors.reason } : {})}
                onConfirm={confirm}
              />
            ) : (
              <div>
                <Button
                  variant="primary"
                  isPending={preview.isPending}
                  onPress={() => void attempt(() => look(table, common))}
                >
                  Voir ce que l’import ferait
                </Button>
              </div>
            )}
          </Section>
        </>
      )}
      <div>
        <ButtonLink href={FIGURES}>Revenir aux chiffres publiés</ButtonLink>
      </div>
    </div>
  );
}
