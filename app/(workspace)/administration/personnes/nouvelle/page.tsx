import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { InvitePerson } from '@/components/administration/invite-person';
import { type PageParams, param } from '@/components/ui/address';
import { civilDate, now } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Donner un rôle' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  if (!(await currentContext()).ability.can('create', 'Membership')) forbidden();
  const id = param(await searchParams, 'organisation');
  const caller = await api();
  const organisation = id ? await orNotFound(() => caller.organisations.get({ id })) : null;
  return <InvitePerson today={civilDate(now())} organisation={organisation} />;
}
