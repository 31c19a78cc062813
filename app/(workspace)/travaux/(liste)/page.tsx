import type { Metadata } from 'next';
import { WorkListPage } from '@/components/work/work-list';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Travaux' };

export default async function Page() {
  const caller = await api();
  return <WorkListPage works={await caller.work.list()} />;
}
