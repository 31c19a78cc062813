import type { Metadata } from 'next';
import { readListAddress, readListFilters } from '@/components/audience/address';
import { AudienceSchoolsPage } from '@/components/audience/schools-page';
import { type PageParams, readTable } from '@/components/ui/address';
import { stagePerimeter } from '@/server/coverage/perimeter';
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
  return (
    <AudienceSchoolsPage
      schools={schools}
      seesSchools={actor !== null && stagePerimeter(actor).kind !== 'none'}
      departments={own}
      filters={readListFilters(params)}
      paging={{ page, pageSize: take }}
    />
  );
}
