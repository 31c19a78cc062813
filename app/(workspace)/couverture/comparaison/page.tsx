import type { Metadata } from 'next';
import { readCoverage, stageWordList, stageWords } from '@/components/coverage/address';
import { readFrom } from '@/components/coverage/comparison/address';
import { ComparisonPage } from '@/components/coverage/comparison/comparison-page';
import { placeChoices, readPlace } from '@/components/coverage/map/place-words';
import { type PageParams, param, paramChoice, withParams } from '@/components/ui/address';
import { civilDate } from '@/server/clock';
import { france, territoryWord } from '@/server/coverage/territory';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Comparaison de la couverture' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor, now }] = await Promise.all([api(), currentContext()]);
  const { degree, sector, asOf = civilDate(now) } = readCoverage(params);
  const own = actor?.academyCode ? ({ kind: 'academy', code: actor.academyCode } as const) : france;
  const territory = readPlace(params, 'territoire', own);
  const stage = stageWords[paramChoice(params, 'etape', stageWordList) ?? 'projet'];
  const asked = { degree, sector, asOf };
  const places = await caller.coverage.places();
  const dates =
    param(params, 'avec') === 'territoire'
      ? null
      : await orNotFound(() =>
          caller.coverage.compareDates({ ...asked, territory, stage, from: readFrom(params, asOf) }),
        );
  const sides =
    dates?.sides ??
    (
      await orNotFound(() =>
        caller.coverage.comparePlaces({ ...asked, first: territory, second: readPlace(params, 'second') }),
      )
    ).sides;
  const choices = placeChoices(places.academies, places.departments);
  const ownWord = territoryWord(own);
  return (
    <ComparisonPage
      dates={dates}
      sides={sides}
      asked={{ degree, sector }}
      choices={[...choices.filter(({ id }) => id === ownWord), ...choices.filter(({ id }) => id !== ownWord)]}
      today={civilDate(now)}
      search={withParams('', {
        ...Object.fromEntries(
          ['territoire', 'second', 'avec', 'etape', 'depuis', 'degre', 'perimetre'].map((name) => [
            name,
            param(params, name),
          ]),
        ),
      }).slice(1)}
    />
  );
}
