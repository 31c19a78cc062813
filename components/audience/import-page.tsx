import { Download } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { Figure } from '@/components/ui/figure';
import { formatBytes, formatDate, formatDateTime, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { ImportView } from '@/server/audience/imports';
import { beyondKept, countWords, type ReportLine, summaryOf } from '@/server/audience/report';
import { AudienceProgress, ResumeImport } from './import-progress';
import { MappingForm } from './mapping-form';
import { importStates } from './words';

/** How many lines of each list stand on the page; the file has the thousand that are kept. */
const SHOWN = 100;

const columns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '7rem' },
  { key: 'uai', label: 'UAI', width: '8rem' },
  { key: 'reason', label: 'Motif' },
];

function Lines({
  id,
  title,
  count,
  lines,
}: {
  id: string;
  title: string;
  count: number;
  lines: readonly ReportLine[];
}) {
  if (count === 0) return null;
  const more = count - Math.min(lines.length, SHOWN);
  return (
    <Section title={title} count={count}>
      <TableGrid
        id={`audience-${id}`}
        caption={title}
        columns={columns}
        rows={lines.slice(0, SHOWN).map((one, index) => ({
          id: String(index),
          name: `Ligne ${one.line}`,
          cells: { line: formatNumber(one.line), uai: one.uai || '–', reason: one.reason },
        }))}
      />
      {more > 0 && (
        <p className="text-soft text-sm">
          Et {formatNumber(more)} de plus&nbsp;: le rapport CSV donne les mille premières
          {beyondKept(count) && `, ${beyondKept(count)}`}.
        </p>
      )}
    </Section>
  );
}

/** One file of the measure: its columns, then how far it is, then what it did. */
export function ImportPage({ view, mayEdit }: { view: ImportView; mayEdit: boolean }) {
  const state = importStates[view.state];
  const stopped = view.state === 'failed' || view.state === 'cancelled';
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Audience', href: '/couverture/audience' },
          { label: 'Import', href: '/couverture/audience/import' },
        ]}
        title={view.fileName}
        state={<StateBadge tone={state.tone}>{state.label}</StateBadge>}
        lead={`${formatBytes(view.bytes)}, déposé le ${formatDateTime(view.createdAt)} par ${view.by}.`}
        {...(view.refusals.length + view.warnings.length > 0
          ? {
              action: (
                <ButtonLink
                  href={`/couverture/audience/import/${view.id}/rapport.csv`}
                  download
                  icon={<Download aria-hidden />}
                >
                  Rapport CSV
                </ButtonLink>
              ),
            }
          : {})}
      />
      <div className="flex max-w-5xl flex-col gap-8">
        {view.state === 'preparing' && view.sameAs && (
          <Notice tone="warning" title="Ce fichier a déjà été importé">
            <p>
              Le même contenu a été importé
              {view.sameAs.finishedAt ? ` le ${formatDateTime(view.sameAs.finishedAt)}` : ''} (
              <Link href={`/couverture/audience/import/${view.sameAs.id}`}>{view.sameAs.fileName}</Link>
              )&nbsp;: le relancer ne changera rien.
            </p>
          </Notice>
        )}
        {view.state === 'preparing' &&
          (mayEdit ? (
            <MappingForm view={view} />
          ) : (
            <p className="text-soft">Ses colonnes n’ont pas encore été confirmées.</p>
          ))}
        {view.state === 'running' && view.workId && (
          <AudienceProgress workId={view.workId} mayEdit={mayEdit} />
        )}
        {view.state === 'done' && (
          <Notice tone={view.refused > 0 ? 'warning' : 'success'} title="Import terminé">
            <p>{summaryOf(view, formatDate)}</p>
            <p>
              <Link href="/couverture/audience">Voir l’audience</Link>
            </p>
          </Notice>
        )}
        {view.state === 'refused' && (
          <Notice tone="danger" title="Le fichier n’a pas pu être lu jusqu’au bout">
            <p>{view.reason}</p>
          </Notice>
        )}
        {stopped && (
          <Notice tone="warning" title="L’import s’est arrêté avant la fin">
            <p>{view.reason ?? 'Rien n’avait encore été enregistré.'}</p>
          </Notice>
        )}
        {stopped && mayEdit && <ResumeImport id={view.id} />}
        {view.state !== 'preparing' && (
          <div className="flex flex-wrap gap-x-10 gap-y-5">
            {countWords(view).map(({ label, value }) => (
              <Figure key={label} value={formatNumber(value)} label={label} />
            ))}
          </div>
        )}
        <Lines id="refus" title="Lignes refusées" count={view.refused} lines={view.refusals} />
        <Lines id="avertissements" title="Avertissements" count={view.warned} lines={view.warnings} />
      </div>
    </>
  );
}
