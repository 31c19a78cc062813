import { PlanPage } from '@/components/reversibility/plan-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export const metadata = { title: 'Plan de réversibilité' };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  return <PlanPage view={await orNotFound(() => caller.reversibility.get({ id }))} />;
}
