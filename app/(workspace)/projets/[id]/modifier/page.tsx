import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { EditProject } from '@/components/projects/form/edit-project';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Modifier le projet' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const project = await orNotFound(() => caller.projects.get({ id }));
  if (!project.can.edit) forbidden();
  return <EditProject project={project} products={await caller.catalogue.list({ kind: 'ent' })} />;
}
