import type { Metadata } from 'next';
import { readExperiences } from '@/components/experience/address';
import { ExperienceResults } from '@/components/experience/experience-list';
import { PAGE_PARAM, type PageParams, withParams } from '@/components/ui/address';
import { PageHeader } from '@/components/ui/page-header';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Retours d’expérience publiés' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const params = await searchParams;
  const caller = await api();
  const asked = readExperiences(params);
  const list = await orNotFound(() => caller.experience.publicList(asked));
  const search = withParams('', { q: asked.q ?? '', type: params.type ?? [], degre: params.degre ?? [] });
  return (
    <>
      <PageHeader
        title="Retours d’expérience publiés"
        lead="Ce que des collectivités et des académies ont appris, et qu’elles partagent avec tous."
      />
      <ExperienceResults
        list={list}
        hrefOf="/retours-publies"
        next={
          list.nextCursor
            ? `/retours-publies${withParams(search.slice(1), { [PAGE_PARAM]: list.nextCursor })}`
            : null
        }
        asked={Boolean(asked.q || asked.types?.length || asked.degrees?.length)}
        empty={{
          title: 'Aucun retour publié',
          text: 'Rien n’a encore été partagé avec tous. Les premiers retours paraîtront ici.',
        }}
      />
    </>
  );
}
