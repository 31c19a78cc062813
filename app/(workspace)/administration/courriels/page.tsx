import type { Metadata } from 'next';
import { MailList, readMailFilters } from '@/components/mails/mail-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Courriels' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const filters = readMailFilters(await searchParams);
  const caller = await api();
  const { items, total, counts } = await orNotFound(() => caller.mails.list(filters));
  return <MailList items={items} total={total} counts={counts} filters={filters} />;
}
