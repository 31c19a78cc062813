import type { ReactNode } from 'react';
import type { Sort } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { type ChainStage, countOf, stageLabels } from '@/server/coverage/domain';
import type { PublishedFigureView } from '@/server/coverage/published/queries';
import type { Coverage, DepartmentCoverage } from '@/server/coverage/queries';
import { type CoverageAddress, schoolsHref } from './address';

export const coverageSorts = [
  'departement',
  'existent',
  'projet',
  'conventionnees',
  'accrochees',
  'utilisees',
] as const;
export type CoverageSort = (typeof coverageSorts)[number];

const columns: Column[] = [
  { key: 'departement', label: 'Département', sortable: true },
  { key: 'existent', label: 'Existent', sortable: true, align: 'end' },
  { key: 'projet', label: 'Dans un projet', sortable: true, align: 'end' },
  { key: 'signees', label: 'Signées à venir', align: 'end', wideOnly: true, hiddenAtFirst: true },
  { key: 'conventionnees', label: 'Conventionnées', sortable: true, align: 'end' },
  { key: 'accrochees', label: 'Accrochées', sortable: true, align: 'end' },
  { key: 'utilisees', label: 'Utilisées', sortable: true, align: 'end' },
  { key: 'tranche', label: 'Tranche calculée (projet)', wideOnly: true },
  { key: 'publie', label: 'Publié', wideOnly: true },
];

const values: Record<CoverageSort, (one: DepartmentCoverage) => number | string> = {
  departement: (one) => one.code,
  existent: (one) => one.counts.exists,
  projet: (one) => one.rates.inProject.ratio ?? -1,
  conventionnees: (one) => one.rates.conventioned.ratio ?? -1,
  accrochees: (one) => one.rates.attached.ratio ?? -1,
  utilisees: (one) => one.rates.used.ratio ?? -1,
};

function sorted(departments: DepartmentCoverage[], sort: Sort<CoverageSort>): DepartmentCoverage[] {
  const of = values[sort.key];
  const turn = sort.direction === 'descending' ? -1 : 1;
  return [...departments].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return (
      turn * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
    );
  });
}

/** What others published last for a département, with the words that say what it is. */
export function PublishedCell({ figure }: { figure: PublishedFigureView | undefined }) {
  if (!figure) return <span className="text-soft">Rien de publié</span>;
  return (
    <>
      <span className="block">
        {figure.band} · {counted(figure.rate.numerator, 'école')}
      </span>
      <span className="block text-soft text-xs">
        {figure.year} ·{' '}
        {figure.rate.denominator === null
          ? 'dénominateur non publié'
          : `sur ${formatNumber(figure.rate.denominator)}, soit ${formatPercent(figure.rate.ratio ?? 0)}`}
      </span>
    </>
  );
}

/** One row per département: computed figures, each leading to its schools, beside what others published. */
export function CoverageTable({
  coverage,
  published,
  address,
  sort,
  exportHref,
}: {
  coverage: Coverage;
  published: PublishedFigureView[];
  address: CoverageAddress;
  sort: Sort<CoverageSort>;
  exportHref: string;
}) {
  const rows = sorted(coverage.departments, sort).map((one): Row => {
    const number = (stage: ChainStage, ratio: number | null | undefined): ReactNode => (
      <span className="whitespace-nowrap">
        <Link href={schoolsHref(address, one.code, stage)} className="relative font-semibold">
          {formatNumber(countOf(one.counts, stage))}
          <span className="sr-only">
            {' '}
            {stageLabels[stage].meaning}, {one.name}
          </span>
        </Link>
        {ratio !== undefined && (
          <span className="ml-2 inline-block min-w-13 text-soft">
            {ratio === null ? '–' : formatPercent(ratio)}
          </span>
        )}
      </span>
    );
    return {
      id: one.code,
      name: one.name,
      href: schoolsHref(address, one.code, 'exists'),
      cells: {
        departement: (
          <>
            <span className="tabular text-soft">{one.code}</span> {one.name}{' '}
            {one.demonstration && <Badge tone="warning">Démonstration</Badge>}
          </>
        ),
        existent: number('exists', undefined),
        projet: number('in_project', one.rates.inProject.ratio),
        signees: number('signed', undefined),
        conventionnees: number('conventioned', one.rates.conventioned.ratio),
        accrochees: number('attached', one.rates.attached.ratio),
        utilisees: number('used', one.rates.used.ratio),
        tranche: one.band ?? '–',
        publie: <PublishedCell figure={published.find((figure) => figure.departmentCode === one.code)} />,
      },
    };
  });
  return (
    <DataTable
      id="couverture"
      caption="Couverture par département"
      columns={columns}
      rows={rows}
      sort={sort}
      noun={['département', 'départements']}
      exportHref={exportHref}
      empty={<EmptyState title="Aucun département">Cette académie n’a pas de département connu.</EmptyState>}
    />
  );
}
