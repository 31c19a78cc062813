import type { Metadata } from 'next';
import { MembershipPage } from '@/components/administration/membership-page';
import { civilDate, now } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Rôle' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [membership, history] = await orNotFound(() =>
    Promise.all([caller.people.get({ id }), caller.people.history({ id })]),
  );
  return <MembershipPage membership={membership} history={history.entries} today={civilDate(now())} />;
}
