import type { Metadata } from 'next';
import { ObjectivePage } from '@/components/objectives/objective-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Objectif' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [objective, history] = await orNotFound(() =>
    Promise.all([caller.objectives.get({ id }), caller.objectives.history({ id })]),
  );
  return <ObjectivePage objective={objective} history={history.entries} />;
}
