import type { Metadata } from 'next';
import { NewOrganisation } from '@/components/administration/new-organisation';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Nouvelle organisation' };

export default async function Page() {
  const caller = await api();
  return <NewOrganisation choices={await orNotFound(() => caller.organisations.choices())} />;
}
