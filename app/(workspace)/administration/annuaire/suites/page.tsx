import type { Metadata } from 'next';
import { taskFilters } from '@/components/territory/changes-address';
import { SchoolTasksPage } from '@/components/territory/school-tasks';
import { type PageParams, readTable } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Écoles fermées, fusionnées ou déplacées' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const search = await searchParams;
  const { page, take } = readTable(search, { sortable: ['date'], defaultSort: '-date' });
  const filters = taskFilters(search);
  const caller = await api();
  const tasks = await orNotFound(() =>
    caller.territory.tasks({ ...filters, page: Math.min(page, 10_000), size: take }),
  );
  const { ability } = await currentContext();
  return <SchoolTasksPage tasks={tasks} state={filters.state} mayTreat={ability.can('edit', 'SchoolTask')} />;
}
