import type { Metadata } from 'next';
import { TakeoverListPage } from '@/components/takeover/takeover-list';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Reprendre des conventions' };

export default async function Page() {
  const caller = await api();
  return <TakeoverListPage takeovers={await orNotFound(() => caller.takeover.list())} />;
}
