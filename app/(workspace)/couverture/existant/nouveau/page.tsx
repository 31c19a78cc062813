import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { EntryForm } from '@/components/inventory/entry-form';
import { type PageParams, param } from '@/components/ui/address';
import { PageHeader } from '@/components/ui/page-header';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Déclarer une solution' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const uai = param(await searchParams, 'ecole');
  const caller = await api();
  const choices = await orNotFound(() => caller.inventory.choices());
  if (!choices.can.create) forbidden();
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Ce qui existe', href: '/couverture/existant' },
        ]}
        title="Déclarer une solution"
        lead="Quelle solution est utilisée, où, payée par qui, depuis quand, et qui le dit."
      />
      <EntryForm entry={null} choices={choices} uai={/^\d{7}[A-Z]$/.test(uai) ? uai : null} />
    </>
  );
}
