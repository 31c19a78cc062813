import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ConventionList, readConventionFilters } from '@/components/conventions/list/convention-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';
import { defaultView } from '@/server/views/schema';

export const metadata: Metadata = { title: 'Conventions' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const { filters, order, table } = readConventionFilters(params);
  const caller = await api();
  const views = await orNotFound(() => caller.views.list({ list: 'conventions' }));
  const opening = Object.keys(params).length === 0 ? defaultView(views) : null;
  if (opening?.query) redirect(`/conventions?${opening.query}`);

  const [page, facets] = await orNotFound(() =>
    Promise.all([
      caller.conventions.list({ ...filters, ...order, page: table.page, limit: table.take }),
      caller.conventions.facets(),
    ]),
  );
  const { ability } = await currentContext();
  return (
    <ConventionList
      page={page}
      table={table}
      filters={filters}
      maySubmit={ability.can('edit', 'Convention')}
      facets={facets}
      views={views}
      mayCreate={ability.can('create', 'Convention')}
      mayShareViews={ability.can('create', 'CustomColumn')}
      mayTakeOver={ability.can('create', 'Takeover')}
    />
  );
}
