import { ChartFrame } from '@/components/charts/chart-frame';
import { Funnel } from '@/components/charts/funnel';
import { LineChart } from '@/components/charts/line-chart';
import type { LineSeries } from '@/components/charts/line-geometry';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatLongDate } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import {
  degreeLabels,
  isUnmeasured,
  type RatedStage,
  ratedStages,
  stageLabels,
} from '@/server/coverage/domain';
import { type SeriesPoint, type SeriesStep, shareOf } from '@/server/coverage/series/domain';
import type { CoverageSeries } from '@/server/coverage/series/queries';
import { territoryWord } from '@/server/coverage/territory';
import { schoolsHref, wordOf } from '../address';
import { CoverageTabs } from '../coverage-tabs';
import { DateLine } from '../date-line';
import type { MapAddress } from '../map/address';
import { rateWords, sourceWords } from '../map/source';
import { degreeFilter, sectorFilter } from '../scope-filters';

/** More lines than this on one chart can no longer be told apart. */
export const LINES = 8;

/** Columns and rows of curves: a date a row, a curve a column. */
function curveData(dates: readonly string[], series: readonly LineSeries[]) {
  return {
    columns: [
      { key: 'day', label: 'Date', kind: 'date' as const },
      ...series.map(({ id, label }) => ({ key: id, label, kind: 'percent' as const })),
    ],
    rows: dates.map((day, index) => ({
      id: day,
      cells: { day, ...Object.fromEntries(series.map(({ id, values }) => [id, values[index] ?? null])) },
    })),
  };
}

const legendOf = (series: readonly LineSeries[]) =>
  series.map(({ label }, index) => ({ label, mark: { kind: 'series' as const, index } }));

/** Nothing measured is not « no use ». */
const countAt = (point: SeriesPoint, stage: 'exists' | RatedStage) =>
  isUnmeasured(stage, point) ? null : point[stage];

const FUNNEL = ['exists', ...ratedStages] as const;

