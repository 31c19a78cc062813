import type { Metadata } from 'next';
import { VersionsPage } from '@/components/raci/templates/versions-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Versions du modèle de matrice' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <VersionsPage data={await orNotFound(() => caller.raci.templates.versions({ id }))} />;
}
