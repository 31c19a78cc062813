import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { audienceListLabels, audienceLists } from '@/server/audience/domain';
import type { AudienceSchools } from '@/server/audience/lists';
import { natureLabel } from '@/server/territory/natures';
import { listHref } from './address';

const columns: Column[] = [
  { key: 'name', label: 'Établissement' },
  { key: 'commune', label: 'Commune' },
  { key: 'uai', label: 'UAI' },
  { key: 'nature', label: 'Nature', wideOnly: true },
  { key: 'conventioned', label: 'Convention' },
  { key: 'attached', label: 'AAF' },
  { key: 'measured', label: 'Mesure' },
];

/** Schools whose audience and links do not agree: what to look at, one list at a time. */
export function AudienceSchoolsPage({
  schools,
  departments,
  paging,
  exportHref,
}: {
  schools: AudienceSchools;
  departments: readonly { code: string; name: string }[];
  paging: { page: number; pageSize: number };
  exportHref: string;
}) {
  const { label, meaning } = audienceListLabels[schools.list];
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Audience', href: '/couverture/audience' },
        ]}
        title={label}
        lead={`Établissements de votre périmètre, ${meaning} pendant les 13 semaines entières qui précèdent le ${formatDate(schools.asOf)}.`}
      >
        <CoverageTabs />
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Tabs
          label="Listes"
          current={listHref(schools.list)}
          tabs={audienceLists.map((list) => ({
            href: listHref(list),
            label: audienceListLabels[list].label,
            count: schools.totals[list],
          }))}
        />
        <FilterBar
          filters={[
            {
              kind: 'one',
              name: 'departement',
              label: 'Département',
              allLabel: 'Tous',
              choices: departments.map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
            },
            {
              kind: 'one',
              name: 'degre',
              label: 'Degré',
              allLabel: 'Les deux',
              choices: [
                { id: 'premier', label: 'Premier degré' },
                { id: 'second', label: 'Second degré' },
              ],
            },
          ]}
          count={schools.total}
          noun={['établissement', 'établissements']}
        />
        <p className="max-w-text text-soft text-sm">
          Un établissement «&nbsp;non mesuré&nbsp;» n’a aucune ligne dans les fichiers importés&nbsp;: son ENT
          peut ne pas porter le marqueur de la mesure, il n’est pas forcément inutilisé.
        </p>
        <DataTable
          id="audience-ecoles"
          caption={label}
          noun={['établissement', 'établissements']}
          columns={columns}
          rows={schools.items.map((school) => ({
            id: school.uai,
            name: `${school.name}, ${school.communeName}`,
            href: `/couverture/ecoles/${school.uai}`,
            cells: {
              name: school.name,
              commune: `${school.communeName} (${school.departmentCode})`,
              uai: <span className="tabular">{school.uai}</span>,
              nature: natureLabel(school.nature),
              conventioned: school.conventioned ? 'En vigueur' : 'Aucune',
              attached: school.attached ? 'Accrochée' : 'Non accrochée',
              measured: school.measured ? 'Mesuré' : 'Non mesuré',
            },
          }))}
          paging={{ ...paging, total: schools.total }}
          exportHref={exportHref}
          empty={<EmptyState title="Aucun établissement dans cette liste" level={3} />}
        />
      </div>
    </>
  );
}
