import type { Metadata } from 'next';
import { ExperienceReading } from '@/components/experience/reading';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Retour d’expérience' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const report = await orNotFound(() => caller.experience.publicGet({ id }));
  return (
    <ExperienceReading
      report={report}
      crumbs={[{ label: 'Retours d’expérience publiés', href: '/retours-publies' }]}
    />
  );
}
