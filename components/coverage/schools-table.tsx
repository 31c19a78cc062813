import { StateBadge } from '@/components/ui/badge';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { formatNumber, plural } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { type ChainStage, stageLabels } from '@/server/coverage/domain';
import type { CoverageSchool, CoverageSchools } from '@/server/coverage/queries';
import { natureLabel } from '@/server/territory/natures';

const columns: Column[] = [
  { key: 'name', label: 'École' },
  { key: 'commune', label: 'Commune' },
  { key: 'uai', label: 'UAI', wideOnly: true },
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

/** The schools behind one number, on any territory; those outside the perimeter are counted, not named. */
export function SchoolsTable({
  schools,
  stage,
  page,
  pageSize,
  exportHref,
}: {
  schools: CoverageSchools;
  stage: ChainStage;
  page: number;
  pageSize: number;
  exportHref: string;
}) {
  return (
    <>
      {schools.hidden > 0 && (
        <Notice tone="info">
          <p>
            {formatNumber(schools.hidden)}{' '}
            {plural(schools.hidden, 'école de ce nombre est', 'écoles de ce nombre sont')} hors de votre
            périmètre&nbsp;: {plural(schools.hidden, 'elle est comptée', 'elles sont comptées')}, pas{' '}
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
        paging={{ page, pageSize, total: schools.total - schools.hidden }}
        exportHref={exportHref}
        empty={
          <EmptyState title="Aucune école à montrer">
            {schools.total === 0
              ? 'Aucune école n’est à cette étape à cette date.'
              : 'Les écoles de ce nombre sont hors de votre périmètre.'}
          </EmptyState>
        }
      />
    </>
  );
}
