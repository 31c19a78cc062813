import type { Metadata } from 'next';
import { SchoolPicker } from '@/components/projects/schools/school-picker';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';
import { readProject } from '../read-project';

export const metadata: Metadata = { title: 'Écoles du projet' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const project = await readProject(id);
  const caller = await api();
  const [places, schools] = await orNotFound(() =>
    Promise.all([caller.projects.places({ id }), caller.projects.schools({ id })]),
  );
  return <SchoolPicker project={project} places={places} schools={schools} />;
}
