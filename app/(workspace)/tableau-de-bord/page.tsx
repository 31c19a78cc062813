import type { Metadata } from 'next';
import { DashboardPage } from '@/components/dashboard/dashboard-page';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Tableau de bord' };

export default async function Page() {
  const [caller, { now }] = await Promise.all([api(), currentContext()]);
  return <DashboardPage dashboard={await orNotFound(() => caller.dashboard.get())} now={now} />;
}
