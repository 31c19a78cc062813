import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { EditProject } from '@/components/projects/form/edit-project';
import { api } from '@/server/session';
import { readProject } from '../read-project';

export const metadata: Metadata = { title: 'Modifier le projet' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const project = await readProject((await params).id);
  if (!project.can.edit) forbidden();
  const caller = await api();
  return <EditProject project={project} products={await caller.catalogue.list({ kind: 'ent' })} />;
}
