import type { Metadata } from 'next';
import { coverageSorts, readCoverage } from '@/components/coverage/address';
import { CoveragePage } from '@/components/coverage/coverage-page';
import { type PageParams, readTable, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Couverture' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor, now, ability }] = await Promise.all([api(), currentContext()]);
  const ownAcademy = actor?.academyCode ?? null;
  const address = readCoverage(params, ownAcademy);
  const { degree, academyCode } = address;
  const [coverage, published, academies, objectives] = await orNotFound(() =>
    Promise.all([
      caller.coverage.byDepartment(address),
      caller.coverage.published({ degree, ...(academyCode ? { academyCode } : {}) }),
      caller.coverage.academies(),
      ability.can('read', 'Objective') ? caller.objectives.list({ limit: 3 }) : [],
    ]),
  );
  const search = withParams('', {
    academie: typeof params.academie === 'string' ? params.academie : null,
    degre: degree === 'secondary' ? 'second' : null,
    perimetre: address.sector === 'all' ? 'tous' : null,
  });
  return (
    <CoveragePage
      coverage={coverage}
      published={published}
      objectives={objectives}
      address={address}
      academies={academies}
      ownAcademy={ownAcademy}
      today={civilDate(now)}
      search={search.slice(1)}
      sort={readTable(params, { sortable: coverageSorts, defaultSort: 'departement' }).sort}
      exportHref={`/couverture/export.csv${withParams(search.slice(1), { date: address.asOf ?? null })}`}
    />
  );
}
