import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { audienceListLabels, audienceLists } from '@/server/audience/domain';
import type { AudienceSchools } from '@/server/audience/lists';
import { usedWeeks } from '@/server/coverage/domain';
import { natureLabel } from '@/server/territory/natures';
import { type ListFilters, listHref } from './address';

const columns: Column[] = [
  { key: 'name', label: 'Établissement' },
  { key: 'commune', label: 'Commune' },
  { key: 'measured', label: 'Mesure' },
  { key: 'attached', label: 'AAF' },
  { key: 'conventioned', label: 'Convention' },
  { key: 'uai', label: 'UAI' },
  { key: 'nature', label: 'Nature', wideOnly: true },
];

/** Schools whose audience and links do not agree: what to look at, one list at a time. */
export function AudienceSchoolsPage({
  schools,
  seesSchools,
  departments,
  filters,
  paging,
}: {
  schools: AudienceSchools;
  /** False where the role sees no single school. */
  seesSchools: boolean;
  departments: readonly { code: string; name: string }[];
  filters: ListFilters;
  paging: { page: number; pageSize: number };
}) {
  const { label, meaning } = audienceListLabels[schools.list];
  const told = seesSchools && schools.lastWeek !== null;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Audience', href: '/couverture/audience' },
        ]}
        title={label}
        {...(told
          ? {
              lead: `Établissements de votre périmètre, ${meaning} pendant les ${usedWeeks} semaines entières terminées au plus tard le ${formatDate(schools.asOf)}.`,
            }
          : {})}
      >
        <CoverageTabs />
      </PageHeader>
      {told ? (
        <Lists schools={schools} departments={departments} filters={filters} paging={paging} />
      ) : seesSchools ? (
        <EmptyState title="Aucune mesure n’a encore été importée">
          <p>
            Tant que rien n’est mesuré, aucune école n’est dite silencieuse.{' '}
            <Link href="/couverture/audience">Voir l’audience</Link>
          </p>
        </EmptyState>
      ) : (
        <EmptyState title="Aucun établissement dans votre périmètre">
          <p>
            Votre rôle lit des totaux, sans le détail par établissement.{' '}
            <Link href="/couverture/audience">Voir l’audience</Link>
          </p>
        </EmptyState>
      )}
    </>
  );
}

function Lists({
  schools,
  departments,
  filters,
  paging,
}: {
  schools: AudienceSchools;
  departments: readonly { code: string; name: string }[];
  filters: ListFilters;
  paging: { page: number; pageSize: number };
}) {
  const { label } = audienceListLabels[schools.list];
  return (
    <div className="flex flex-col gap-5">
      <Tabs
        label="Listes"
        current={listHref(schools.list, filters)}
        tabs={audienceLists.map((list) => ({
          href: listHref(list, filters),
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
          ...(schools.list === 'silent'
            ? [
                {
                  kind: 'one' as const,
                  name: 'mesure',
                  label: 'Mesure',
                  allLabel: 'Mesurés ou non',
                  choices: [
                    { id: 'mesures', label: 'Mesurés, sans visite' },
                    { id: 'non-mesures', label: 'Non mesurés' },
                  ],
                },
              ]
            : []),
        ]}
        count={schools.total}
        noun={['établissement', 'établissements']}
      />
      {schools.list === 'silent' && (
        <p className="max-w-text text-soft text-sm">
          Un établissement «&nbsp;non mesuré&nbsp;» n’a aucune ligne dans les fichiers importés pour ces
          semaines&nbsp;: son ENT peut ne pas porter le marqueur de la mesure, il n’est pas forcément
          inutilisé.
        </p>
      )}
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
        exportHref={listHref(schools.list, filters, '/liste.csv')}
        empty={<EmptyState title="Aucun établissement dans cette liste" level={3} />}
      />
    </div>
  );
}
