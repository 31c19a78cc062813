import type { Metadata } from 'next';
import { addressOf, readSchoolFilters, SchoolList } from '@/components/territory/school-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Écoles' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const { filters, table, isFiltered, commune } = readSchoolFilters(params);
  const caller = await api();
  const [schools, departments] = await orNotFound(() =>
    Promise.all([caller.territory.schools(filters), caller.territory.departments()]),
  );
  return (
    <SchoolList
      schools={schools}
      departments={departments}
      table={table}
      isFiltered={isFiltered}
      commune={commune}
      search={addressOf(params)}
    />
  );
}
