import { FileText } from 'lucide-react';
import { StateBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatDateTime } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { Tone } from '@/components/ui/tone';
import { type ComparedPart, comparedParts, partStateLabel } from '@/server/conventions/difference/view';
import type { ConventionDetail } from '@/server/conventions/queries/detail';
import type { ComparedVersion, ComparisonView } from '@/server/conventions/review/queries/versions';
import { ChangeJumps } from './change-jumps';
import { FacingLines, InlineLines } from './line-view';
import { PickVersions, type VersionChoice } from './pick-versions';

const tones: Record<ComparedPart['state'], Tone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
  same: 'neutral',
};

const crumbsOf = (convention: ConventionDetail) => [
  { label: 'Conventions', href: '/conventions' },
  { label: convention.number, href: `/conventions/${convention.id}?onglet=historique` },
];

/** Two versions of a text, and what changed between them. */
export function ComparisonPage({
  convention,
  comparison,
  view,
  isWhole,
}: {
  convention: ConventionDetail;
  comparison: ComparisonView;
  view: 'suite' | 'cote';
  /** Unchanged parts are shown too. */
  isWhole: boolean;
}) {
  const { from, to } = comparison;
  const parts = comparedParts(comparison.difference, comparison.after);
  const changed = parts.filter(({ state }) => state !== 'same');
  const total = changed.reduce(
    (sum, part) => sum + part.lines.filter((line) => line.op !== 'same').length,
    0,
  );
  const pair = `de=${from.ref}&a=${to.ref}`;
  const address = (params: Record<string, string>) => `?${pair}${withParams({ ...params })}`;
  const kept = { ...(view === 'cote' ? { vue: 'cote' } : {}), ...(isWhole ? { tout: '1' } : {}) };
  return (
    <>
      <PageHeader
        crumbs={crumbsOf(convention)}
        title="Comparer deux versions"
        lead={comparison.title}
        action={
          <ButtonLink
            href={`/conventions/${convention.id}/comparaison/document.pdf?${pair}`}
            icon={<FileText aria-hidden />}
            download
          >
            PDF
          </ButtonLink>
        }
      >
        <PickVersions choices={choicesOf(comparison)} from={from.ref} to={to.ref} rest={withParams(kept)} />
        <div className="grid gap-4 text-sm sm:grid-cols-2">
          <VersionFacts version={from} />
          <VersionFacts version={to} />
        </div>
      </PageHeader>
      {changed.length === 0 ? (
        <EmptyState title="Aucune différence">
          Les deux versions disent exactement la même chose, du titre aux annexes.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-col gap-3">
            <p role="status">
              <strong>{counted(total, 'changement')}</strong>
              {comparison.words && `\u00a0: ${comparison.words}.`}
            </p>
            <p className="text-sm">
              Légende&nbsp;:{' '}
              <ins className="bg-success-soft underline decoration-2 decoration-success">souligné</ins>, ce
              qui est ajouté&nbsp;;{' '}
              <del className="bg-danger-soft line-through decoration-2 decoration-danger">barré</del>, ce qui
              est supprimé.
            </p>
            <Tabs
              label="Présentation"
              current={address({ ...(view === 'cote' ? { vue: 'cote' } : {}) })}
              tabs={[
                { href: address({}), label: 'À la suite' },
                { href: address({ vue: 'cote' }), label: 'Côte à côte' },
              ]}
            />
            <div className="sticky top-(--frame-top) z-10 -mx-4 flex flex-wrap items-center justify-between gap-3 border-line border-b bg-ground px-4 py-2 print:hidden">
              <ChangeJumps total={total} />
              <ButtonLink
                size="sm"
                variant="quiet"
                href={address({
                  ...(view === 'cote' ? { vue: 'cote' } : {}),
                  ...(isWhole ? {} : { tout: '1' }),
                })}
              >
                {isWhole ? 'Seulement ce qui change' : 'Montrer tout le texte'}
              </ButtonLink>
            </div>
          </div>
          <div className="flex flex-col gap-8">
            {(isWhole ? parts : changed).map((part) => (
              <PartView key={part.id} part={part} view={view} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

const withParams = (params: Record<string, string>) =>
  Object.entries(params)
    .map(([key, value]) => `&${key}=${value}`)
    .join('');

function PartView({ part, view }: { part: ComparedPart; view: 'suite' | 'cote' }) {
  const note = [part.state === 'same' ? null : partStateLabel(part.state), part.note]
    .filter(Boolean)
    .join(', ');
  return (
    <section aria-labelledby={`comparaison-${part.id}`} className="flex flex-col gap-3">
      <h2 id={`comparaison-${part.id}`} className="flex flex-wrap items-baseline gap-3 text-lg">
        {part.heading}
        {note && <StateBadge tone={tones[part.state]}>{note}</StateBadge>}
      </h2>
      {view === 'cote' ? <FacingLines lines={part.lines} /> : <InlineLines lines={part.lines} />}
    </section>
  );
}

function VersionFacts({ version }: { version: ComparedVersion }) {
  return (
    <div className="flex flex-col gap-1">
      <p>
        <strong>{version.title}</strong>, {formatDateTime(version.at)}
      </p>
      <p className="text-soft">{version.detail.join(' · ')}</p>
      <p className="break-all font-mono text-soft text-xs">SHA-256 {version.sha256}</p>
    </div>
  );
}

/** What may be chosen: the two that have a name, each kept text, the text as it stands. */
function choicesOf({ versions, from, to }: ComparisonView): VersionChoice[] {
  const kept = versions.map((version) => ({
    id: version.id,
    label: `Texte n° ${version.number}`,
    detail: version.moments.map(({ label }) => label).join(', '),
  }));
  const named = [from, to]
    .filter(({ ref }) => ref === 'dpd' || ref === 'signe')
    .map(({ ref, title }) => ({ id: ref, label: title }));
  const unique = new Map([...named, ...kept].map((choice) => [choice.id, choice]));
  return [...unique.values(), { id: 'actuel', label: 'Texte actuel', detail: 'Tel qu’il est à cet instant' }];
}

/** When there is nothing to compare yet: why, and where to go. */
export function NoComparison({ convention, why }: { convention: ConventionDetail; why: string }) {
  return (
    <>
      <PageHeader crumbs={crumbsOf(convention)} title="Comparer deux versions" lead={convention.title} />
      <EmptyState
        title="Rien à comparer pour l’instant"
        actions={
          <ButtonLink href={`/conventions/${convention.id}?onglet=historique`}>Voir les versions</ButtonLink>
        }
      >
        {why}
      </EmptyState>
    </>
  );
}
