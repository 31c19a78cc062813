import type { Metadata } from 'next';
import { LoadPage } from '@/components/raci/work/load-page';
import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { phases } from '@/server/raci/domain';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Charge par acteur' };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { projectId } = await params;
  const address = await searchParams;
  const caller = await api();
  const view = await orNotFound(() => caller.raci.work.ofProject({ id: projectId }));
  return (
    <LoadPage view={view} phase={paramChoice(address, 'phase', phases)} actorKey={param(address, 'acteur')} />
  );
}
