import { ChartFrame } from '@/components/charts/chart-frame';
import type { ChartData } from '@/components/charts/words';
import { EmptyState } from '@/components/ui/empty-state';
import { formatLongDate, formatNumber, formatPercent } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import {
  type Band,
  bandOf,
  degreeLabels,
  rateKey,
  ratesOf,
  sectorLabels,
  stageLabels,
} from '@/server/coverage/domain';
import type { Coverage, DepartmentCoverage } from '@/server/coverage/queries';
import { CoverageTabs } from '../coverage-tabs';
import { DateLine } from '../date-line';
import { departmentMapHref, type MapAddress, mapHref } from './address';
import { levelOf, levelOfBand } from './band-level';
import { CountryMap, type MapPlace } from './country-map';
import { MapFilters } from './map-filters';
import { MAP_CREDIT } from './places';
import { rateWords, sourceWords } from './source';

/** Why there is no rate. */
const none = (exists: number) =>
  exists === 0 ? 'aucun établissement à cette date' : 'usage non mesuré à cette date';

/** France, or one académie, by département: the bands of the chosen link of the chain on a date. */
export function CountryMapPage({
  coverage,
  address,
  academies,
  bands,
  today,
  search,
}: {
  coverage: Coverage;
  address: MapAddress;
  academies: { code: string; name: string }[];
  bands: readonly Band[];
  today: string;
  /** The address without its date. */
  search: string;
}) {
  const academy = academies.find(({ code }) => code === address.academyCode);
  const rate = ({ counts }: Pick<DepartmentCoverage, 'counts'>) =>
    ratesOf(counts, coverage.scope)[rateKey(address.stage)];
  const places = coverage.departments.map((one): MapPlace => {
    const { numerator, denominator, ratio } = rate(one);
    return {
      code: one.code,
      name: one.name,
      level: levelOf(ratio, bands),
      href: departmentMapHref(address, one.code),
      words:
        ratio === null
          ? `${one.name} (${one.code})\u00a0: ${none(one.counts.exists)}`
          : `${one.name} (${one.code})\u00a0: ${formatNumber(numerator)} sur ${formatNumber(denominator ?? 0)}, ${formatPercent(ratio)}, ${bandOf(ratio, bands)?.label ?? ''}`,
    };
  });
  const data: ChartData = {
    columns: [
      { key: 'name', label: 'Département' },
      { key: 'code', label: 'Code' },
      { key: 'academy', label: 'Académie' },
      { key: 'exists', label: 'Existent', kind: 'number' },
      { key: 'count', label: stageLabels[address.stage].label, kind: 'number' },
      { key: 'rate', label: 'Part', kind: 'percent' },
      { key: 'band', label: 'Tranche' },
    ],
    rows: coverage.departments.map((one) => {
      const { numerator, ratio } = rate(one);
      return {
        id: one.code,
        href: departmentMapHref(address, one.code),
        cells: {
          name: one.name,
          code: one.code,
          academy: one.academyName,
          exists: one.counts.exists,
          count: numerator,
          rate: ratio,
          band: bandOf(ratio, bands)?.label ?? none(one.counts.exists),
        },
      };
    }),
  };
  const total = rate({ counts: coverage.total.counts });
  const territory = academy ? `Académie de ${academy.name}` : 'France';
  const title = `${stageLabels[address.stage].label}, par département`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          ...(academy ? [{ label: 'Carte de France', href: mapHref(address, null) }] : []),
        ]}
        title={academy ? `Carte de l’académie de ${academy.name}` : 'Carte de France'}
        lead={`${degreeLabels[coverage.degree]}, ${sectorLabels[coverage.sector]}, au ${formatLongDate(coverage.asOf)}. Un département ouvre sa carte, école par école.`}
      >
        <CoverageTabs />
      </PageHeader>
      {/* The map first on a phone: what chooses it comes after. */}
      <div className="flex flex-col gap-6 max-sm:flex-col-reverse">
        <div className="flex flex-col gap-4">
          <DateLine today={today} asOf={coverage.asOf} search={search} />
          <MapFilters academies={academies} />
        </div>
        {coverage.departments.length === 0 ? (
          <EmptyState title="Aucun département">Cette académie n’a pas de département connu.</EmptyState>
        ) : (
          <div className="flex flex-col gap-4">
            {coverage.demonstration && (
              <Notice tone="warning">
                <p>Là où l’annuaire officiel n’est pas encore chargé, les écoles comptées sont fictives.</p>
              </Notice>
            )}
            <ChartFrame
              is="map"
              level={2}
              title={title}
              fileName={`carte-${academy?.code ?? 'france'}-${address.stage}-${coverage.asOf}`}
              lead={
                total.ratio === null
                  ? `${territory}\u00a0: ${none(coverage.total.counts.exists)}.`
                  : `${territory}\u00a0: ${formatNumber(total.numerator)} sur ${formatNumber(total.denominator ?? 0)}, soit ${formatPercent(total.ratio)}.`
              }
              source={sourceWords({
                what: rateWords(address.stage, coverage.degree, coverage.scope),
                asOf: coverage.asOf,
                demonstration: coverage.demonstration,
                credit: MAP_CREDIT,
              })}
              data={data}
              legend={[
                ...bands.map((band, index) => ({
                  label: band.label,
                  mark: { kind: 'level' as const, level: levelOfBand(index, bands.length) },
                })),
                {
                  label:
                    address.stage === 'used' ? 'sans mesure ou sans établissement' : 'aucun établissement',
                  mark: { kind: 'level' as const, level: 0 as const },
                },
              ]}
            >
              <CountryMap
                label={`${title}, ${territory}`}
                places={places}
                {...(academy ? { only: coverage.departments.map(({ code }) => code) } : {})}
              />
            </ChartFrame>
          </div>
        )}
      </div>
    </>
  );
}
