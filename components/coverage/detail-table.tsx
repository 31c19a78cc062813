import type { ReactNode } from 'react';
import type { Sort } from '@/components/ui/address';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { Breakdown, BreakdownRow } from '@/server/coverage/breakdown';
import {
  type ChainStage,
  countOf,
  type RatedStage,
  ratedStages,
  rateKey,
  stageLabels,
} from '@/server/coverage/domain';
import { dimensionLabels } from '@/server/coverage/schema';
import { type DetailAddress, detailHref, territorySchoolsHref } from './detail-address';

/** The keys of columns in the address, and the sort that each asks of the query. */
export const detailSorts = {
  nom: 'name',
  existent: 'exists',
  projet: 'inProject',
  conventionnees: 'conventioned',
  accrochees: 'attached',
  utilisees: 'used',
} as const;
export type DetailSort = keyof typeof detailSorts;
export const detailSortKeys = Object.keys(detailSorts) as DetailSort[];

const columnOf: Record<RatedStage, string> = {
  in_project: 'projet',
  conventioned: 'conventionnees',
  attached: 'accrochees',
  used: 'utilisees',
};

const columnsFor = ({ by, basis }: Breakdown): Column[] => [
  { key: 'nom', label: dimensionLabels[by], sortable: true },
  {
    key: 'existent',
    label: basis === 'pupils' ? 'Élèves' : stageLabels.exists.label,
    sortable: true,
    align: 'end',
  },
  ...ratedStages.map(
    (stage): Column => ({
      key: columnOf[stage],
      label: stageLabels[stage].label,
      sortable: true,
      align: 'end',
    }),
  ),
  {
    key: 'mesurees',
    label: basis === 'pupils' ? 'Écoles dont l’effectif est connu' : 'Mesurées (DNMA)',
    align: 'end',
    wideOnly: true,
  },
];

/** The chain by a dimension: each number leads to its schools, each name goes down one step. */
export function DetailTable({
  breakdown,
  address,
  sort,
  paging,
  exportHref,
}: {
  breakdown: Breakdown;
  address: DetailAddress;
  sort: Sort<DetailSort>;
  paging: { page: number; pageSize: number };
  exportHref: string;
}) {
  const { basis } = breakdown;
  const number = (row: BreakdownRow, stage: ChainStage, ratio?: number | null): ReactNode => {
    const value = formatNumber(countOf(row.counts, stage, basis));
    return (
      <span className="whitespace-nowrap">
        {row.territory ? (
          <Link
            href={territorySchoolsHref(address, row.territory, stage)}
            prefetch={false}
            className="relative font-semibold"
          >
            {value}
            <span className="sr-only">
              {' '}
              {stageLabels[stage].meaning}, {row.label}
            </span>
          </Link>
        ) : (
          <span className="font-semibold">{value}</span>
        )}
        {ratio !== undefined && (
          <span className="ml-2 inline-block min-w-13 text-soft">
            {ratio === null ? '–' : formatPercent(ratio)}
          </span>
        )}
      </span>
    );
  };
  return (
    <DataTable
      id="couverture-detail"
      caption={`Couverture par ${dimensionLabels[breakdown.by].toLowerCase()}`}
      columns={columnsFor(breakdown)}
      rows={breakdown.rows.map((row) => ({
        id: row.key || 'sans',
        name: row.label,
        ...(row.territory ? { href: detailHref(address, row.territory) } : {}),
        cells: {
          nom: row.label,
          existent: number(row, 'exists'),
          ...Object.fromEntries(
            ratedStages.map((stage) => [
              columnOf[stage],
              number(row, stage, row.rates[rateKey(stage)].ratio),
            ]),
          ),
          mesurees: formatNumber(basis === 'pupils' ? row.counts.pupilsKnown : row.counts.measured),
        },
      }))}
      sort={sort}
      paging={{ ...paging, total: breakdown.rowTotal }}
      noun={['ligne', 'lignes']}
      exportHref={exportHref}
      empty={
        <EmptyState title="Rien à compter ici">
          {breakdown.restricted
            ? 'Aucune école de votre périmètre n’entre dans cette répartition à cette date.'
            : 'Aucune école n’est connue sur ce territoire à cette date.'}
        </EmptyState>
      }
    />
  );
}
