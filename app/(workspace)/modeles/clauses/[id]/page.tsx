import type { Metadata } from 'next';
import { ClausePage } from '@/components/templates/clause-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Clause' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <ClausePage detail={await orNotFound(() => caller.templates.clause({ id }))} />;
}
