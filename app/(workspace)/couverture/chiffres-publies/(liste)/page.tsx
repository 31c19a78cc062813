import type { Metadata } from 'next';
import { readCoverage } from '@/components/coverage/address';
import { FiguresPage, figureSorts } from '@/components/coverage/published/figures-page';
import { FIGURES } from '@/components/coverage/published/words';
import { type PageParams, paramChoice, readTable, withParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Chiffres publiés' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { actor, ability }] = await Promise.all([api(), currentContext()]);
  const address = readCoverage(params, actor?.academyCode ?? null);
  const { degree, academyCode } = address;
  const withdrawn = paramChoice(params, 'retires', ['oui'] as const) !== null;
  const [figures, academies] = await orNotFound(() =>
    Promise.all([
      caller.coverage.figures.list({ degree, withdrawn, ...(academyCode ? { academyCode } : {}) }),
      caller.coverage.academies(),
    ]),
  );
  const search = withParams('', {
    academie: typeof params.academie === 'string' ? params.academie : null,
    degre: degree === 'secondary' ? 'second' : null,
    retires: withdrawn ? 'oui' : null,
  });
  return (
    <FiguresPage
      figures={figures}
      address={address}
      academies={academies}
      ownAcademy={actor?.academyCode ?? null}
      sort={readTable(params, { sortable: figureSorts, defaultSort: 'departement' }).sort}
      withdrawn={withdrawn}
      canWrite={ability.can('create', 'PublishedFigure')}
      exportHref={`${FIGURES}/export.csv${search}`}
    />
  );
}
