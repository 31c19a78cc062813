import { Download } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { Figure } from '@/components/ui/figure';
import { formatBytes, formatDateTime, formatNumber } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { ReportLine } from '@/server/territory/directory/report';
import { beyondKept, countWords } from '@/server/territory/directory/words';
import type { ImportView } from '@/server/territory/imports';
import { ImportProgress } from './import-progress';
import { importStates } from './words';

/** How many lines of each list stand on the page; the file has them all. */
const SHOWN = 100;

const lineColumns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '6rem' },
  { key: 'uai', label: 'UAI' },
  { key: 'reason', label: 'Motif' },
];
const closedColumns: Column[] = [
  { key: 'name', label: 'Nom' },
  { key: 'uai', label: 'UAI' },
  { key: 'commune', label: 'Commune' },
];

function Lines({
  id,
  title,
  count,
  lines,
  lead,
}: {
  id: string;
  title: string;
  count: number;
  lines: readonly ReportLine[];
  lead: string;
}) {
  if (count === 0) return null;
  const more = count - Math.min(lines.length, SHOWN);
  return (
    <Section id={id} title={title} count={count} lead={lead}>
      <TableGrid
        id={`import-${id}`}
        caption={title}
        columns={lineColumns}
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

/** What one import did, or why it did nothing. */
export function ImportReportPage({ report }: { report: ImportView }) {
  const state = importStates[report.status];
  const running = report.status === 'queued' || report.status === 'running';
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Administration', href: '/administration' },
          { label: 'Annuaire', href: '/administration/annuaire' },
        ]}
        title={report.fileName}
        state={<StateBadge tone={state.tone}>{state.label}</StateBadge>}
        lead={`Déposé le ${formatDateTime(report.createdAt)} par ${report.by}`}
        action={
          report.status === 'done' ? (
            <ButtonLink
              href={`/administration/annuaire/${report.id}/rapport.csv`}
              download
              icon={<Download aria-hidden />}
            >
              Rapport CSV
            </ButtonLink>
          ) : undefined
        }
      />
      <div className="flex max-w-5xl flex-col gap-8">
        {running && (
          <ImportProgress
            id={report.id}
            fileName={report.fileName}
            step={report.step}
            percent={report.percent}
          />
        )}
        {report.reason && (
          <Notice
            tone={report.status === 'failed' ? 'danger' : 'warning'}
            title="Rien n’a été importé"
            actions={<Link href="/administration/annuaire">Déposer un autre fichier</Link>}
          >
            <p>{report.reason}</p>
          </Notice>
        )}
        {report.status === 'done' && (
          <Section title="En chiffres">
            <div className="flex flex-wrap gap-x-6 gap-y-4">
              {countWords(report).map(({ label, value }) => (
                <Figure key={label} value={formatNumber(value)} label={label} {...anchorOf(label)} />
              ))}
            </div>
          </Section>
        )}
        <Lines
          id="refus"
          title="Lignes refusées"
          count={report.refused}
          lines={report.refusals}
          lead="Ces lignes n’ont pas été importées&nbsp;; les autres l’ont été."
        />
        <Lines
          id="avertissements"
          title="Avertissements"
          count={report.warned}
          lines={report.warnings}
          lead="Ces lignes ont été importées, avec une réserve."
        />
        {report.closedSchools.length > 0 && (
          <Section
            id="fermetures"
            title="Écoles fermées"
            count={report.closed}
            lead="Connues jusqu’ici et absentes du fichier, alors qu’il contient la plupart des écoles de même nature de leur département."
          >
            <TableGrid
              id="import-fermetures"
              caption="Écoles fermées"
              columns={closedColumns}
              rows={report.closedSchools.slice(0, SHOWN).map((school) => ({
                id: school.uai,
                href: `/ecoles/${school.uai}`,
                name: school.name,
                cells: {
                  name: school.name,
                  uai: school.uai,
                  commune: `${school.communeName} (${school.departmentCode})`,
                },
              }))}
            />
          </Section>
        )}
        <Section title="Fichier">
          <DescriptionList
            facts={[
              { label: 'Taille', value: formatBytes(report.bytes) },
              {
                label: 'Empreinte SHA-256',
                value: <code className="break-all text-sm">{report.sha256}</code>,
              },
              {
                label: 'Périmètre',
                value:
                  report.academyCode === null
                    ? 'tout le fichier'
                    : `départements de l’académie ${report.academyCode}`,
              },
            ]}
          />
        </Section>
      </div>
    </>
  );
}

/** The numbers that have a list on this page lead to it. */
function anchorOf(label: string): { href?: string } {
  if (/refusée/.test(label)) return { href: '#refus' };
  if (/avertissement/.test(label)) return { href: '#avertissements' };
  return /fermée/.test(label) ? { href: '#fermetures' } : {};
}
