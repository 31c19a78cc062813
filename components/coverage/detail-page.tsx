import type { Sort } from '@/components/ui/address';
import { Figure } from '@/components/ui/figure';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate, formatNumber, formatPercent, plural } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Breakdown } from '@/server/coverage/breakdown';
import {
  countOf,
  degreeLabels,
  isUnmeasured,
  ratedStages,
  rateKey,
  sectorLabels,
  stageLabels,
} from '@/server/coverage/domain';
import { dimensionLabels } from '@/server/coverage/schema';
import { natureLabels } from '@/server/territory/natures';
import { CoverageTabs } from './coverage-tabs';
import { DateLine } from './date-line';
import {
  type DetailAddress,
  detailHref,
  dimensionsOf,
  dimensionWords,
  territorySchoolsHref,
} from './detail-address';
import { type DetailSort, DetailTable } from './detail-table';
import { degreeFilter, sectorFilter } from './scope-filters';

const wordOfDimension = (by: Breakdown['by']) =>
  Object.entries(dimensionWords).find(([, dimension]) => dimension === by)?.[0] ?? '';

/** The chain on any territory, from France down to a commune, told apart by what one chooses. */
export function DetailPage({
  breakdown,
  address,
  today,
  search,
  sort,
  paging,
  exportHref,
}: {
  breakdown: Breakdown;
  address: DetailAddress;
  today: string;
  search: string;
  sort: Sort<DetailSort>;
  paging: { page: number; pageSize: number };
  exportHref: string;
}) {
  const { territory, path, basis, total } = breakdown;
  const { counts, rates } = total;
  const offered = dimensionsOf[territory.kind];
  const unit = basis === 'pupils' ? 'élèves' : 'écoles';
  const source = `${breakdown.scope}, calculé au ${formatDate(breakdown.asOf)}`;
  const unknown = counts.exists - counts.pupilsKnown;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          ...path
            .slice(0, -1)
            .map((step) => ({ label: step.name, href: detailHref(address, step.territory) })),
        ]}
        title={path.at(-1)?.name ?? 'France'}
        lead={`${degreeLabels[breakdown.degree]}, ${sectorLabels[breakdown.sector]}, au ${formatDate(breakdown.asOf)}.`}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-4">
          <DateLine today={today} asOf={breakdown.asOf} search={search} />
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'par',
                label: 'Répartir par',
                allLabel: dimensionLabels[offered[0] ?? 'nature'],
                choices: offered
                  .slice(1)
                  .map((one) => ({ id: wordOfDimension(one), label: dimensionLabels[one] })),
              },
              {
                kind: 'one',
                name: 'compter',
                label: 'Compter',
                allLabel: 'Les écoles',
                choices: [{ id: 'eleves', label: 'Les élèves' }],
              },
              degreeFilter,
              sectorFilter,
              {
                kind: 'one',
                name: 'nature',
                label: 'Nature',
                allLabel: 'Toutes',
                choices: Object.entries(natureLabels).map(([id, label]) => ({ id, label })),
              },
            ]}
          />
        </div>
        {breakdown.demonstration && (
          <Notice tone="warning" title="Données de démonstration">
            <p>Les écoles comptées sont fictives&nbsp;: l’annuaire officiel n’est pas chargé ici.</p>
          </Notice>
        )}
        {breakdown.restricted && (
          <Notice tone="info">
            <p>
              Ici, seules les écoles de votre périmètre sont comptées&nbsp;: sur un territoire plus fin que le
              département, un nombre dirait où en est une école.
            </p>
          </Notice>
        )}
        <Section title="Ensemble">
          <div className="flex flex-wrap gap-x-10 gap-y-5">
            <Figure
              value={formatNumber(countOf(counts, 'exists', basis))}
              label={basis === 'pupils' ? 'élèves' : 'écoles existent'}
              source={source}
            />
            {ratedStages.map((stage) => {
              const rate = rates[rateKey(stage)];
              return (
                <Figure
                  key={stage}
                  value={rate.ratio === null ? '–' : formatPercent(rate.ratio)}
                  label={
                    isUnmeasured(stage, counts)
                      ? 'Utilisées\u00a0: aucune mesure de la DNMA'
                      : `${stageLabels[stage].label}\u00a0: ${formatNumber(rate.numerator)} sur ${formatNumber(rate.denominator ?? 0)} ${unit}`
                  }
                  source={source}
                  {...(territory.kind === 'france'
                    ? {}
                    : { href: territorySchoolsHref(address, territory, stage) })}
                />
              );
            })}
          </div>
          {basis === 'pupils' && unknown > 0 && (
            <p className="max-w-text text-soft text-sm">
              L’effectif de {formatNumber(unknown)} {plural(unknown, 'école')} sur{' '}
              {formatNumber(counts.exists)} n’est pas connu à cette date&nbsp;:{' '}
              {plural(unknown, 'elle n’entre', 'elles n’entrent')} dans aucun nombre d’élèves. L’annuaire de
              2026 ne le donne plus.
            </p>
          )}
        </Section>
        <Section
          title={`Par ${dimensionLabels[breakdown.by].toLowerCase()}`}
          lead={
            breakdown.overlapping
              ? 'Parmi les écoles inscrites à un projet. Une école peut compter dans plusieurs lignes.'
              : 'Chaque nom mène à son propre détail, chaque nombre aux écoles qu’il compte.'
          }
        >
          <DetailTable
            breakdown={breakdown}
            address={address}
            sort={sort}
            paging={paging}
            exportHref={exportHref}
          />
        </Section>
      </div>
    </>
  );
}
