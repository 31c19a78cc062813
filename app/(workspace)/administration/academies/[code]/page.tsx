import type { Metadata } from 'next';
import { AcademyPage } from '@/components/administration/academy-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Réglages de l’académie' };

type Props = { params: Promise<{ code: string }> };

export default async function Page({ params }: Props) {
  const { code } = await params;
  const caller = await api();
  const [academy, history] = await orNotFound(() =>
    Promise.all([caller.academies.get({ id: code }), caller.academies.history({ id: code })]),
  );
  return <AcademyPage academy={academy} history={history.entries} />;
}
