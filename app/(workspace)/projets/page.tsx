import type { Metadata } from 'next';
import { ProjectList, readProjectFilters } from '@/components/projects/list/project-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Projets' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const { filters, table, isFiltered } = readProjectFilters(await searchParams);
  const caller = await api();
  const { items, total } = await orNotFound(() => caller.projects.list(filters));
  const { ability } = await currentContext();
  return (
    <ProjectList
      items={items}
      total={total}
      table={table}
      isFiltered={isFiltered}
      mayCreate={ability.can('create', 'Project')}
    />
  );
}
