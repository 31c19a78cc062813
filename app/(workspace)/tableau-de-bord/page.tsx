import type { Metadata } from 'next';
import { DashboardPage } from '@/components/dashboard/dashboard-page';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Tableau de bord' };

export default async function Page() {
  const [caller, { now, ability }] = await Promise.all([api(), currentContext()]);
  // Those who set them see, without looking for them, where the next ones stand.
  const [dashboard, objectives] = await orNotFound(() =>
    Promise.all([
      caller.dashboard.get(),
      ability.can('create', 'Objective') ? caller.objectives.list({ limit: 3 }) : [],
    ]),
  );
  return <DashboardPage dashboard={dashboard} objectives={objectives} now={now} />;
}
