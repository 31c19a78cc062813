import type { Metadata } from 'next';
import { BulkPage } from '@/components/bulk/bulk-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Conventions en nombre' };

export default async function Page() {
  const caller = await api();
  return <BulkPage options={await orNotFound(() => caller.bulk.options())} />;
}
