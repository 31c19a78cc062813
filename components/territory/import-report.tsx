import { Download } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { DescriptionList } from '@/components/ui/description-list';
import { Figure } from '@/components/ui/figure';
import {
  counted,
  formatBytes,
  formatDate,
  formatDateTime,
  formatNumber,
  isoDay,
} from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Column } from '@/components/ui/table-cells';
import { TableGrid } from '@/components/ui/table-grid';
import type { ChangeKind } from '@/server/territory/directory/change-kinds';
import type { ReportLine } from '@/server/territory/directory/report';
import { beyondKept, countWords } from '@/server/territory/directory/words';
import type { ImportChanges, ImportView } from '@/server/territory/imports';
import { ImportChangeLists } from './import-changes';
import { ImportDecision } from './import-decision';
import { ImportProgress } from './import-progress';
import { importStates, wouldBe } from './words';

/** How many lines of each list stand on the page; the file has them all. */
const SHOWN = 100;

const lineColumns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '6rem' },
  { key: 'uai', label: 'UAI' },
  { key: 'reason', label: 'Motif' },
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

const fileOnWords = {
  person: 'dite au dépôt',
  file: 'dernière mise à jour d’une ligne du fichier',
  upload: 'jour du dépôt, faute de mieux',
} as const;

/** What one file would change, or changed, or why it did nothing; and the decision that it waits for. */
export function ImportReportPage({
  report,
  changes,
  tasks,
  mayDecide,
}: {
  report: ImportView;
  changes: (ImportChanges & { kind: ChangeKind }) | null;
  /** What the application asked of the académie, by state; null when there is nothing to tell. */
  tasks: { open: number; treated: number; settled: number } | null;
  mayDecide: boolean;
}) {
  const state = importStates[report.status];
  const running = report.status === 'queued' || report.status === 'running' || report.status === 'applying';
  const { arrivals, counts, pupils } = report.changes;
  const told = report.status === 'prepared' || report.status === 'done' || report.status === 'abandoned';
  const taskCount = tasks ? tasks.open + tasks.treated + tasks.settled : 0;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Administration', href: '/administration' },
          { label: 'Annuaire', href: '/administration/annuaire' },
        ]}
        title={report.fileName}
        state={<StateBadge tone={state.tone}>{state.label}</StateBadge>}
        lead={
          report.status === 'prepared'
            ? wouldBe(report)
            : `Déposé le ${formatDateTime(report.createdAt)} par ${report.by}`
        }
        action={
          told ? (
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
            status={report.status}
            fileName={report.fileName}
            step={report.step}
            percent={report.percent}
          />
        )}
        {report.status === 'prepared' &&
          (mayDecide ? (
            <ImportDecision key={report.version} report={report} today={isoDay(report.createdAt)} />
          ) : (
            <Notice tone="info">
              <p>L’administrateur de l’académie ou l’exploitant décide d’appliquer ce fichier.</p>
            </Notice>
          ))}
        {report.reason && report.status !== 'prepared' && !running && (
          <Notice
            tone={report.status === 'failed' ? 'danger' : 'warning'}
            title="Rien n’a été importé"
            actions={<Link href="/administration/annuaire">Déposer un autre fichier</Link>}
          >
            <p>{report.reason}</p>
          </Notice>
        )}
        {report.status === 'abandoned' && (
          <Notice tone="neutral" title="Ce fichier a été abandonné">
            <p>Aucune école n’a été changée. Voici ce qu’il aurait changé.</p>
          </Notice>
        )}
        {report.status === 'done' && taskCount > 0 && tasks && (
          <Notice
            tone={tasks.open > 0 ? 'warning' : 'success'}
            title={
              tasks.open > 0
                ? `${counted(tasks.open, 'suite à donner', 'suites à donner')}`
                : 'Toutes les suites ont été données'
            }
            actions={
              <Link href={`/administration/annuaire/suites?import=${report.id}`}>
                Voir les suites à donner
              </Link>
            }
          >
            <p>
              Des conventions, des projets ou des accrochages portent sur des écoles que ce fichier ferme,
              fusionne ou déplace.
            </p>
          </Notice>
        )}
        {told && (
          <Section title="En chiffres">
            <div className="flex flex-wrap gap-x-6 gap-y-4">
              {countWords(report, report.status === 'done').map(({ label, value }) => (
                <Figure key={label} value={formatNumber(value)} label={label} {...anchorOf(label)} />
              ))}
            </div>
            {arrivals.length > 0 && (
              <p className="text-soft text-sm">
                {report.status === 'done' ? 'Premier chargement' : 'Ce serait un premier chargement'} pour{' '}
                {arrivals.length > 6
                  ? counted(arrivals.length, 'département')
                  : arrivals
                      .map(({ department, schools }) => `${department} (${formatNumber(schools)})`)
                      .join(', ')}
                &nbsp;: ces écoles ne sont pas comptées comme des ouvertures.
              </p>
            )}
            {pupils && (
              <p className="text-soft text-sm">
                Effectifs de l’année {pupils.year}-{pupils.year + 1}&nbsp;:{' '}
                {counted(pupils.schools, 'école renseignée', 'écoles renseignées')}.
              </p>
            )}
          </Section>
        )}
        {told && changes && <ImportChangeLists importId={report.id} counts={counts} changes={changes} />}
        <Lines
          id="refus"
          title="Lignes refusées"
          count={report.refused}
          lines={report.refusals}
          lead="Ces lignes sont laissées de côté&nbsp;; les autres sont prises."
        />
        <Lines
          id="avertissements"
          title="Avertissements"
          count={report.warned}
          lines={report.warnings}
          lead="Ces lignes sont prises, avec une réserve."
        />
        <Section title="Fichier">
          <DescriptionList
            facts={[
              { label: 'Déposé', value: `le ${formatDateTime(report.createdAt)} par ${report.by}` },
              ...(report.fileOn
                ? [
                    {
                      label: 'Date du fichier',
                      value: `${formatDate(report.fileOn)} (${fileOnWords[report.fileOnFrom]})`,
                    },
                  ]
                : []),
              ...(report.status === 'done' && report.finishedAt
                ? [
                    {
                      label: 'Appliqué',
                      value: `le ${formatDateTime(report.finishedAt)}${report.appliedByName ? ` par ${report.appliedByName}` : ''}${report.closingOn ? `, avec effet au ${formatDate(report.closingOn)}` : ''}`,
                    },
                  ]
                : []),
              { label: 'Taille', value: formatBytes(report.bytes) },
              {
                label: 'Empreinte SHA-256',
                value: <code className="break-all text-sm">{report.sha256}</code>,
              },
              {
                label: 'Périmètre',
                value:
                  report.academyName === null ? 'tout le fichier' : `départements de l’${report.academyName}`,
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
  return /fermée|fermer/.test(label) ? { href: '?changement=fermetures#changements' } : {};
}
