import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readCoverage, stageWordList, stageWords } from '@/components/coverage/address';
import { DepartmentPage } from '@/components/coverage/department-page';
import { type PageParams, paramChoice, readTable } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Couverture d’un département' };

type Props = { params: Promise<{ code: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const [{ code }, search, caller] = await Promise.all([params, searchParams, api()]);
  const { degree, sector, asOf } = readCoverage(search);
  const address = { degree, sector, ...(asOf ? { asOf } : {}) };
  const stage = stageWords[paramChoice(search, 'etape', stageWordList) ?? 'existent'];
  const { page, take } = readTable(search, { sortable: ['nom'] as const, defaultSort: 'nom' });
  const [coverage, schools] = await orNotFound(() =>
    Promise.all([
      caller.coverage.byDepartment({ ...address, departments: [code] }),
      caller.coverage.schools({
        ...address,
        territory: { kind: 'department', code },
        stage,
        page: Math.min(page, 10_000),
        limit: take,
      }),
    ]),
  );
  if (coverage.departments.length === 0) notFound();
  return (
    <DepartmentPage
      coverage={coverage}
      schools={schools}
      address={address}
      stage={stage}
      page={page}
      pageSize={take}
    />
  );
}
