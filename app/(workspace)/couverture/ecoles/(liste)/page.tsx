import type { Metadata } from 'next';
import { stageWordList, stageWords } from '@/components/coverage/address';
import { readDetail } from '@/components/coverage/detail-address';
import { TerritorySchoolsPage } from '@/components/coverage/territory-schools-page';
import { type PageParams, paramChoice, readTable } from '@/components/ui/address';
import { homeTerritory } from '@/server/coverage/perimeter';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Écoles d’un territoire' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor }] = await Promise.all([api(), currentContext()]);
  const address = readDetail(params, homeTerritory(actor));
  const stage = stageWords[paramChoice(params, 'etape', stageWordList) ?? 'existent'];
  const { page, take } = readTable(params, { sortable: ['nom'] as const, defaultSort: 'nom' });
  const { by: _by, basis: _basis, ...asked } = address;
  const [breakdown, schools] = await orNotFound(() =>
    Promise.all([
      caller.coverage.by({ ...address, size: 1 }),
      caller.coverage.schools({ ...asked, stage, page: Math.min(page, 10_000), limit: take }),
    ]),
  );
  return (
    <TerritorySchoolsPage
      breakdown={breakdown}
      schools={schools}
      address={address}
      stage={stage}
      page={page}
      pageSize={take}
    />
  );
}
