import type { Metadata } from 'next';
import { ObjectiveForm } from '@/components/objectives/objective-form';
import { PageHeader } from '@/components/ui/page-header';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Fixer un objectif' };

export default async function Page() {
  const caller = await api();
  const territories = await orNotFound(() => caller.objectives.territories());
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Objectifs', href: '/couverture/objectifs' },
        ]}
        title="Fixer un objectif"
        lead="Jusqu’où aller, où, et pour quand."
      />
      <ObjectiveForm territories={territories} />
    </>
  );
}
