import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { ImportPage } from '@/components/inventory/import-page';
import { type PageParams, param } from '@/components/ui/address';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Importer ce qui existe' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const target = param(await searchParams, 'fichier') === 'secteurs' ? 'sectors' : 'tools';
  const caller = await api();
  const { can } = await orNotFound(() => caller.inventory.choices());
  if (!can.create) forbidden();
  const here = '/couverture/existant/import';
  return (
    <>
      <PageHeader
        crumbs={[
          { label: 'Couverture', href: '/couverture' },
          { label: 'Ce qui existe', href: '/couverture/existant' },
        ]}
        title="Importer un tableau"
        lead="Chaque ligne est montrée avant d’être écrite. Une ligne fausse, et rien n’est écrit."
      >
        <Tabs
          label="Ce que contient le tableau"
          current={target === 'tools' ? here : `${here}?fichier=secteurs`}
          tabs={[
            { href: here, label: 'Solutions utilisées' },
            { href: `${here}?fichier=secteurs`, label: 'Collèges de secteur' },
          ]}
        />
      </PageHeader>
      <ImportPage key={target} target={target} />
    </>
  );
}
