import type { Metadata } from 'next';
import { readHeat } from '@/components/raci/compare/heat-address';
import { HeatPage } from '@/components/raci/compare/heat-page';
import type { PageParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Les responsabilités dans l’académie' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const address = readHeat(params);
  const { filters, figure } = address;
  const caller = await api();
  const [map, objections, holders] = await orNotFound(() =>
    Promise.all([
      caller.raci.compare.heat(filters),
      caller.raci.compare.objections(filters),
      figure ? caller.raci.compare.figure({ ...filters, ...figure }) : null,
    ]),
  );
  const { ability } = await currentContext();
  const search = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one ? [[name, one]] : [])),
    ),
  );
  return (
    <HeatPage
      map={map}
      objections={objections}
      holders={holders}
      address={address}
      search={search.toString()}
      participates={ability.can('participate', 'Project')}
      readsTemplates={ability.can('read', 'RaciTemplate')}
    />
  );
}
