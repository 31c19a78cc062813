import type { Metadata } from 'next';
import { ImportList } from '@/components/territory/import-list';
import { type PageParams, readTable } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Annuaire' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const table = readTable(await searchParams, { sortable: ['date'], defaultSort: '-date', pageSize: 20 });
  const caller = await api();
  const imports = await orNotFound(() => caller.territory.imports({ page: table.page, size: table.take }));
  const { ability, actor, now } = await currentContext();
  return (
    <ImportList
      imports={imports}
      mayImport={ability.can('import', 'School')}
      maySeeTasks={ability.can('read', 'SchoolTask')}
      today={civilDate(now)}
      academyName={actor?.role === 'operator' ? null : (actor?.organisation.name ?? null)}
    />
  );
}
