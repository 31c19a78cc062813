import type { Metadata } from 'next';
import { CoverageTabs } from '@/components/coverage/coverage-tabs';
import { ObjectiveList } from '@/components/objectives/objective-list';
import { type PageParams, paramChoice } from '@/components/ui/address';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { civilDate } from '@/server/clock';
import { orNotFound } from '@/server/page';
import { api, currentContext } from '@/server/session';

export const metadata: Metadata = { title: 'Objectifs' };

type Props = { searchParams: Promise<PageParams> };

export default async function Page({ searchParams }: Props) {
  const asked = paramChoice(await searchParams, 'etat', ['clos', 'tous'] as const);
  const [caller, { ability, now }] = await Promise.all([api(), currentContext()]);
  if (!ability.can('read', 'Objective'))
    return (
      <>
        <PageHeader crumbs={[{ label: 'Couverture', href: '/couverture' }]} title="Objectifs">
          <CoverageTabs />
        </PageHeader>
        <EmptyState title="Rien à montrer sous ce rôle">
          Les objectifs sont ceux d’une académie&nbsp;: ils se lisent sous un rôle de l’académie ou de la
          DSDEN.
        </EmptyState>
      </>
    );
  const state = asked === 'clos' ? 'closed' : asked === 'tous' ? 'all' : 'open';
  const objectives = await orNotFound(() => caller.objectives.list({ state }));
  return (
    <ObjectiveList
      objectives={objectives}
      today={civilDate(now)}
      canCreate={ability.can('create', 'Objective')}
      filtered={asked !== null}
    />
  );
}
