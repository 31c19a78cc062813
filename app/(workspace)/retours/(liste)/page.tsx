import type { Metadata } from 'next';
import { readExperiences } from '@/components/experience/address';
import { ExperiencesPage } from '@/components/experience/experiences-page';
import { type PageParams, withParams } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Retours d’expérience' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const [caller, { ability }] = await Promise.all([api(), currentContext()]);
  const asked = readExperiences(params);
  const mayWrite = ability.can('create', 'ExperienceReport');
  const [list, drafts] = await orNotFound(() =>
    Promise.all([
      caller.experience.list(asked),
      mayWrite ? caller.experience.list({ state: 'draft', limit: 1 }) : null,
    ]),
  );
  return (
    <ExperiencesPage
      list={list}
      drafts={drafts?.total ?? null}
      state={asked.state ?? 'published'}
      search={withParams('', {
        q: asked.q ?? '',
        type: params.type ?? [],
        degre: params.degre ?? [],
        etat: params.etat ?? [],
      }).slice(1)}
      asked={Boolean(asked.q || asked.types?.length || asked.degrees?.length)}
      mayWrite={mayWrite}
    />
  );
}
