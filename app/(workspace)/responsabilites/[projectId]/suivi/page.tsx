import type { Metadata } from 'next';
import { FollowPage } from '@/components/raci/work/follow-page';
import { stateOfSlug } from '@/components/raci/work/words';
import { type PageParams, param } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Suivi des activités' };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { projectId } = await params;
  const address = await searchParams;
  const caller = await api();
  const view = await orNotFound(() => caller.raci.work.ofProject({ id: projectId }));
  return (
    <FollowPage
      view={view}
      filters={{
        state: stateOfSlug(param(address, 'etat')),
        actor: param(address, 'acteur'),
        late: param(address, 'echeance') === 'retard',
      }}
    />
  );
}
