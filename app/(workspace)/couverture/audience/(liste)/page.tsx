import type { Metadata } from 'next';
import { readAudienceAddress } from '@/components/audience/address';
import { AudiencePage } from '@/components/audience/audience-page';
import type { PageParams } from '@/components/ui/address';
import { homeTerritory, stagePerimeter } from '@/server/coverage/perimeter';
import { territoryWord } from '@/server/coverage/territory';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Audience' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const [params, caller, { actor, ability }] = await Promise.all([searchParams, api(), currentContext()]);
  const { territory, year } = readAudienceAddress(params, homeTerritory(actor));
  const word = territoryWord(territory);
  const audience = await orNotFound(() => caller.audience.of({ territory: word, ...(year ? { year } : {}) }));
  const seesSchools = actor !== null && stagePerimeter(actor).kind !== 'none';
  const lists =
    audience.lastWeek && seesSchools ? await caller.audience.schools({ list: 'silent', size: 1 }) : null;
  return (
    <AudiencePage audience={audience} lists={lists} mayImport={ability.can('create', 'AudienceImport')} />
  );
}
