import type { Metadata } from 'next';
import { MatrixList } from '@/components/raci/matrix-list';
import { type PageParams, param } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Responsabilités' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const q = param(await searchParams, 'q').slice(0, 200);
  const caller = await api();
  const items = await orNotFound(() => caller.raci.list({ q }));
  const { ability } = await currentContext();
  return (
    <MatrixList
      items={items}
      isFiltered={q !== ''}
      mayCreateProject={ability.can('create', 'Project')}
      participates={ability.can('participate', 'Project')}
      readsTemplates={ability.can('read', 'RaciTemplate')}
    />
  );
}
