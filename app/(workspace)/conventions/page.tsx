import type { Metadata } from 'next';
import { ConventionList, readConventionFilters } from '@/components/conventions/list/convention-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Conventions' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const { filters, table } = readConventionFilters(params);
  const caller = await api();
  const page = await orNotFound(() =>
    caller.conventions.list({ ...filters, page: table.page, limit: table.take }),
  );
  const { ability } = await currentContext();
  return (
    <ConventionList
      page={page}
      table={table}
      filters={filters}
      mayCreate={ability.can('create', 'Convention')}
      maySubmit={ability.can('edit', 'Convention')}
    />
  );
}
