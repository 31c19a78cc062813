import type { Metadata } from 'next';
import { readListAddress } from '@/components/audience/address';
import { AudienceSchoolsPage } from '@/components/audience/schools-page';
import { type PageParams, readTable, withParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Audience\u00a0: établissements à regarder' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const [params, caller, { actor }] = await Promise.all([searchParams, api(), currentContext()]);
  const { page, take } = readTable(params, { sortable: ['nom'] as const, defaultSort: 'nom' });
  const [schools, departments] = await orNotFound(() =>
    Promise.all([
      caller.audience.schools({ ...readListAddress(params), page: Math.min(page, 10_000), size: take }),
      caller.territory.departments(),
    ]),
  );
  const own = departments.filter((one) => !actor?.academyCode || one.academyCode === actor.academyCode);
  const kept = withParams('', {
    liste: typeof params.liste === 'string' ? params.liste : null,
    degre: typeof params.degre === 'string' ? params.degre : null,
    departement: typeof params.departement === 'string' ? params.departement : null,
  });
  return (
    <AudienceSchoolsPage
      schools={schools}
      departments={own}
      paging={{ page, pageSize: take }}
      exportHref={`/couverture/audience/ecoles/liste.csv${kept}`}
    />
  );
}
