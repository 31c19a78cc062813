import type { Metadata } from 'next';
import { WorkPage } from '@/components/work/work-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Travail' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <WorkPage first={await orNotFound(() => caller.work.get({ id }))} />;
}
