import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { readProjectFilters, readTableFilters } from '@/components/projects/list/filters';
import { ProjectList, ProjectsPage } from '@/components/projects/list/project-list';
import { ProjectTable } from '@/components/projects/table/project-table';
import { type PageParams, param } from '@/components/ui/address';
import { Notice } from '@/components/ui/notice';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';
import { defaultView } from '@/server/views/schema';

export const metadata: Metadata = { title: 'Projets' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const caller = await api();
  const views = await orNotFound(() => caller.views.list({ list: 'projects' }));
  const opening = Object.keys(params).length === 0 ? defaultView(views) : null;
  if (opening?.query) redirect(`/projets?${opening.query}`);

  const { ability } = await currentContext();
  const may = {
    create: ability.can('create', 'Project'),
    shareViews: ability.can('create', 'CustomColumn'),
    seeInternal: ability.can('read', 'CustomColumn'),
    follow: ability.can('follow', 'Project'),
  };
  const asTable = readTableFilters(params);
  const common = { views, may, exported: { list: 'projects' as const, filters: asTable.filters } };
  if (param(params, 'vue') === 'tableau') {
    const { columns, rows, total, more } = await orNotFound(() => caller.projects.table(asTable.filters));
    return (
      <ProjectsPage vue="tableau" total={total} {...common}>
        {more > 0 && (
          <Notice tone="info">
            Le tableau montre les {rows.length} premiers projets&nbsp;: filtrez pour voir les autres.
          </Notice>
        )}
        <ProjectTable columns={columns} rows={rows} sort={asTable.sort} mayAddColumns={may.shareViews} />
      </ProjectsPage>
    );
  }
  const { filters, table, isFiltered } = readProjectFilters(params);
  const { items, total } = await orNotFound(() => caller.projects.list(filters));
  return (
    <ProjectsPage vue="liste" total={total} {...common}>
      <ProjectList items={items} total={total} table={table} isFiltered={isFiltered} mayCreate={may.create} />
    </ProjectsPage>
  );
}
