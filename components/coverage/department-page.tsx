import { FileText } from 'lucide-react';
import { withParams } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import {
  type ChainStage,
  chainStages,
  countOf,
  degreeLabels,
  sectorLabels,
  stageLabels,
} from '@/server/coverage/domain';
import type { Coverage, CoverageSchools } from '@/server/coverage/queries';
import { type CoverageAddress, carried, schoolsHref } from './address';
import { SchoolsTable } from './schools-table';

/** The schools behind the numbers of one département, on one date. */
export function DepartmentPage({
  coverage,
  schools,
  address,
  stage,
  page,
  pageSize,
}: {
  coverage: Coverage;
  schools: CoverageSchools;
  address: CoverageAddress;
  stage: ChainStage;
  page: number;
  pageSize: number;
}) {
  const [department] = coverage.departments;
  if (!department) return null;
  const back = `/couverture${withParams('', { ...carried(address), academie: department.academyCode })}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: withParams('', carried(address)) === '?' ? '/couverture' : back },
          { label: `Académie de ${department.academyName}`, href: back },
        ]}
        title={`${department.name} (${department.code})`}
        lead={`${degreeLabels[coverage.degree]}, ${sectorLabels[coverage.sector]}, au ${formatDate(coverage.asOf)} : écoles ${stageLabels[stage].meaning}.`}
        action={
          <ButtonLink
            href={`/couverture/departements/${department.code}/fiche.pdf${withParams('', carried(address)).replace(/^\?$/, '')}`}
            download
            icon={<FileText aria-hidden />}
          >
            Fiche en une page (PDF)
          </ButtonLink>
        }
      >
        <Tabs
          label="Étapes"
          current={schoolsHref(address, department.code, stage)}
          tabs={chainStages.map((one) => ({
            href: schoolsHref(address, department.code, one),
            label: stageLabels[one].label,
            count: countOf(department.counts, one),
          }))}
        />
      </PageHeader>
      <div className="flex flex-col gap-4">
        <SchoolsTable
          schools={schools}
          stage={stage}
          page={page}
          pageSize={pageSize}
          exportHref={`/couverture/departements/${department.code}/ecoles.csv${schoolsHref(address, department.code, stage).replace(/^[^?]*/, '')}`}
        />
      </div>
    </>
  );
}
