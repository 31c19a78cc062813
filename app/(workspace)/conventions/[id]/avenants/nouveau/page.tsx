import { AmendmentForm } from '@/components/amendments/amendment-form';
import { PageHeader } from '@/components/ui/page-header';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

type Props = { params: Promise<{ id: string }> };

export const metadata = { title: 'Nouvel avenant' };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const choices = await orNotFound(() => caller.amendments.choices({ id }));
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Conventions', href: '/conventions' },
          { label: choices.number, href: `/conventions/${id}?onglet=avenants` },
        ]}
        title="Nouvel avenant"
        lead={`À la convention ${choices.number}. Dites ce qui change : les articles seront proposés, et vous pourrez les réécrire.`}
      />
      <AmendmentForm choices={choices} />
    </>
  );
}
