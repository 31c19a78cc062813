import type { Metadata } from 'next';
import { AlertsPage } from '@/components/alerts/alerts-page';
import { readAlertFilters } from '@/components/alerts/filters';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Alertes' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const filters = readAlertFilters(params);
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  const [screen, departments] = await orNotFound(() =>
    Promise.all([caller.alerts.list(filters), caller.alerts.departments()]),
  );
  const address = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
  return (
    <AlertsPage
      screen={screen}
      who={filters.who}
      address={address.toString()}
      departments={departments}
      isFiltered={Boolean(filters.kind || filters.severity || filters.department)}
      now={now}
    />
  );
}
