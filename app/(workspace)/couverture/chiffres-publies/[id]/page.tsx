import type { Metadata } from 'next';
import { FigurePage } from '@/components/coverage/published/figure-page';
import { orNotFound } from '@/server/page';
import { api } from '@/server/session';

export const metadata: Metadata = { title: 'Chiffre publié' };

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  const caller = await api();
  const figure = await orNotFound(() => caller.coverage.figures.get({ id }));
  const history = figure.canEdit ? await caller.coverage.figures.history({ id }) : null;
  return <FigurePage figure={figure} history={history?.entries ?? null} />;
}
