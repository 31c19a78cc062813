import type { Metadata } from 'next';
import { AgendaPage } from '@/components/dashboard/agenda-page';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Agenda' };

export default async function Page() {
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  const deadlines = await orNotFound(() => caller.dashboard.deadlines());
  return <AgendaPage deadlines={deadlines} today={civilDate(now)} now={now} />;
}
