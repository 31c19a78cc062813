import { RenewalsPage } from '@/components/renewal/renewals-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata = { title: 'Renouvellements' };

export default async function Page() {
  const caller = await api();
  return <RenewalsPage lines={await orNotFound(() => caller.renewal.list())} />;
}
