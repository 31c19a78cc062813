import type { Metadata } from 'next';
import { forbidden, redirect } from 'next/navigation';
import { ImportPage } from '@/components/raci/exchange/import-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Importer une matrice' };

type Props = { params: Promise<{ projectId: string }> };

export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const caller = await api();
  const { canEdit, matrix } = await orNotFound(() => caller.raci.matrix({ id: projectId }));
  if (!canEdit) forbidden();
  if (!matrix) redirect(`/responsabilites/${projectId}`);
  return (
    <ImportPage
      projectId={projectId}
      actors={matrix.actors.map(({ key, label, short }) => ({ key, label, short }))}
    />
  );
}
