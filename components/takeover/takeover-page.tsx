import { Download } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { counted, formatDateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type {
  PreviewPage,
  ReportLine,
  TakeoverView,
  WaitingScans as Waiting,
} from '@/server/takeover/queries';
import { takeoverStateLabels } from '@/server/takeover/words';
import { ColumnMapping } from './column-mapping';
import { Preview, type readLineFilters } from './preview';
import { TakeoverReport } from './report';
import { ScanDrop } from './scan-drop';
import { ConfirmTakeover, DiscardTakeover, TakeoverProgress, UndoTakeover } from './takeover-acts';
import { WaitingScans } from './waiting-scans';

type Props = {
  takeover: TakeoverView;
  preview: PreviewPage | null;
  products: readonly { id: string; name: string }[];
  report: readonly ReportLine[];
  scans: Waiting | null;
  filters: ReturnType<typeof readLineFilters>;
};

/** One spreadsheet, from its columns to its report. */
export function TakeoverPage(props: Props) {
  const { takeover, preview, report, scans } = props;
  const state = takeoverStateLabels[takeover.state];
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: 'Reprises', href: '/conventions/reprise' },
        ]}
        title={takeover.fileName}
        state={<StateBadge tone={state.tone}>{state.label}</StateBadge>}
        lead={`${counted(takeover.lines, 'ligne')}${takeover.sheet ? `, feuille « ${takeover.sheet} »` : ''} · déposé le ${formatDateTime(takeover.createdAt)} par ${takeover.createdByName}`}
        action={
          preview ? (
            <div className="flex flex-wrap gap-3">
              <DiscardTakeover takeover={takeover} />
              <ConfirmTakeover takeover={takeover} counts={preview.counts} />
            </div>
          ) : takeover.state === 'done' ? (
            <div className="flex flex-wrap gap-3">
              <UndoTakeover takeover={takeover} />
              <ButtonLink
                href={`/conventions/reprise/${takeover.id}/rapport.csv`}
                download
                icon={<Download aria-hidden />}
              >
                Rapport CSV
              </ButtonLink>
            </div>
          ) : undefined
        }
      />
      <div className="flex flex-col gap-8">
        {preview && <Preparing {...props} preview={preview} />}
        {takeover.state === 'running' && <Running takeover={takeover} />}
        {scans && (
          <Section
            title="Numérisations"
            lead={`${scans.scanned} sur ${counted(takeover.outcomes.created, 'convention reprise', 'conventions reprises')}`}
          >
            <div className="flex flex-col gap-6">
              <ScanDrop takeoverId={takeover.id} />
              <WaitingScans takeoverId={takeover.id} scans={scans} />
            </div>
          </Section>
        )}
        {takeover.state === 'undone' && (
          <Notice tone="neutral" title="Cette reprise a été annulée">
            <p>Ses conventions ont été retirées ; le tableau peut être déposé à nouveau.</p>
          </Notice>
        )}
        {report.length > 0 && (
          <Section title="Rapport" lead={summary(takeover)}>
            <TakeoverReport lines={report} />
          </Section>
        )}
      </div>
    </>
  );
}

const summary = ({ outcomes }: TakeoverView) =>
  [
    counted(outcomes.created, 'convention reprise', 'conventions reprises'),
    outcomes.already > 0 && counted(outcomes.already, 'déjà reprise'),
    outcomes.refused > 0 && counted(outcomes.refused, 'refusée'),
    outcomes.skipped > 0 && counted(outcomes.skipped, 'écartée'),
  ]
    .filter(Boolean)
    .join(', ');

function Preparing({ takeover, preview, products, filters }: Props & { preview: PreviewPage }) {
  const { counts } = preview;
  return (
    <>
      <Section
        title="Colonnes"
        lead="Ce que dit chaque colonne de votre tableau ; vos choix serviront aux suivants."
      >
        <ColumnMapping key={takeover.version} takeover={takeover} />
      </Section>
      <Section
        title="Lignes"
        lead={
          takeover.columnsRefusal
            ? undefined
            : `${counted(counts.ready + counts.warning, 'prête')}, ${counted(counts.error, 'en erreur', 'en erreur')}, ${counted(counts.already, 'déjà reprise')}, ${counted(counts.skipped, 'écartée')}`
        }
      >
        {takeover.columnsRefusal ? (
          <Notice tone="warning" title="Il manque une colonne pour lire les lignes">
            <p>{takeover.columnsRefusal}</p>
          </Notice>
        ) : (
          <Preview takeover={takeover} preview={preview} products={products} filters={filters} />
        )}
      </Section>
    </>
  );
}

function Running({ takeover }: { takeover: TakeoverView }) {
  const { work, workId } = takeover;
  if (work && (work.state === 'failed' || work.state === 'cancelled'))
    return (
      <Notice
        tone="danger"
        title={work.state === 'failed' ? 'La reprise s’est arrêtée' : 'La reprise a été arrêtée'}
        actions={<Link href="/conventions/reprise">Déposer le tableau à nouveau</Link>}
      >
        <p>
          {work.reason ?? 'Ce qui était repris est gardé.'} Les conventions déjà reprises seront reconnues.
        </p>
      </Notice>
    );
  return workId ? <TakeoverProgress workId={workId} /> : null;
}
