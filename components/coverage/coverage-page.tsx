import { ObjectivesSection } from '@/components/objectives/objectives-section';
import type { Sort } from '@/components/ui/address';
import { Figure } from '@/components/ui/figure';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate, formatNumber, formatPercent } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { degreeLabels, isUnmeasured, stageLabels } from '@/server/coverage/domain';
import type { PublishedFigureView } from '@/server/coverage/published/queries';
import type { Coverage } from '@/server/coverage/queries';
import type { ObjectiveLine } from '@/server/objectives/queries';
import { type CoverageAddress, type CoverageSort, FRANCE, schoolsHref } from './address';
import { CoverageTable } from './coverage-table';
import { CoverageTabs } from './coverage-tabs';
import { DateLine } from './date-line';
import { Funnel } from './funnel';
import { PublishedFigures } from './published-figures';
import { degreeFilter, sectorFilter } from './scope-filters';

/** Up to this many funnels stay readable side by side: an académie, not the country. */
const FUNNELS = 12;

/** Where every school stands, on a date: computed from dated facts, beside what others published. */
export function CoveragePage({
  coverage,
  published,
  objectives,
  address,
  academies,
  ownAcademy,
  today,
  search,
  sort,
  exportHref,
}: {
  coverage: Coverage;
  published: PublishedFigureView[];
  /** The next due of one’s académie. */
  objectives: readonly ObjectiveLine[];
  address: CoverageAddress;
  academies: { code: string; name: string }[];
  ownAcademy: string | null;
  today: string;
  search: string;
  sort: Sort<CoverageSort>;
  exportHref: string;
}) {
  const { counts, rates } = coverage.total;
  const academy = academies.find((one) => one.code === address.academyCode);
  const own = academies.find((one) => one.code === ownAcademy);
  const territory = academy ? `académie de ${academy.name}` : 'toute la France';
  const source = `calculé au ${formatDate(coverage.asOf)}`;
  const over = [...coverage.departments.flatMap((one) => Object.values(one.rates))].find((rate) => rate.over);
  return (
    <>
      <PageHeader
        title="Couverture"
        lead={`${degreeLabels[coverage.degree]}, ${coverage.scope}, ${territory}, au ${formatDate(coverage.asOf)}.`}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-8">
        <div className="flex flex-col gap-4">
          <DateLine today={today} asOf={coverage.asOf} search={search} />
          <FilterBar
            filters={[
              {
                kind: 'one',
                name: 'academie',
                label: 'Territoire',
                allLabel: own ? `Académie de ${own.name}` : 'Toute la France',
                choices: [
                  ...(own ? [{ id: FRANCE, label: 'Toute la France' }] : []),
                  ...academies
                    .filter((one) => one.code !== ownAcademy)
                    .map((one) => ({ id: one.code, label: `Académie de ${one.name}` })),
                ],
              },
              degreeFilter,
              sectorFilter,
            ]}
          />
        </div>
        {coverage.demonstration && (
          <Notice tone="warning" title="Données de démonstration">
            <p>
              Là où l’annuaire officiel n’est pas encore chargé, les écoles comptées sont fictives. Elles
              s’effacent dès le premier import.
            </p>
          </Notice>
        )}
        <Section title="Ensemble du territoire">
          <div className="flex flex-wrap gap-x-10 gap-y-5">
            <Figure value={formatNumber(counts.exists)} label="écoles existent" source={source} />
            {(
              [
                ['in_project', counts.inProject, rates.inProject],
                ['conventioned', counts.conventioned, rates.conventioned],
                ['attached', counts.attached, rates.attached],
                ['used', counts.used, rates.used],
              ] as const
            ).map(([stage, count, rate]) => (
              <Figure
                key={stage}
                value={rate.ratio === null ? '–' : formatPercent(rate.ratio)}
                label={
                  isUnmeasured(stage, counts)
                    ? 'Utilisées\u00a0: aucune mesure de la DNMA'
                    : `${stageLabels[stage].label}\u00a0: ${formatNumber(count)} sur ${formatNumber(counts.exists)}`
                }
                source={`${coverage.scope}, ${source}`}
              />
            ))}
          </div>
          {counts.attachedWithoutConvention > 0 && (
            <Notice tone="warning">
              <p>
                {counts.attachedWithoutConvention > 1
                  ? `${formatNumber(counts.attachedWithoutConvention)} écoles sont accrochées sans convention en vigueur`
                  : '1 école est accrochée sans convention en vigueur'}{' '}
                à cette date.
              </p>
            </Notice>
          )}
        </Section>
        <ObjectivesSection objectives={objectives} />
        <Section
          title="Par département"
          lead="Chaque nombre mène aux écoles qu’il compte. Les chiffres publiés par d’autres sont montrés à côté, jamais mêlés aux chiffres calculés."
        >
          <CoverageTable
            lines={coverage.departments.map(({ code, name, counts, band, demonstration }) => ({
              code,
              name,
              counts,
              band,
              demonstration,
            }))}
            published={published}
            address={address}
            sort={sort}
            exportHref={exportHref}
          />
          {over && <p className="max-w-text text-soft text-sm">{over.explanation}</p>}
        </Section>
        {coverage.departments.length <= FUNNELS && (
          <Section title="De l’existence à l’usage">
            <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
              {coverage.departments.map((one) => (
                <Funnel
                  key={one.code}
                  title={`${one.name} (${one.code})`}
                  counts={one.counts}
                  hrefOf={(stage) => schoolsHref(address, one.code, stage)}
                />
              ))}
            </div>
          </Section>
        )}
        <Section
          title="Chiffres publiés"
          lead="Repris tels quels de leur source : un taux publié n’est pas recalculé avec l’annuaire d’aujourd’hui."
        >
          <PublishedFigures figures={published} />
          <p>
            <Link href="/couverture/chiffres-publies">
              Comparer aux chiffres calculés, avec les explications
            </Link>
          </p>
        </Section>
      </div>
    </>
  );
}
