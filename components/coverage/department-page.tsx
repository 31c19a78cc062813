import { withParams } from '@/components/ui/address';
import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDate, formatNumber, plural } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
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
import type { Coverage, CoverageSchool, CoverageSchools } from '@/server/coverage/queries';
import { natureLabel } from '@/server/territory/natures';
import { type CoverageAddress, carried, schoolsHref } from './address';

const columns: Column[] = [
  { key: 'name', label: 'École' },
  { key: 'commune', label: 'Commune' },
  { key: 'uai', label: 'UAI' },
  { key: 'nature', label: 'Nature', wideOnly: true },
  { key: 'sector', label: 'Secteur', wideOnly: true },
  { key: 'stage', label: 'Où elle en est' },
];

/** The furthest link that a school has reached, with its word. */
export function StageBadge({ stages }: { stages: CoverageSchool['stages'] }) {
  if (!stages) return <span className="text-soft">Hors de votre périmètre</span>;
  if (stages.attached)
    return (
      <StateBadge tone={stages.conventioned ? 'success' : 'warning'}>
        {!stages.conventioned
          ? 'Accrochée sans convention'
          : stages.used
            ? 'Accrochée, utilisée'
            : stages.measured
              ? 'Accrochée, sans visite'
              : 'Accrochée'}
      </StateBadge>
    );
  if (stages.conventioned) return <StateBadge tone="accent">Conventionnée</StateBadge>;
  if (stages.signed) return <StateBadge tone="info">Convention signée</StateBadge>;
  if (stages.inProject) return <StateBadge tone="info">Dans un projet</StateBadge>;
  return <StateBadge tone="neutral">Hors projet</StateBadge>;
}

const sectors = { public: 'public', private: 'privé' } as const;

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
  const listed = schools.total - schools.hidden;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: withParams('', carried(address)) === '?' ? '/couverture' : back },
          { label: `Académie de ${department.academyName}`, href: back },
        ]}
        title={`${department.name} (${department.code})`}
        lead={`${degreeLabels[coverage.degree]}, ${sectorLabels[coverage.sector]}, au ${formatDate(coverage.asOf)} : écoles ${stageLabels[stage].meaning}.`}
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
        {schools.hidden > 0 && (
          <Notice tone="info">
            <p>
              {formatNumber(schools.hidden)}{' '}
              {plural(schools.hidden, 'école de ce nombre est', 'écoles de ce nombre sont')} hors de votre
              périmètre : {plural(schools.hidden, 'elle est comptée', 'elles sont comptées')}, pas{' '}
              {plural(schools.hidden, 'nommée', 'nommées')}.
            </p>
          </Notice>
        )}
        <DataTable
          id="couverture-ecoles"
          caption={`Écoles ${stageLabels[stage].meaning}`}
          columns={columns}
          rows={schools.items.map((school) => ({
            id: school.uai,
            name: `${school.name}, ${school.communeName}`,
            href: `/couverture/ecoles/${school.uai}`,
            cells: {
              name: school.name,
              commune: school.communeName,
              uai: <span className="tabular">{school.uai}</span>,
              nature: natureLabel(school.nature),
              sector: school.sector ? sectors[school.sector] : 'non renseigné',
              stage: <StageBadge stages={school.stages} />,
            },
          }))}
          noun={['école', 'écoles']}
          paging={{ page, pageSize, total: listed }}
          exportHref={`/couverture/departements/${department.code}/ecoles.csv${schoolsHref(address, department.code, stage).replace(/^[^?]*/, '')}`}
          empty={
            <EmptyState title="Aucune école à montrer">
              {schools.total === 0
                ? 'Aucune école n’est à cette étape à cette date.'
                : 'Les écoles de ce nombre sont hors de votre périmètre.'}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
