import type { Metadata } from 'next';
import { ProductList, readProductFilters } from '@/components/administration/product-list';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Catalogue des solutions' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const { filters, isFiltered } = readProductFilters(await searchParams);
  const caller = await api();
  const products = await orNotFound(() => caller.catalogue.list(filters));
  const { ability } = await currentContext();
  return (
    <ProductList products={products} isFiltered={isFiltered} mayCreate={ability.can('create', 'Product')} />
  );
}
