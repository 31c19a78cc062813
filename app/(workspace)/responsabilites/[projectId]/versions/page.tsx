import type { Metadata } from 'next';
import { VersionsPage } from '@/components/raci/versions/versions-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Versions de la matrice' };

type Props = { params: Promise<{ projectId: string }> };

export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const caller = await api();
  return <VersionsPage view={await orNotFound(() => caller.raci.versions.list({ id: projectId }))} />;
}
