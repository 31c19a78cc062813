import type { Metadata } from 'next';
import { carriedMap, readMap } from '@/components/coverage/map/address';
import { DepartmentMapPage } from '@/components/coverage/map/department-map-page';
import { type PageParams, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Carte d’un département' };

type Props = { params: Promise<{ code: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const [{ code }, search, caller, { now }] = await Promise.all([
    params,
    searchParams,
    api(),
    currentContext(),
  ]);
  const address = readMap(search);
  const { degree, sector, asOf } = address;
  const map = await orNotFound(() =>
    caller.coverage.departmentMap({ department: code, degree, sector, ...(asOf ? { asOf } : {}) }),
  );
  return (
    <DepartmentMapPage
      map={map}
      address={address}
      today={civilDate(now)}
      search={withParams('', { ...carriedMap(address), date: null }).slice(1)}
    />
  );
}
