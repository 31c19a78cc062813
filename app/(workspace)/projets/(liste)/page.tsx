import type { Metadata } from 'next';
import { readProjectFilters } from '@/components/projects/list/filters';
import { ProjectList } from '@/components/projects/list/project-list';
import { type PageParams, withParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Projets' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const { filters, table, isFiltered } = readProjectFilters(params);
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
      exportHref={`/projets/export.csv${withParams('', Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value ?? null])))}`}
    />
  );
}
