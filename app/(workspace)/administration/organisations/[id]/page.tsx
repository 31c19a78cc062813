import type { Metadata } from 'next';
import { OrganisationPage } from '@/components/administration/organisation-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Organisation' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [organisation, people, history] = await orNotFound(() =>
    Promise.all([
      caller.organisations.get({ id }),
      caller.people.list({ organisationId: id, size: 200 }),
      caller.organisations.history({ id }),
    ]),
  );
  return <OrganisationPage organisation={organisation} people={people.items} history={history.entries} />;
}
