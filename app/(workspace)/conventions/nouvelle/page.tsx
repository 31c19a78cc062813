import type { Metadata } from 'next';
import { NewConvention } from '@/components/conventions/new/new-convention';
import { type PageParams, param } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Nouvelle convention' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const caller = await api();
  const projects = await orNotFound(() => caller.conventions.startable());
  return <NewConvention projects={projects} chosen={param(await searchParams, 'projet') || null} />;
}
