import type { Metadata } from 'next';
import { ComparisonPage } from '@/components/raci/compare/comparison-page';
import { type PageParams, param } from '@/components/ui/address';
import { EmptyState } from '@/components/ui/empty-state';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';
import { readFrame } from '../read-frame';

export const metadata: Metadata = { title: 'Comparer des matrices' };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<PageParams> };

export default async function Page({ params, searchParams }: Props) {
  const { projectId: id } = await params;
  const search = await searchParams;
  if (!(await readFrame(id)).isOpen)
    return (
      <EmptyState title="La matrice n’est pas encore ouverte">
        Elle se comparera ici à ses versions, à son modèle et à d’autres projets.
      </EmptyState>
    );
  const caller = await api();
  const { groups, first } = await orNotFound(() => caller.raci.compare.sides({ id }));
  const sides = { of: param(search, 'matrice') || 'actuel', with: param(search, 'avec') || first };
  const comparison = await orNotFound(() => caller.raci.compare.between({ id, ...sides }));
  return (
    <ComparisonPage
      groups={groups}
      comparison={comparison}
      isWhole={param(search, 'tout') === '1'}
      address={new URLSearchParams({ avec: comparison.before.id, matrice: comparison.after.id }).toString()}
    />
  );
}
