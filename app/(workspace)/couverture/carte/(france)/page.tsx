import type { Metadata } from 'next';
import { carriedMap, readMap } from '@/components/coverage/map/address';
import { CountryMapPage } from '@/components/coverage/map/country-page';
import { type PageParams, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Carte de couverture' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const address = readMap(await searchParams);
  const { stage: _stage, ...asked } = address;
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  const [coverage, academies, bands] = await orNotFound(() =>
    Promise.all([
      caller.coverage.byDepartment(asked),
      caller.coverage.academies(),
      caller.coverage.bands({ ...(address.academyCode ? { academyCode: address.academyCode } : {}) }),
    ]),
  );
  const search = withParams('', {
    ...carriedMap(address),
    date: null,
    academie: address.academyCode ?? null,
  });
  return (
    <CountryMapPage
      coverage={coverage}
      address={address}
      academies={academies}
      bands={bands}
      today={civilDate(now)}
      search={search.slice(1)}
    />
  );
}
