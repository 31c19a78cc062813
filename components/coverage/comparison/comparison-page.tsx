import { ChartFrame } from '@/components/charts/chart-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { DatesComparison, Side } from '@/server/coverage/comparison/queries';
import {
  type CoverageSector,
  chainStages,
  type Degree,
  degreeLabels,
  sectorLabels,
  stageLabels,
} from '@/server/coverage/domain';
import { wordOf } from '../address';
import { CoverageTabs } from '../coverage-tabs';
import { DateLine } from '../date-line';
import { sourceWords } from '../map/source';
import { degreeFilter, sectorFilter } from '../scope-filters';
import { differenceData, differenceRows, unmeasuredWords } from './difference';
import { FromField } from './from-field';
import { Moves } from './moves';
import { Sides } from './sides';

type Choice = { id: string; label: string };

/** One territory on two dates, or two territories on one date. */
export function ComparisonPage({
  dates,
  sides,
  asked,
  choices,
  today,
  search,
}: {
  /** What moved between the two dates; null when two territories are compared. */
  dates: DatesComparison | null;
  sides: [Side, Side];
  asked: { degree: Degree; sector: CoverageSector };
  /** Territories to choose from, the one that stands without any choice first. */
  choices: readonly Choice[];
  today: string;
  search: string;
}) {
  const [a, b] = sides;
  const scope = `${sectorLabels[asked.sector]} du ${degreeLabels[asked.degree].toLowerCase()}`;
  const names: [string, string] = dates
    ? [`Au ${formatLongDate(a.asOf)}`, `Au ${formatLongDate(b.asOf)}`]
    : [a.name, b.name];
  const rows = differenceRows(sides);
  const unmeasured = unmeasuredWords(sides, names);
  const title = dates ? `${b.name}, d’une date à l’autre` : `${a.name} et ${b.name}`;
  const empty = a.counts.exists === 0 && b.counts.exists === 0;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Couverture', href: '/couverture' }]}
        title="Comparaison"
        lead={`Ce qui a changé entre deux dates, ou ce qui sépare deux territoires\u00a0: ${scope}.`}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-4">
          <Tabs
            label="Ce que l’on compare"
            current={dates ? '/couverture/comparaison' : '?avec=territoire'}
            tabs={[
              { href: '/couverture/comparaison', label: 'Deux dates' },
              { href: '?avec=territoire', label: 'Deux territoires' },
            ]}
          />
          <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
            {dates && <FromField from={a.asOf} to={b.asOf} />}
            <DateLine today={today} asOf={b.asOf} search={search} />
          </div>
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'territoire',
                label: dates ? 'Territoire' : 'Premier territoire',
                allLabel: choices[0]?.label ?? '',
                choices: choices.slice(1),
              },
              dates
                ? {
                    kind: 'one',
                    name: 'etape',
                    label: 'Écoles nommées',
                    allLabel: stageLabels.in_project.label,
                    choices: chainStages
                      .filter((stage) => stage !== 'in_project')
                      .map((stage) => ({ id: wordOf(stage), label: stageLabels[stage].label })),
                  }
                : {
                    kind: 'one',
                    name: 'second',
                    label: 'Second territoire',
                    allLabel: 'Toute la France',
                    choices: choices.filter(({ id }) => id !== 'france'),
                  },
              degreeFilter,
              sectorFilter,
            ]}
          />
        </div>
        {(a.restricted || b.restricted) && (
          <Notice tone="info">
            <p>
              Un territoire plus fin que le département est compté dans votre seul périmètre&nbsp;: les deux
              côtés ne se lisent ensemble que s’ils y sont tout entiers.
            </p>
          </Notice>
        )}
        {empty ? (
          <EmptyState title="Rien à comparer">
            Aucun établissement de ce degré n’est connu de part ni d’autre.
          </EmptyState>
        ) : (
          <ChartFrame
            level={2}
            title={title}
            fileName={`comparaison-${a.asOf}-${b.asOf}`}
            {...(unmeasured ? { lead: unmeasured } : {})}
            source={sourceWords({
              what: `${scope[0]?.toUpperCase()}${scope.slice(1)}\u00a0: nombre et part à chaque maillon de la chaîne`,
              ...(dates ? {} : { asOf: b.asOf }),
              demonstration: a.demonstration || b.demonstration,
            })}
            legend={[
              { label: names[0], mark: { kind: 'level', level: 2 } },
              { label: names[1], mark: { kind: 'level', level: 4 } },
            ]}
            data={differenceData(rows, names)}
          >
            <Sides label={title} rows={rows} />
          </ChartFrame>
        )}
        {dates && !empty && <Moves comparison={dates} />}
      </div>
    </>
  );
}
