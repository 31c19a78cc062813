import type { Metadata } from 'next';
import { RaciPage } from '@/components/raci/raci-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Matrice des responsabilités' };

type Props = { params: Promise<{ projectId: string }> };

export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const caller = await api();
  return <RaciPage view={await orNotFound(() => caller.raci.matrix({ id: projectId }))} />;
}
