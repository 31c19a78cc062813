import type { Metadata } from 'next';
import { PeopleList, readPeopleFilters } from '@/components/administration/people-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Personnes et rôles' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const { filters, isFiltered } = readPeopleFilters(await searchParams);
  const caller = await api();
  const { items, total, page, size } = await orNotFound(() => caller.people.list(filters));
  return <PeopleList people={items} paging={{ page, pageSize: size, total }} isFiltered={isFiltered} />;
}
