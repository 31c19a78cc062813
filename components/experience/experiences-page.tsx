import { PAGE_PARAM, withParams } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import type { ExperienceList } from '@/server/experience/queries';
import { ExperienceResults } from './experience-list';

/** Finding experience sheets, and one's drafts. */
export function ExperiencesPage({
  list,
  drafts,
  state,
  search,
  asked,
  mayWrite,
}: {
  list: ExperienceList;
  /** Number of drafts that this hat may open; null when it writes nothing. */
  drafts: number | null;
  state: 'published' | 'draft';
  /** The address without its place in the list. */
  search: string;
  asked: boolean;
  mayWrite: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Retours d’expérience"
        lead="Ce que d’autres ont appris en ouvrant, en généralisant ou en changeant leur ENT."
        action={
          mayWrite && (
            <ButtonLink href="/retours/nouveau" variant="primary">
              Écrire un retour
            </ButtonLink>
          )
        }
      >
        {drafts !== null && (
          <Tabs
            label="Retours"
            current={state === 'draft' ? '/retours?etat=brouillons' : '/retours'}
            tabs={[
              { href: '/retours', label: 'Publiés' },
              { href: '/retours?etat=brouillons', label: 'Brouillons', count: drafts },
            ]}
          />
        )}
      </PageHeader>
      <ExperienceResults
        list={list}
        hrefOf="/retours"
        next={list.nextCursor ? `/retours${withParams(search, { [PAGE_PARAM]: list.nextCursor })}` : null}
        asked={asked}
        empty={
          state === 'draft'
            ? { title: 'Aucun brouillon', text: 'Tout ce qui a été commencé est publié.' }
            : {
                title: 'Aucun retour publié',
                text: 'Les retours publiés par votre académie, et ceux qu’une autre partage, paraîtront ici.',
                ...(mayWrite ? { action: { label: 'Écrire le premier', href: '/retours/nouveau' } } : {}),
              }
        }
      />
    </>
  );
}
