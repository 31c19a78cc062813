'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, FileArchive } from 'lucide-react';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { StateBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { counted, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { Column } from '@/components/ui/table-cells';
import { toast } from '@/components/ui/toast';
import { OutcomeTable } from '@/components/work/outcome-table';
import { outcomeLabels } from '@/server/conventions/bulk/domain';
import type { BulkReport as Report } from '@/server/conventions/bulk/queries';
import type { WorkView } from '@/server/work/queries';
import { AbandonMany, SubmitMany } from './many-dialog';
import { useArchive } from './use-archive';
import { outcomeTones } from './words';

const columns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '5rem' },
  { key: 'commune', label: 'Commune' },
  { key: 'convention', label: 'Convention' },
  { key: 'schools', label: 'Écoles', align: 'end', wideOnly: true },
  { key: 'outcome', label: 'Résultat' },
  { key: 'reason', label: 'Motif' },
];

/** What a bulk did, commune by commune, and what may be done next with its drafts. */
export function BulkReport({ work }: { work: WorkView }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.bulk.report.queryOptions({ id: work.id }));
  if (error) return <Notice tone="danger">{refusalFrom(error).message}</Notice>;
  if (!data)
    return (
      <div role="status">
        <span className="sr-only">Chargement du rapport…</span>
        <Skeleton className="h-72 w-full" />
      </div>
    );
  const { lines } = data;
  const created = lines.filter(({ outcome }) => outcome === 'created').length;
  const left = lines.filter(({ outcome }) => outcome === 'left').length;
  const waiting = lines.length - created - left;
  return (
    <Section
      title="Rapport"
      count={lines.length}
      lead={`${[
        counted(created, 'convention ouverte', 'conventions ouvertes'),
        counted(left, 'commune laissée', 'communes laissées'),
        waiting > 0 && counted(waiting, 'commune restante', 'communes restantes'),
      ]
        .filter(Boolean)
        .join(', ')}.`}
    >
      <NextActs work={work} report={data} waiting={waiting} />
      <OutcomeTable
        caption="Communes de l’opération"
        columns={columns}
        lines={lines.map((one) => ({
          outcome: outcomeLabels[one.outcome],
          row: {
            id: String(one.line),
            name: one.authority.name,
            cells: {
              line: formatNumber(one.line),
              commune: one.authority.name,
              convention: one.convention ? (
                <>
                  <Link href={`/conventions/${one.convention.id}`} className="tabular">
                    {one.convention.number}
                  </Link>
                  <span className="block text-soft text-sm">{one.convention.statusLabel}</span>
                </>
              ) : (
                '–'
              ),
              schools: one.convention ? formatNumber(one.convention.schools) : '',
              outcome: <StateBadge tone={outcomeTones[one.outcome]}>{outcomeLabels[one.outcome]}</StateBadge>,
              reason: one.reason ?? '',
            },
          },
        }))}
      />
    </Section>
  );
}

function NextActs({ work, report, waiting }: { work: WorkView; report: Report; waiting: number }) {
  const archive = useArchive();
  const conventions = report.lines.flatMap(({ convention }) => (convention ? [convention] : []));
  const drafts = conventions.filter(({ status }) => status === 'draft');
  const untouched = drafts.filter(({ version }) => version === 1);
  const changed = drafts.filter(({ version }) => version > 1);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {waiting > 0 && work.state !== 'done' && <Resume id={work.id} waiting={waiting} />}
      <ButtonLink
        href={`/conventions/en-nombre/${work.id}/rapport.csv`}
        download
        icon={<Download aria-hidden />}
      >
        Rapport CSV
      </ButtonLink>
      {conventions.length > 0 && (
        <Button
          icon={<FileArchive aria-hidden />}
          isPending={archive.isPending}
          onPress={() => archive.ask({ ids: conventions.map(({ id }) => id) })}
        >
          Archive ZIP des PDF
        </Button>
      )}
      {drafts.length > 0 && report.maySubmit && (
        <SubmitMany drafts={drafts} trigger={<Button>Soumettre à l’examen</Button>} />
      )}
      {drafts.length > 0 && report.mayAbandon && (
        <AbandonMany
          untouched={untouched}
          changed={changed}
          trigger={<Button variant="danger">Abandonner ces projets</Button>}
        />
      )}
    </div>
  );
}

/** Goes on with what a failure or a cancellation left undone. */
function Resume({ id, waiting }: { id: string; waiting: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const resume = useMutation(trpc.bulk.resume.mutationOptions());
  return (
    <Button
      variant="primary"
      isPending={resume.isPending}
      onPress={async () => {
        try {
          await resume.mutateAsync({ id });
        } catch (error) {
          toast(refusalFrom(error).message, { tone: 'danger' });
        }
        await queries.invalidateQueries({ queryKey: trpc.work.pathKey() });
        await queries.invalidateQueries({ queryKey: trpc.bulk.pathKey() });
      }}
    >
      {`Reprendre les ${counted(waiting, 'commune restante', 'communes restantes')}`}
    </Button>
  );
}
