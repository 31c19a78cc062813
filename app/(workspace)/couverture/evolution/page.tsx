import type { Metadata } from 'next';
import { EvolutionPage } from '@/components/coverage/evolution/evolution-page';
import { carriedMap, readMap } from '@/components/coverage/map/address';
import { placeChoices, readPlace } from '@/components/coverage/map/place-words';
import { type PageParams, paramChoice, paramList, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { france, territoryWord } from '@/server/coverage/territory';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Évolution de la couverture' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor, now }] = await Promise.all([api(), currentContext()]);
  const address = readMap(params);
  const { degree, sector, asOf } = address;
  const own = actor?.academyCode ? ({ kind: 'academy', code: actor.academyCode } as const) : france;
  const territory = readPlace(params, 'territoire', own);
  const step = paramChoice(params, 'pas', ['semaine'] as const) ? ('week' as const) : ('month' as const);
  const [series, places] = await orNotFound(() =>
    Promise.all([
      caller.coverage.series({ territory, degree, sector, step, ...(asOf ? { asOf } : {}) }),
      caller.coverage.places(),
    ]),
  );
  const choices = placeChoices(places.academies, places.departments);
  const ownWord = territoryWord(own);
  const search = withParams('', {
    ...carriedMap(address),
    date: null,
    territoire: typeof params.territoire === 'string' ? params.territoire : null,
    pas: step === 'week' ? 'semaine' : null,
    departement: paramList(params, 'departement'),
  });
  return (
    <EvolutionPage
      series={series}
      address={address}
      step={step}
      shown={paramList(params, 'departement')}
      // The one that stands without any choice comes first.
      choices={[...choices.filter(({ id }) => id === ownWord), ...choices.filter(({ id }) => id !== ownWord)]}
      today={civilDate(now)}
      search={search.slice(1)}
    />
  );
}
