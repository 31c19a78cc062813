import type { Metadata } from 'next';
import { forbidden, redirect } from 'next/navigation';
import { ExperienceEditor } from '@/components/experience/editor';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Écrire un retour d’expérience' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const report = await orNotFound(() => caller.experience.get({ id }));
  if (!report.abilities.edit) forbidden();
  // A published sheet is taken back before it is corrected: the reading page offers it.
  if (report.publishedAt) redirect(`/retours/${id}`);
  return <ExperienceEditor key={report.version} report={report} />;
}
