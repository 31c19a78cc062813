import type { Metadata } from 'next';
import { administrationCrumb, productsCrumb } from '@/components/administration/crumbs';
import { ProductForm } from '@/components/administration/product-form';
import { PageHeader } from '@/components/ui/page-header';
import { civilDate, now } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Nouvelle solution' };

export default async function Page() {
  const caller = await api();
  const vendors = await orNotFound(() => caller.catalogue.vendors());
  return (
    <>
      <PageHeader crumbs={[administrationCrumb, productsCrumb]} title="Nouvelle solution" />
      <ProductForm product={null} vendors={vendors} today={civilDate(now())} mayChangeVendor />
    </>
  );
}
