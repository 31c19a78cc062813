'use client';

import type { ReactNode } from 'react';
import type { Sort } from '@/components/ui/address';
import { Badge } from '@/components/ui/badge';
import { type Column, DataTable, type Row } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { counted, formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { type ChainStage, countOf, shareOf, stageLabels } from '@/server/coverage/domain';
import type { PublishedFigureView } from '@/server/coverage/published/queries';
import type { DepartmentCoverage } from '@/server/coverage/queries';
import { type CoverageAddress, type CoverageSort, schoolsHref } from './address';

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

/** A row as it travels to the browser: its counts, not its cells. */
export type CoverageLine = Pick<DepartmentCoverage, 'code' | 'name' | 'counts' | 'band' | 'demonstration'>;

const sortedBy: Record<Exclude<CoverageSort, 'departement'>, ChainStage> = {
  existent: 'exists',
  projet: 'in_project',
  conventionnees: 'conventioned',
  accrochees: 'attached',
  utilisees: 'used',
};

function sorted(lines: readonly CoverageLine[], { key, direction }: Sort<CoverageSort>): CoverageLine[] {
  const turn = direction === 'descending' ? -1 : 1;
  const of = ({ counts }: CoverageLine) =>
    key === 'departement' ? 0 : key === 'existent' ? counts.exists : (shareOf(counts, sortedBy[key]) ?? -1);
  return [...lines].sort((a, b) => turn * (of(a) - of(b) || a.code.localeCompare(b.code)));
}

/** What others published last for a département, with the words that say what it is. */
function PublishedCell({ figure }: { figure: PublishedFigureView | undefined }) {
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

/**
 * One row per département: computed figures, each leading to its schools, beside what others published. Drawn from
 * the counts on either side: sent as cells, a page of the whole country would weigh twice as much.
 */
export function CoverageTable({
  lines,
  published,
  address,
  sort,
  exportHref,
}: {
  lines: readonly CoverageLine[];
  published: readonly PublishedFigureView[];
  address: CoverageAddress;
  sort: Sort<CoverageSort>;
  exportHref: string;
}) {
  const rows = sorted(lines, sort).map((one): Row => {
    const number = (stage: ChainStage, withShare = true): ReactNode => {
      const share = shareOf(one.counts, stage);
      // Hundreds of numbers in sight: each would be asked for in advance, one request a number.
      return (
        <span className="whitespace-nowrap">
          <Link
            href={schoolsHref(address, one.code, stage)}
            prefetch={false}
            className="relative font-semibold"
          >
            {formatNumber(countOf(one.counts, stage))}
            <span className="sr-only">{` ${stageLabels[stage].meaning}, ${one.name}`}</span>
          </Link>
          {withShare && (
            <span className="ml-2 inline-block min-w-13 text-soft">
              {share === null ? '–' : formatPercent(share)}
            </span>
          )}
        </span>
      );
    };
    return {
      id: one.code,
      name: one.name,
      href: schoolsHref(address, one.code, 'exists'),
      cells: {
        departement: (
          <>
            <span className="tabular text-soft">{one.code}</span> {one.name}
            {one.demonstration && (
              <>
                {' '}
                <Badge tone="warning">Démonstration</Badge>
              </>
            )}
          </>
        ),
        existent: number('exists', false),
        projet: number('in_project'),
        signees: number('signed', false),
        conventionnees: number('conventioned'),
        accrochees: number('attached'),
        utilisees: number('used'),
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
