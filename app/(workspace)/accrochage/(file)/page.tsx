import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DetachList } from '@/components/aaf/detach-list';
import { readQueueFilters } from '@/components/aaf/filters';
import { Queue } from '@/components/aaf/queue';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';
import { defaultView } from '@/server/views/schema';
import { QueuePanel } from './queue-panel';

export const metadata: Metadata = { title: 'Accrochage AAF' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const asked = readQueueFilters(params);
  const caller = await api();
  const { ability, actor } = await currentContext();
  const views = await caller.views.list({ list: 'aaf' });
  const opening = Object.keys(params).length === 0 ? defaultView(views) : null;
  if (opening?.query) redirect(`/accrochage?${opening.query}`);
  const role = actor?.role ?? 'reader';
  const [tasks, resumed] = await orNotFound(() =>
    Promise.all([caller.aaf.detachTasks(), caller.aaf.resumeTasks()]),
  );
  if (asked.view === 'decrochages') return <DetachList tasks={tasks} resumed={resumed} role={role} />;

  const [{ items, total, counts }, conventions] = await Promise.all([
    caller.aaf.list(asked.filters),
    caller.aaf.conventionsInQueue(),
  ]);
  const address = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
  address.delete('ecole');
  return (
    <Queue
      items={items}
      filters={asked.exported}
      views={views}
      mayShareViews={ability.can('create', 'CustomColumn')}
      total={total}
      counts={counts}
      paging={{ page: asked.table.page, pageSize: asked.table.take }}
      role={role}
      mayRequest={ability.can('request', 'Convention')}
      isFiltered={asked.isFiltered}
      conventions={conventions.map(({ id, number, title }) => ({ id, label: `${number} – ${title}` }))}
      detachCount={tasks.length}
      resumeCount={resumed.length}
      address={address.toString()}
      panel={
        asked.opened || asked.requestId ? (
          <QueuePanel attachmentId={asked.opened} requestId={asked.requestId} address={address} />
        ) : null
      }
    />
  );
}
