import type { Metadata } from 'next';
import { RequestPage } from '@/components/aaf/request-page';
import { type PageParams, param } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Demander un accrochage' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const id = param(await searchParams, 'convention');
  const caller = await api();
  const conventions = await orNotFound(() => caller.aaf.requestableConventions());
  const chosen = id ? await orNotFound(() => caller.aaf.eligibility({ id })) : null;
  return (
    <RequestPage
      conventions={conventions.map(({ authority, ...one }) => ({ ...one, authorityName: authority.name }))}
      chosen={chosen}
    />
  );
}
