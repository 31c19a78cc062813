import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { kindLabels, organisationKinds } from '@/server/organisations/domain';
import type { OrganisationLine } from '@/server/organisations/queries';
import { administrationCrumb } from './crumbs';

const noun = ['organisation', 'organisations'] as const;

/** Filters and page of the list of organisations, from its address. */
export function readOrganisationFilters(params: PageParams) {
  const { page, take } = readTable(params, { sortable: ['name'], defaultSort: 'name' });
  const q = param(params, 'q');
  const kind = paramChoice(params, 'type', organisationKinds);
  const academyCode = param(params, 'academie').slice(0, 2);
  return {
    isFiltered: Boolean(q || kind || academyCode),
    filters: {
      page,
      size: take,
      ...(q ? { q: q.slice(0, 200) } : {}),
      ...(kind ? { kind } : {}),
      ...(academyCode ? { academyCode } : {}),
    },
  };
}

const columns: Column[] = [
  { key: 'name', label: 'Organisation' },
  { key: 'kind', label: 'Type', wideOnly: true },
  { key: 'academy', label: 'Académie', wideOnly: true },
  { key: 'people', label: 'Personnes', align: 'end' },
  { key: 'mandates', label: 'Mandats', align: 'end', wideOnly: true },
];

/** Organisations that this hat administers. */
export function OrganisationList({
  items,
  paging,
  isFiltered,
  academies,
}: {
  items: readonly OrganisationLine[];
  paging: { page: number; pageSize: number; total: number };
  isFiltered: boolean;
  academies: readonly { code: string; name: string }[];
}) {
  const create = (
    <ButtonLink href="/administration/organisations/nouvelle" variant="primary">
      Nouvelle organisation
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Organisations"
        lead="Une personne agit toujours pour une organisation, qui fixe la portée de son rôle."
        action={create}
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Nom ou UAI' },
            {
              kind: 'one',
              name: 'type',
              label: 'Type',
              choices: organisationKinds.map((id) => ({ id, label: kindLabels[id] })),
            },
            ...(academies.length > 1
              ? [
                  {
                    kind: 'one' as const,
                    name: 'academie',
                    label: 'Académie',
                    allLabel: 'Toutes',
                    choices: academies.map(({ code, name }) => ({ id: code, label: name })),
                  },
                ]
              : []),
          ]}
          count={paging.total}
          noun={noun}
        />
        <DataTable
          id="organisations"
          caption="Organisations"
          columns={columns}
          paging={paging}
          noun={noun}
          empty={
            <EmptyState
              title={isFiltered ? 'Aucune organisation ne répond à ces filtres' : 'Aucune organisation'}
              actions={isFiltered ? undefined : create}
            >
              {isFiltered
                ? 'Élargissez la recherche, ou effacez les filtres.'
                : 'Commencez par la DSDEN et par les collectivités qui portent un projet.'}
            </EmptyState>
          }
          rows={items.map((item) => ({
            id: item.id,
            href: `/administration/organisations/${item.id}`,
            name: item.name,
            cells: {
              name: (
                <>
                  {item.name}
                  <span className="block font-normal text-soft text-sm md:hidden">{item.kindLabel}</span>
                </>
              ),
              kind: item.kindLabel,
              academy: item.academyName ?? 'Toutes',
              people: item.people,
              mandates: item.kind === 'mutualising_body' ? item.mandates : '–',
            },
          }))}
        />
      </div>
    </>
  );
}
