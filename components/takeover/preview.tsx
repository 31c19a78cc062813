import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { counted, formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { Column } from '@/components/ui/table-cells';
import { statusLabels } from '@/server/conventions/transitions';
import type { PreviewLine, PreviewPage, TakeoverView } from '@/server/takeover/queries';
import { type LineFilter, lineFilters } from '@/server/takeover/schema';
import { lineStateLabels } from '@/server/takeover/words';
import { LineChoice } from './line-choice';

const PAGE = 50;

/** Which lines are shown, from the address. */
export function readLineFilters(params: PageParams) {
  const page = Number(param(params, 'page'));
  return {
    filter: paramChoice(params, 'lignes', lineFilters) ?? ('toutes' as LineFilter),
    page: Number.isInteger(page) && page >= 1 ? page : 1,
    limit: PAGE,
  };
}

const columns: Column[] = [
  { key: 'line', label: 'Ligne', align: 'end', width: '4.5rem' },
  { key: 'becomes', label: 'Ce qu’elle devient' },
  { key: 'period', label: 'Période', wideOnly: true },
  { key: 'schools', label: 'Écoles', align: 'end', wideOnly: true },
  { key: 'state', label: 'Verdict' },
  { key: 'act', label: 'Décision' },
];

const filterLabels: Record<Exclude<LineFilter, 'toutes'>, string> = {
  erreurs: 'Erreurs',
  avertissements: 'À vérifier',
  pretes: 'Prêtes',
  reprises: 'Déjà reprises',
  ecartees: 'Écartées',
};

/** Every line of the spreadsheet with what it would become, why not, and what a person may decide. */
export function Preview({
  takeover,
  preview,
  products,
  filters,
}: {
  takeover: TakeoverView;
  preview: PreviewPage;
  products: readonly { id: string; name: string }[];
  filters: ReturnType<typeof readLineFilters>;
}) {
  return (
    <div className="flex flex-col gap-4">
      <FilterBar
        filters={[
          {
            kind: 'one',
            name: 'lignes',
            label: 'Lignes',
            allLabel: 'Toutes les lignes',
            choices: lineFilters
              .filter((id) => id !== 'toutes')
              .map((id) => ({ id, label: filterLabels[id] })),
          },
        ]}
        count={preview.total}
        noun={['ligne', 'lignes']}
      />
      <DataTable
        id="lignes-reprise"
        caption="Ce que devient chaque ligne"
        columns={columns}
        noun={['ligne', 'lignes']}
        paging={{ page: filters.page, pageSize: PAGE, total: preview.total }}
        empty={
          <EmptyState title="Aucune ligne de cette sorte">Retirez le filtre pour les voir toutes.</EmptyState>
        }
        rows={preview.items.map((line) => ({
          id: String(line.line),
          name: `Ligne ${line.line}, ${line.authority}`,
          cells: {
            line: <span className="tabular">{line.line}</span>,
            becomes: <Becomes line={line} />,
            period: line.effectiveOn
              ? `${formatDate(line.effectiveOn)} – ${line.endsOn ? formatDate(line.endsOn) : 'sans terme'}`
              : '–',
            schools: line.schools,
            state: <Verdict line={line} />,
            act: (
              <LineChoice
                takeoverId={takeover.id}
                version={takeover.version}
                line={line}
                products={products}
              />
            ),
          },
        }))}
      />
    </div>
  );
}

function Becomes({ line }: { line: PreviewLine }) {
  const facts = [
    line.product,
    line.degree && (line.degree === 'primary' ? 'premier degré' : 'second degré'),
    line.status && statusLabels[line.status].label.toLowerCase(),
    line.reference && `réf. ${line.reference}`,
  ].filter(Boolean);
  return (
    <>
      <span className={line.authorityKnown ? 'font-semibold' : ''}>{line.authority || '–'}</span>
      <span className="block text-soft">{facts.join(' · ')}</span>
      {line.state !== 'already' && line.authorityKnown && (
        <span className="block text-soft">
          {line.project ? `Projet « ${line.project.name} »` : 'Un projet sera créé'}
          <span className="lg:hidden">, {counted(line.schools, 'école')}</span>
        </span>
      )}
      {line.existing && (
        <Link href={`/conventions/${line.existing.id}`}>Convention {line.existing.number}</Link>
      )}
    </>
  );
}

function Verdict({ line }: { line: PreviewLine }) {
  const { label, tone } = lineStateLabels[line.state];
  return (
    <div className="flex min-w-40 flex-col items-start gap-1">
      <StateBadge tone={tone}>{label}</StateBadge>
      {line.state !== 'skipped' && line.state !== 'already' && line.findings.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-4">
          {line.findings.map((finding) => (
            <li key={finding.text} className={finding.level === 'error' ? 'text-danger' : 'text-soft'}>
              {finding.level === 'error' ? '' : 'À vérifier : '}
              {finding.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
