import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { VersionPage } from '@/components/raci/versions/version-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Version figée de la matrice' };

type Props = { params: Promise<{ projectId: string; number: string }> };

export default async function Page({ params }: Props) {
  const { projectId, number } = await params;
  if (!/^[1-9]\d{0,5}$/.test(number)) notFound();
  const caller = await api();
  return (
    <VersionPage
      version={await orNotFound(() => caller.raci.versions.get({ id: projectId, number: Number(number) }))}
    />
  );
}
