import { type PageParams, param, paramChoice, readTable } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { allRoles, roleLabels } from '@/server/access/roles';
import type { MembershipLine } from '@/server/organisations/people/queries';
import { administrationCrumb } from './crumbs';
import { PeopleTable } from './people-table';

/** Filters and page of the list of people, from its address. */
export function readPeopleFilters(params: PageParams) {
  const { page, take } = readTable(params, { sortable: ['name'], defaultSort: 'name' });
  const q = param(params, 'q').slice(0, 200);
  const role = paramChoice(params, 'role', allRoles);
  const state = paramChoice(params, 'etat', ['past', 'all']);
  return {
    isFiltered: Boolean(q || role || state),
    filters: {
      page,
      size: take,
      ...(q ? { q } : {}),
      ...(role ? { role } : {}),
      ...(state ? { state } : {}),
    },
  };
}

/** Everyone to whom a role was given, as far as this hat administers. */
export function PeopleList({
  people,
  paging,
  isFiltered,
}: {
  people: readonly MembershipLine[];
  paging: { page: number; pageSize: number; total: number };
  isFiltered: boolean;
}) {
  const invite = (
    <ButtonLink href="/administration/personnes/nouvelle" variant="primary">
      Donner un rôle
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[administrationCrumb]}
        title="Personnes et rôles"
        lead="Une ligne par rôle : une même personne peut en porter plusieurs."
        action={invite}
      />
      <div className="flex flex-col gap-4">
        <FilterBar
          filters={[
            { kind: 'search', name: 'q', label: 'Rechercher', placeholder: 'Nom, adresse, organisation…' },
            {
              kind: 'one',
              name: 'role',
              label: 'Rôle',
              choices: allRoles.map((id) => ({ id, label: roleLabels[id] })),
            },
            {
              kind: 'one',
              name: 'etat',
              label: 'État',
              allLabel: 'En cours et à venir',
              choices: [
                { id: 'past', label: 'Terminés' },
                { id: 'all', label: 'Tous' },
              ],
            },
          ]}
          count={paging.total}
          noun={['rôle', 'rôles']}
        />
        <PeopleTable
          id="personnes"
          people={people}
          paging={paging}
          empty={
            isFiltered ? (
              <EmptyState title="Personne ne répond à ces filtres">
                Élargissez la recherche, ou effacez les filtres.
              </EmptyState>
            ) : undefined
          }
        />
      </div>
    </>
  );
}
