import type { Metadata } from 'next';
import { ComparisonPage, NoComparison } from '@/components/conventions/comparison/comparison-page';
import { type PageParams, param, paramChoice } from '@/components/ui/address';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';
import { refusalOf } from '@/server/trpc/init';

export const metadata: Metadata = { title: 'Comparer deux versions' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  const query = await searchParams;
  const caller = await api();
  const convention = await orNotFound(() => caller.conventions.get({ id }));
  const [from, to] = [param(query, 'de'), param(query, 'a')];
  const found = await orNotFound(async () => {
    try {
      return await caller.review.comparison({ id, ...(from ? { from } : {}), ...(to ? { to } : {}) });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code !== 'conflict') throw error;
      return refusal.message;
    }
  });
  if (typeof found === 'string') return <NoComparison convention={convention} why={found} />;
  const view = paramChoice(query, 'vue', ['suite', 'cote'] as const) ?? 'suite';
  return (
    <ComparisonPage
      convention={convention}
      comparison={found}
      view={view}
      isWhole={param(query, 'tout') === '1'}
    />
  );
}
