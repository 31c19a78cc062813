import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { Breakdown } from '@/server/coverage/breakdown';
import {
  type ChainStage,
  chainStages,
  countOf,
  degreeLabels,
  sectorLabels,
  stageLabels,
} from '@/server/coverage/domain';
import type { CoverageSchools } from '@/server/coverage/queries';
import { type DetailAddress, detailHref, territorySchoolsHref } from './detail-address';
import { SchoolsTable } from './schools-table';

/** The schools behind the numbers of any territory. `breakdown` gives its path and its counts. */
export function TerritorySchoolsPage({
  breakdown,
  schools,
  address,
  stage,
  page,
  pageSize,
}: {
  breakdown: Breakdown;
  schools: CoverageSchools;
  address: DetailAddress;
  stage: ChainStage;
  page: number;
  pageSize: number;
}) {
  const { territory, path, total } = breakdown;
  const here = territorySchoolsHref(address, territory, stage);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          ...path.map((step) => ({ label: step.name, href: detailHref(address, step.territory) })),
        ]}
        title={`Écoles\u00a0: ${path.at(-1)?.name ?? 'France'}`}
        lead={`${degreeLabels[breakdown.degree]}, ${sectorLabels[breakdown.sector]}, au ${formatDate(breakdown.asOf)}\u00a0: écoles ${stageLabels[stage].meaning}.`}
      >
        <Tabs
          label="Étapes"
          current={here}
          tabs={chainStages.map((one) => ({
            href: territorySchoolsHref(address, territory, one),
            label: stageLabels[one].label,
            count: countOf(total.counts, one),
          }))}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <SchoolsTable
          schools={schools}
          stage={stage}
          page={page}
          pageSize={pageSize}
          exportHref={here.replace('/couverture/ecoles', '/couverture/ecoles/liste.csv')}
        />
      </div>
    </>
  );
}
