import type { Metadata } from 'next';
import { ProductPage } from '@/components/administration/product-page';
import { civilDate, now } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Solution' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const [product, history] = await orNotFound(() =>
    Promise.all([caller.catalogue.get({ id }), caller.catalogue.history({ id })]),
  );
  const vendors = product.can.edit ? await caller.catalogue.vendors() : [];
  const { actor } = await currentContext();
  return (
    <ProductPage
      product={product}
      vendors={vendors}
      history={history.entries}
      today={civilDate(now())}
      mayChangeVendor={actor?.role === 'operator'}
    />
  );
}
