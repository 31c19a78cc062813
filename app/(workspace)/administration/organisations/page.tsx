import type { Metadata } from 'next';
import { OrganisationList, readOrganisationFilters } from '@/components/administration/organisation-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Organisations' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const { filters, isFiltered } = readOrganisationFilters(await searchParams);
  const caller = await api();
  const [{ items, total, page, size }, choices] = await orNotFound(() =>
    Promise.all([caller.organisations.list(filters), caller.organisations.choices()]),
  );
  return (
    <OrganisationList
      items={items}
      paging={{ page, pageSize: size, total }}
      isFiltered={isFiltered}
      academies={choices.academies}
    />
  );
}
