import type { Metadata } from 'next';
import { MinePage } from '@/components/raci/work/mine-page';
import { stateOfSlug } from '@/components/raci/work/words';
import { type PageParams, param, readTable } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Mes responsabilités' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const address = await searchParams;
  const state = stateOfSlug(param(address, 'etat'));
  const projectId = param(address, 'projet').slice(0, 64);
  const filters = {
    ...(state ? { state } : {}),
    ...(projectId ? { projectId } : {}),
    late: param(address, 'echeance') === 'retard',
    named: param(address, 'attribution') === 'nominative',
  };
  const caller = await api();
  const mine = await orNotFound(() =>
    caller.raci.work.mine({
      ...filters,
      all: param(address, 'part') === 'toutes',
      page: readTable(address, { sortable: ['due'], defaultSort: 'due' }).page,
    }),
  );
  const { ability } = await currentContext();
  return (
    <MinePage
      mine={mine}
      isFiltered={Object.values(filters).some(Boolean)}
      readsTemplates={ability.can('read', 'RaciTemplate')}
    />
  );
}
