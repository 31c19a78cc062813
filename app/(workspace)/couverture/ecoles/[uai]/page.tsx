import type { Metadata } from 'next';
import { SchoolPage } from '@/components/coverage/school-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'École' };

type Props = { params: Promise<{ uai: string }> };

export default async function Page({ params }: Props) {
  const { uai } = await params;
  const caller = await api();
  const [school, inventory, audience] = await orNotFound(() =>
    Promise.all([
      caller.coverage.school({ id: uai }),
      caller.inventory.ofSchool({ id: uai }),
      caller.audience.school({ id: uai }),
    ]),
  );
  return <SchoolPage school={school} inventory={inventory} audience={audience} />;
}
