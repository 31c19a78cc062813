import type { Metadata } from 'next';
import { AgreementPage } from '@/components/raci/agreement/agreement-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Accord sur la matrice' };

type Props = { params: Promise<{ projectId: string }> };

export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const caller = await api();
  return <AgreementPage initial={await orNotFound(() => caller.raci.agreement.view({ id: projectId }))} />;
}
