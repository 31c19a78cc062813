import type { Metadata } from 'next';
import { AcademyList } from '@/components/administration/academy-list';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Académies' };

export default async function Page() {
  const caller = await api();
  return <AcademyList academies={await orNotFound(() => caller.academies.list())} />;
}
