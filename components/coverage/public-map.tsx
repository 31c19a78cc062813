import { ChartFrame } from '@/components/charts/chart-frame';
import type { ChartData } from '@/components/charts/words';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import {
  bandOf,
  type ChainCounts,
  defaultBands,
  degreeLabels,
  isUnmeasured,
  type RatedStage,
  ratedStages,
  rateKey,
  ratesOf,
  sectorLabels,
  sumCounts,
} from '@/server/coverage/domain';
import type { OpenRow } from '@/server/coverage/open/domain';
import type { PublicCoverage } from '@/server/coverage/published/public';
import { publicHref, wordOf } from './address';
import { levelOf, levelOfBand } from './map/band-level';
import { CountryMap, type MapPlace } from './map/country-map';
import { MAP_CREDIT } from './map/places';
import { sourceWords } from './map/source';
import { publicStageLabels } from './public-words';

/** The picture of what the map says nothing of, in the legend: as its shapes are drawn. */
const MUTE = { kind: 'shape' as const, path: 'M-9,-7h18v14h-18z', className: 'fill-sunken stroke-line' };

const none = (exists: number) => (exists === 0 ? 'aucun établissement' : 'usage non mesuré');

/**
 * The same published figures as a map: every académie that publishes, the others left mute, or one of them with
 * its own bands. A département of the country leads to its académie, one of an académie to its line below.
 */
export function PublicMap({ coverage, stage }: { coverage: PublicCoverage; stage: RatedStage }) {
  const { asOf, chosen, choices, degree } = coverage;
  const rows = coverage.academies.flatMap(({ departments }) => departments);
  const bands = chosen?.bands ?? defaultBands;
  const rate = (counts: ChainCounts) => ratesOf(counts, sectorLabels.public)[rateKey(stage)];
  const href = (row: OpenRow) =>
    chosen
      ? `#departement-${row.departmentCode}`
      : publicHref({ degree, stage, academyCode: row.academyCode });
  const places = rows
    .toSorted((a, b) => a.departmentCode.localeCompare(b.departmentCode))
    .map((row): MapPlace => {
      const { numerator, denominator, ratio } = rate(row.counts);
      const figures =
        ratio === null
          ? none(row.counts.exists)
          : `${formatNumber(numerator)} sur ${formatNumber(denominator ?? 0)}, ${formatPercent(ratio)}, ${bandOf(ratio, bands)?.label ?? ''}`;
      return {
        code: row.departmentCode,
        name: row.departmentName,
        level: levelOf(ratio, bands),
        href: href(row),
        words: `${row.departmentName} (${row.departmentCode})\u00a0: ${figures}`,
      };
    });
  const data: ChartData = {
    columns: [
      { key: 'name', label: 'Département' },
      { key: 'code', label: 'Code' },
      { key: 'academy', label: 'Académie' },
      { key: 'exists', label: 'Ouverts', kind: 'number' },
      { key: 'count', label: publicStageLabels[stage], kind: 'number' },
      { key: 'rate', label: 'Part', kind: 'percent' },
      { key: 'band', label: 'Tranche' },
    ],
    rows: rows.map((row) => {
      const { numerator, ratio } = rate(row.counts);
      return {
        id: row.departmentCode,
        href: href(row),
        cells: {
          name: row.departmentName,
          code: row.departmentCode,
          academy: row.academyName,
          exists: row.counts.exists,
          count: isUnmeasured(stage, row.counts) ? null : numerator,
          rate: ratio,
          band: bandOf(ratio, bands)?.label ?? none(row.counts.exists),
        },
      };
    }),
  };
  const total = sumCounts(rows.map(({ counts }) => counts));
  const { numerator, denominator, ratio } = rate(total);
  const territory = chosen ? `Académie de ${chosen.name}` : 'Académies qui publient';
  const title = `${publicStageLabels[stage]}, par département`;
  const [first, ...others] = ratedStages;
  return (
    <section aria-label="Carte" className="flex flex-col gap-4">
      <FilterBar
        filters={[
          {
            kind: 'one',
            name: 'etape',
            label: 'Ce que montre la carte',
            allLabel: publicStageLabels[first],
            choices: others.map((one) => ({ id: wordOf(one), label: publicStageLabels[one] })),
          },
          {
            kind: 'one',
            name: 'academie',
            label: 'Académie',
            allLabel: 'Toutes celles qui publient',
            choices: choices.map(({ code, name }) => ({ id: code, label: name })),
          },
        ]}
      />
      {chosen && (
        <p className="print:hidden">
          <Link href={publicHref({ degree, stage })}>Voir toutes les académies qui publient</Link>
        </p>
      )}
      <ChartFrame
        is="map"
        level={2}
        title={title}
        fileName={`couverture-publique-${chosen?.code ?? 'france'}-${wordOf(stage)}-${asOf}`}
        lead={
          ratio === null
            ? `${territory}\u00a0: ${none(total.exists)}.`
            : `${territory}\u00a0: ${formatNumber(numerator)} sur ${formatNumber(denominator ?? 0)}, soit ${formatPercent(ratio)}.`
        }
        source={sourceWords({
          what: `${publicStageLabels[stage]}, en part des ${sectorLabels.public} du ${degreeLabels[degree].toLowerCase()}`,
          asOf,
          demonstration: rows.some(({ demonstration }) => demonstration),
          credit: MAP_CREDIT,
        })}
        data={data}
        legend={[
          ...bands.map((band, index) => ({
            label: band.label,
            mark: { kind: 'level' as const, level: levelOfBand(index, bands.length) },
          })),
          {
            label: stage === 'used' ? 'sans mesure ou sans établissement' : 'aucun établissement',
            mark: { kind: 'level' as const, level: 0 as const },
          },
          { label: chosen ? 'hors de l’académie' : 'académie qui ne publie pas', mark: MUTE },
        ]}
      >
        <CountryMap
          label={`${title}, ${territory}`}
          places={places}
          enterOpens={chosen ? 'mène à sa ligne dans le tableau' : 'ouvre la carte de son académie'}
          {...(chosen ? { only: places.map(({ code }) => code) } : {})}
        />
      </ChartFrame>
    </section>
  );
}
