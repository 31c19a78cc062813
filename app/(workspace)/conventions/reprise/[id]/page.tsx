import type { Metadata } from 'next';
import { readLineFilters } from '@/components/takeover/preview';
import { TakeoverPage } from '@/components/takeover/takeover-page';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Reprise de conventions' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const filters = readLineFilters(await searchParams);
  const caller = await api();
  const takeover = await orNotFound(() => caller.takeover.get({ id }));
  const preparing = takeover.state === 'preparing';
  const done = takeover.state === 'done';
  return (
    <TakeoverPage
      takeover={takeover}
      preview={preparing ? await caller.takeover.preview({ id, ...filters }) : null}
      products={preparing ? await caller.takeover.products() : []}
      report={done || takeover.state === 'undone' ? await caller.takeover.report({ id }) : []}
      scans={done ? await caller.takeover.waitingScans({ id }) : null}
      filters={filters}
    />
  );
}