/** How coverage moved: the links of the chain of one territory, its départements side by side, their funnels. */
export function EvolutionPage({
  series,
  address,
  step,
  shown,
  choices,
  today,
  search,
}: {
  series: CoverageSeries;
  address: MapAddress;
  step: SeriesStep;
  /** Codes of the départements to compare; the first ones of the territory when empty. */
  shown: readonly string[];
  /** Territories to choose from. */
  choices: { id: string; label: string }[];
  today: string;
  search: string;
}) {
  const asOf = series.dates.at(-1) ?? today;
  const per = step === 'month' ? 'un point par mois' : 'un point par semaine';
  const share = (points: readonly SeriesPoint[], stage: RatedStage) =>
    points.map((point) => shareOf(point, stage));
  const links: LineSeries[] = ratedStages.map((stage) => ({
    id: stage,
    label: stageLabels[stage].label,
    values: share(series.total, stage),
  }));
  const asked = series.departments.filter(({ code }) => shown.includes(code));
  const compared = (asked.length > 0 ? asked : series.departments).slice(0, LINES);
  const places: LineSeries[] = compared.map(({ code, name, points }) => ({
    id: code,
    label: name,
    values: share(points, address.stage),
  }));
  const source = (what: string) => sourceWords({ what, asOf, demonstration: series.demonstration });
  const scope = `${series.scope} du ${degreeLabels[series.degree].toLowerCase()}`;
  const empty = series.total.every(({ exists }) => exists === 0);
  const linksTitle = `La chaîne dans le temps\u00a0: ${series.name}`;
  const placesTitle = `${stageLabels[address.stage].label}, département par département`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Couverture', href: '/couverture' }]}
        title="Évolution de la couverture"
        lead={`${series.name}, ${scope}, jusqu’au ${formatLongDate(asOf)}. Les traits pointillés marquent le 1er\u00a0août, début de l’année scolaire.`}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-4">
          <DateLine today={today} asOf={asOf} search={search} />
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'territoire',
                label: 'Territoire',
                allLabel: choices[0]?.label ?? '',
                choices: choices.slice(1),
              },
              {
                kind: 'one',
                name: 'etape',
                label: 'Maillon comparé',
                allLabel: stageLabels.in_project.label,
                choices: ratedStages
                  .filter((stage) => stage !== 'in_project')
                  .map((stage) => ({ id: wordOf(stage), label: stageLabels[stage].label })),
              },
              ...(series.departments.length > 1
                ? [
                    {
                      kind: 'many' as const,
                      name: 'departement',
                      label: 'Départements',
                      choices: series.departments.map(({ code, name }) => ({
                        id: code,
                        label: `${name} (${code})`,
                      })),
                    },
                  ]
                : []),
              {
                kind: 'one',
                name: 'pas',
                label: 'Un point par',
                allLabel: 'mois, sur cinq années scolaires',
                choices: [{ id: 'semaine', label: 'semaine, sur deux années' }],
              },
              degreeFilter,
              sectorFilter,
            ]}
          />
        </div>
        {series.restricted && (
          <Notice tone="info">
            <p>
              Ce territoire est plus fin que le département&nbsp;: seules comptent les écoles de votre
              périmètre.
            </p>
          </Notice>
        )}
        {empty ? (
          <EmptyState title="Aucun établissement">
            Aucun établissement de ce degré n’est connu sur ce territoire, à aucune de ces dates.
          </EmptyState>
        ) : (
          <>
            <ChartFrame
              level={2}
              title={linksTitle}
              fileName={`evolution-${territoryWord(series.territory).replace(/[^a-z0-9]+/gi, '-')}-${asOf}`}
              source={source(`Part des ${scope} à chaque maillon de la chaîne, ${per}`)}
              data={curveData(series.dates, links)}
              legend={legendOf(links)}
            >
              <LineChart label={linksTitle} dates={series.dates} series={links} unit="percent" top={1} />
            </ChartFrame>
            {places.length > 1 && (
              <ChartFrame
                level={2}
                title={placesTitle}
                fileName={`evolution-departements-${address.stage}-${asOf}`}
                lead={
                  series.departments.length > LINES && asked.length === 0
                    ? `Les ${LINES} premiers départements\u00a0: choisissez-en d’autres dans le filtre.`
                    : undefined
                }
                source={source(`${rateWords(address.stage, series.degree, series.scope)}, ${per}`)}
                data={curveData(series.dates, places)}
                legend={legendOf(places)}
              >
                <LineChart label={placesTitle} dates={series.dates} series={places} unit="percent" top={1} />
              </ChartFrame>
            )}
            <Section
              title="De l’existence à l’usage"
              lead={`Au ${formatLongDate(asOf)}, chaque maillon en part des établissements qui existent. Un nombre mène aux écoles qu’il compte.`}
            >
              <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
                {compared.map(({ code, name, points }) => {
                  const point = points.at(-1);
                  if (!point) return null;
                  const title = `${name} (${code})`;
                  return (
                    <ChartFrame
                      key={code}
                      title={title}
                      fileName={`entonnoir-${code}-${asOf}`}
                      source={source(
                        `${scope[0]?.toUpperCase()}${scope.slice(1)} à chaque maillon de la chaîne`,
                      )}
                      data={{
                        columns: [
                          { key: 'stage', label: 'Maillon' },
                          { key: 'count', label: 'Écoles', kind: 'number' },
                          { key: 'rate', label: 'Part', kind: 'percent' },
                        ],
                        rows: FUNNEL.map((stage) => ({
                          id: stage,
                          href: schoolsHref(address, code, stage),
                          cells: {
                            stage: stageLabels[stage].label,
                            count: countAt(point, stage),
                            rate: stage === 'exists' ? null : shareOf(point, stage),
                          },
                        })),
                      }}
                    >
                      <Funnel
                        label={title}
                        steps={FUNNEL.map((stage) => ({
                          id: stage,
                          label: stageLabels[stage].label,
                          value: countAt(point, stage),
                          href: schoolsHref(address, code, stage),
                        }))}
                      />
                    </ChartFrame>
                  );
                })}
              </div>
            </Section>
          </>
        )}
      </div>
    </>
  );
}
