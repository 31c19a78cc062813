import type { Metadata } from 'next';
import { carriedDetail, readDetail } from '@/components/coverage/detail-address';
import { DetailPage } from '@/components/coverage/detail-page';
import { detailSortKeys, detailSorts } from '@/components/coverage/detail-table';
import { type PageParams, param, readTable, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { homeTerritory } from '@/server/coverage/perimeter';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Couverture en détail' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor, now }] = await Promise.all([api(), currentContext()]);
  const address = readDetail(params, homeTerritory(actor));
  const { sort, page, take } = readTable(params, { sortable: detailSortKeys, defaultSort: 'nom' });
  const breakdown = await orNotFound(() =>
    caller.coverage.by({
      ...address,
      sort: detailSorts[sort.key],
      descending: sort.direction === 'descending',
      page: Math.min(page, 10_000),
      size: take,
    }),
  );
  const search = withParams('', {
    ...carriedDetail(address),
    date: null,
    territoire: param(params, 'territoire') || null,
    par: param(params, 'par') || null,
  }).slice(1);
  return (
    <DetailPage
      breakdown={breakdown}
      address={address}
      today={civilDate(now)}
      search={search}
      sort={sort}
      paging={{ page, pageSize: take }}
      exportHref={`/couverture/detail/tableau.csv${withParams(search, { date: address.asOf ?? null })}`}
    />
  );
}
