import type { Metadata } from 'next';
import { DeviationsPage, readDeviationFilters } from '@/components/templates/deviations-page';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Écarts aux clauses obligatoires' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const filters = readDeviationFilters(await searchParams);
  const caller = await api();
  const { items, total } = await orNotFound(() => caller.templates.deviations(filters));
  return <DeviationsPage items={items} total={total} page={filters.page} limit={filters.limit} />;
}
